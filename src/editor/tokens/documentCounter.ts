import { setImmediate as nextTurn } from 'node:timers/promises';
import { Range } from 'vscode';
import type { Selection, TextDocument } from 'vscode';
import type { EncodingName } from '../../core/catalog/table';
import { addCounts } from '../../core/tokens/count';
import type { EncodedCount } from '../../core/tokens/encoder';
import { sliceLines } from '../../core/tokens/slices';
import type { LineSource } from '../../core/tokens/slices';
import type { WorkerCounter } from './workerCounter';

/**
 * Counts a whole document, slice by slice, so that no copy of its text blocks the extension host.
 * @returns `undefined` when the document changed or closed meanwhile: a stale count is never given out.
 */
export async function countDocument(
  counter: WorkerCounter,
  document: TextDocument,
  encoding: EncodingName,
): Promise<EncodedCount | undefined> {
  const version = document.version;
  const counts: EncodedCount[] = [];
  for (const slice of sliceLines(linesOf(document))) {
    counts.push(await counter.count(encoding, slice));
    await nextTurn();
    if (document.version !== version || document.isClosed) return undefined;
  }
  return addCounts(counts);
}

/** The sum over all cursors. `undefined` when nothing is selected. */
export async function countSelections(
  counter: WorkerCounter,
  document: TextDocument,
  selections: readonly Selection[],
  encoding: EncodingName,
): Promise<EncodedCount | undefined> {
  const texts = selections.filter((selection) => !selection.isEmpty).map((selection) => document.getText(selection));
  if (texts.length === 0) return undefined;
  return addCounts(await Promise.all(texts.map((text) => counter.count(encoding, text))));
}

const linesOf = (document: TextDocument): LineSource => ({
  lineCount: document.lineCount,
  text: (from, to) => document.getText(new Range(from, 0, to, 0)), // VS Code cuts the end to the document.
  firstCharacter: (line) => document.lineAt(line).text.charAt(0),
});
