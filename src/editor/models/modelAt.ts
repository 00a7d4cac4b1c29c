import { Range } from 'vscode';
import type { Position, TextDocument } from 'vscode';
import type { NamedModel } from '../../core/catalog/names/modelNames';
import { modelAtOffset } from '../../core/search/nameAtCursor';
import type { Tables } from '../../core/tables';
import { textAround } from '../shared/textCursor';

/** An id or name of a model. */
export interface ModelHere {
  readonly range: Range;
  readonly written: string;
  readonly named: NamedModel;
}

/** Finds the model whose id or name stands at a position, in code as in prose. */
export async function modelAt(
  document: TextDocument,
  position: Position,
  tables: Pick<Tables, 'catalog' | 'modelNames'>,
): Promise<ModelHere | undefined> {
  const offset = document.offsetAt(position);
  const { text, start } = textAround(document, offset);
  const [names, catalog] = [await tables.modelNames(), await tables.catalog()];
  const found = modelAtOffset(names, catalog, { text, offset: offset - start });
  if (!found) return undefined;
  const range = new Range(document.positionAt(start + found.start), document.positionAt(start + found.end));
  return { range, written: text.slice(found.start, found.end), named: found.named };
}
