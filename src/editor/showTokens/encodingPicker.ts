import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import { ENCODING_NAMES } from '../../core/tokens/engine/encodingName';
import type { EncodingName } from '../../core/tokens/engine/encodingName';

interface EncodingItem extends QuickPickItem {
  readonly encoding: EncodingName;
}

/** Lets the user choose two encodings. `undefined` when they leave without choosing. */
export async function pickTwoEncodings(catalog: Catalog): Promise<readonly [EncodingName, EncodingName] | undefined> {
  const items = encodingItems(catalog);
  const first = await pick(items, 'The first encoding, or a model that it is for');
  if (!first) return undefined;
  const others = items.filter(({ encoding }) => encoding !== first);
  const second = await pick(others, `Compare ${first} with`);
  return second && [first, second];
}

async function pick(items: readonly EncodingItem[], placeHolder: string): Promise<EncodingName | undefined> {
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
  return picked?.encoding;
}

/** Every encoding, and the models that it is exact for. */
function encodingItems(catalog: Catalog): EncodingItem[] {
  return ENCODING_NAMES.map((encoding) => {
    const exactFor = catalog.models.filter((model) => {
      const tokenizer = catalog.tokenizerOf(model);
      return tokenizer.encoding === encoding && !tokenizer.estimate;
    });
    return { encoding, label: encoding, detail: exactFor.map(({ name }) => name).join(', ') || noModels };
  });
}

const noModels = 'No model of the catalog is counted exactly with it';
