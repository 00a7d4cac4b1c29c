import { Position, Range } from 'vscode';
import type { TextDocument } from 'vscode';
import type { EncodingName } from '../../core/catalog/table';
import { addCounts } from '../../core/tokens/count';
import type { EncodedCount } from '../../core/tokens/encoder';
import { sliceLines } from '../../core/tokens/slices';
import type { WorkerCounter } from '../tokens/workerCounter';

/** Deeper in a document than this, a hover would wait too long for the number of its token. UTF-16 code units. */
const deepest = 2_000_000;

/** Counts the tokens in front of a place. Remembers the last answer: the mouse moves from token to token. */
export class TokenPositions {
  private last: { key: string; count: Promise<EncodedCount | undefined> } | undefined;

  constructor(private readonly counter: Pick<WorkerCounter, 'count'>) {}

  /**
   * Tokens in front of `offset`, which must be a safe place to cut.
   * @returns `undefined` where that is too far, or when the document changed meanwhile.
   */
  before(document: TextDocument, offset: number, encoding: EncodingName): Promise<EncodedCount | undefined> {
    const key = JSON.stringify([document.uri.toString(), document.version, encoding, offset]);
    if (this.last?.key !== key) this.last = { key, count: this.countBefore(document, offset, encoding) };
    return this.last.count;
  }

  private async countBefore(
    document: TextDocument,
    offset: number,
    encoding: EncodingName,
  ): Promise<EncodedCount | undefined> {
    if (offset > deepest) return undefined;
    const { version } = document;
    const counts: EncodedCount[] = [];
    for (const slice of slicesBefore(document, document.positionAt(offset))) {
      counts.push(await this.counter.count(encoding, slice));
      if (document.version !== version || document.isClosed) return undefined;
    }
    return addCounts(counts);
  }
}

/** The start of the last line joins the slice in front of it: a line start alone is not always a safe place to cut. */
function* slicesBefore(document: TextDocument, end: Position): Generator<string> {
  const text = (from: number, to: number): string => document.getText(new Range(from, 0, to, 0));
  const firstCharacter = (line: number): string => document.lineAt(line).text.charAt(0);
  let held = '';
  for (const slice of sliceLines({ lineCount: end.line, text, firstCharacter })) {
    if (held !== '') yield held;
    held = slice;
  }
  yield held + document.getText(new Range(new Position(end.line, 0), end));
}
