import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/table';
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
  const second = others.length === 1 ? others[0]?.encoding : await pick(others, `Compare ${first} with`);
  return second && [first, second];
}

async function pick(items: readonly EncodingItem[], placeHolder: string): Promise<EncodingName | undefined> {
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
  return picked?.encoding;
}

/** Every encoding that the catalog counts with, and the models that it is exact for. */
function encodingItems(catalog: Catalog): EncodingItem[] {
  const exactFor = new Map<EncodingName, Model[]>();
  for (const model of catalog.models) {
    const { encoding, estimate } = catalog.tokenizerOf(model);
    const known = exactFor.get(encoding) ?? [];
    exactFor.set(encoding, estimate ? known : [...known, model]);
  }
  return [...exactFor].map(([encoding, exact]) => ({
    encoding,
    label: encoding,
    detail: exact.length === 0 ? 'Only estimates are made from it' : exact.map(({ name }) => name).join(', '),
  }));
}
