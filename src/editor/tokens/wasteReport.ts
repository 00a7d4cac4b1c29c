import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TextDocument } from 'vscode';
import type { Tokenizer } from '../../core/catalog/table';
import type { EncodedCount } from '../../core/tokens/encodedCount';
import { wasteSection } from '../../core/tokens/waste/describe';
import { findWaste } from '../../core/tokens/waste/findWaste';
import type { WorkerCounter } from './workerCounter';

/** The section "Where the tokens go" of the report of a document. */
export async function wasteReport(
  document: TextDocument,
  counted: EncodedCount,
  tokenizer: Tokenizer,
  counter: WorkerCounter,
): Promise<string> {
  const { lineCount } = document;
  const lines = {
    lineCount,
    // Lines that were deleted meanwhile are empty: the next report knows better.
    line: (index: number) => (index < document.lineCount ? document.lineAt(index).text : ''),
  };
  const waste = await findWaste(lines, {
    count: async (text) => (await counter.count(tokenizer.encoding, text)).tokens,
    total: counted.tokens,
    pause: () => nextTurn(),
  });
  return wasteSection(waste, tokenizer);
}
