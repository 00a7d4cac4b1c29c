import { Position, Range } from 'vscode';
import type { TextDocument } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import type { EncodedCount } from '../../core/tokens/encodedCount';
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
    const text = document.getText(new Range(new Position(0, 0), document.positionAt(offset)));
    const count = await this.counter.count(encoding, text);
    return document.version === version && !document.isClosed ? count : undefined;
  }
}
