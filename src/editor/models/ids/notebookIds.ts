import { NotebookCellKind, workspace } from 'vscode';
import type { NotebookCell, NotebookDocument, TextDocument } from 'vscode';
import { addTo } from '../../../core/base/maps';
import type { FoundId } from '../../../core/code/ids/findIds';
import { findUnignoredIds } from '../../../core/code/ids/ignoreComments';
import { cellSource, joinCells } from '../../../core/code/ids/notebook';
import type { FieldGuide } from '../../../core/fieldGuide';
import type { DocumentRegions } from '../../shared/documentRegions';
import { pace } from '../../shared/pace';
import { callSourceOf } from '../callsAt';

interface ReadNotebook {
  /** The versions of all cells at the time of the reading. */
  readonly versions: string;
  /** The ids by the addresses of cells; undefined where a cell was changed meanwhile. */
  readonly ids: Promise<ReadonlyMap<string, readonly FoundId[]> | undefined>;
}

/** The last reading of each notebook, which all of its cells share. */
const readings = new WeakMap<NotebookDocument, ReadNotebook>();

/** Finds the notebook of a document that is a code cell. */
export const notebookOf = (document: TextDocument): NotebookDocument | undefined =>
  document.uri.scheme === 'vscode-notebook-cell'
    ? workspace.notebookDocuments.find((each) => codeOf(each).some((cell) => cell.document === document))
    : undefined;

const codeOf = (notebook: NotebookDocument): NotebookCell[] =>
  notebook.getCells().filter(({ kind }) => kind === NotebookCellKind.Code);

/**
 * Finds the ids in a cell, as in the file of its notebook: what a cell says of hosts, and silences, counts for the
 * cells below, too. Undefined where a cell was changed meanwhile.
 */
export async function idsInCell(
  { uri }: TextDocument,
  notebook: NotebookDocument,
  guide: Pick<FieldGuide, 'modelNames'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<readonly FoundId[] | undefined> {
  const documents = codeOf(notebook).map(({ document }) => document);
  const versions = documents
    .map((document) => `${document.uri.fragment} ${document.languageId} ${document.version}`)
    .join();
  let read = readings.get(notebook);
  if (read?.versions !== versions) {
    read = { versions, ids: readCells(documents, guide, regions) };
    readings.set(notebook, read);
  }
  const ids = await read.ids;
  if (!ids) readings.delete(notebook);
  return ids && (ids.get(uri.toString()) ?? []);
}

async function readCells(
  documents: readonly TextDocument[],
  guide: Pick<FieldGuide, 'modelNames'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<ReadonlyMap<string, readonly FoundId[]> | undefined> {
  const cells = documents.flatMap((document) => {
    const source = cellSource(callSourceOf(document, regions));
    return source ? [{ key: document.uri.toString(), source }] : [];
  });
  const { source, cellOf } = joinCells(cells.map((cell) => cell.source));
  const found = await findUnignoredIds(source, await guide.modelNames(), pace());
  if (!found) return undefined;
  const ids = new Map<string, FoundId[]>();
  for (const { cell, found: each } of found.flatMap(cellOf)) {
    const key = cells[cell]?.key ?? '';
    addTo(ids, key, each);
  }
  return ids;
}
