import type { TextDocument } from 'vscode';
import type { Tokenizer } from '../../../core/catalog/catalogTable';
import { tokenizerFor } from '../../../core/tokens/counting/modelCount';
import type { EncodedCount } from '../../../core/tokens/counting/modelCount';
import { wasteSection } from '../../../core/tokens/waste/describeWaste';
import { findWaste } from '../../../core/tokens/waste/findWaste';
import { host } from '#host';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { WorkerCounter } from '../../shared/workerCounter';
import { say } from '../../shared/words';

/** Makes the section "Where the tokens go" of the report of a document. */
export async function wasteReport(
  document: TextDocument,
  counted: EncodedCount,
  tokenizer: Tokenizer,
  counter: WorkerCounter,
  documentRegions: DocumentRegions,
): Promise<string> {
  const { lineCount } = document;
  const lines = {
    lineCount,
    // Lines that were deleted meanwhile count as empty; the next report is right again.
    lineAt: (line: number) => (line < document.lineCount ? document.lineAt(line) : { text: '' }),
  };
  const regions = await documentRegions.readTo(document, lineCount);
  const waste = await findWaste(lines, {
    count: async (text) => (await counter.count(tokenizer.encoding, text)).tokens,
    total: counted.tokens,
    pause: () => host.nextTurn(),
    regionsOf: (line) => (line < document.lineCount && regions?.isReady(line) ? regions.inLine(line) : []),
  });
  return wasteSection(waste, tokenizerFor(tokenizer, counted.textKind), say, document.uri.toString());
}
