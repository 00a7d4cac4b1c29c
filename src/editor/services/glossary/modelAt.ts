import { Range } from 'vscode';
import type { Position, TextDocument } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import { textOfPlace } from '../../../core/pages/address';
import { modelPlace } from '../../../core/pages/familyPage';
import { idCard } from '../../../core/modelIds/idCard';
import { modelAtOffset } from '../../../core/search/namedAt';
import { fileLine } from '../../../core/tokens/counting/fileLine';
import type { TokenCount } from '../../../core/tokens/counting/modelCount';
import { commandLink, trusting } from '../../shared/commands';
import { say } from '../../shared/words';
import type { Tables } from '../../services/tables';

/** No id or name of a model reaches further. UTF-16 code units. */
const reach = 200;

export interface FoundModel {
  readonly range: Range;
  /** Markdown; its links are the commands of `cardCommands`. */
  readonly card: string;
}

export const cardCommands = trusting(
  ...(['openPage', 'showInTree', 'selectModel', 'countTokens', 'openInPlayground', 'lookUpTerm'] as const),
);

/** The tokens of the open file for a model, where that costs nothing to know. */
export type KnownCount = (document: TextDocument, model: Model) => Promise<TokenCount | undefined>;

/** The card of the model whose id or name the mouse is over, in code as in prose. */
export async function findModelCard(
  document: TextDocument,
  position: Position,
  tables: Pick<Tables, 'catalog' | 'lifecycle' | 'modelNames'>,
  knownCount: KnownCount,
): Promise<FoundModel | undefined> {
  const offset = document.offsetAt(position);
  const start = Math.max(0, offset - reach);
  const text = document.getText(new Range(document.positionAt(start), document.positionAt(offset + reach)));
  const [names, catalog] = [await tables.modelNames(), await tables.catalog()];
  const found = modelAtOffset(names, catalog, { text, offset: offset - start });
  if (!found) return undefined;
  const written = text.slice(found.start, found.end);
  const links = {
    page: (model: Model) => commandLink('openPage', textOfPlace(modelPlace(model))),
    tree: ({ id }: Model) => commandLink('showInTree', id),
    counter: ({ id }: Model) => commandLink('selectModel', id),
    playground: ({ id }: Model) => commandLink('openInPlayground', id),
  };
  const { model } = found.named;
  const file =
    model && fileLine(await knownCount(document, model), model, catalog.now, commandLink('countTokens', model.id), say);
  const card = idCard(written, found.named, { catalog, lifecycle: await tables.lifecycle() }, links, say, file);
  return { card, range: new Range(document.positionAt(start + found.start), document.positionAt(start + found.end)) };
}
