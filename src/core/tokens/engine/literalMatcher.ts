import { hashPiece } from './pieceHash';
import { TokenKind } from './vocabularyFile';
import type { Vocabulary } from './vocabulary';

const CLOSING = new Map([
  [0x3c, 0x3e],
  [0x5b, 0x5d],
]);

/**
 * Finds the literals of a vocabulary, the longest at a place: runs of one ASCII character (line ends, tabs, two spaces and
 * more) and names in `<>` or `[]`. A vocabulary without literals matches nothing.
 */
export class LiteralMatcher {
  /** Fewest and most repetitions of each character that make one literal. */
  private readonly leastRun = new Uint8Array(128);
  private readonly maxRun = new Uint8Array(128);
  private readonly starts = new Uint8Array(128);
  private readonly names = new Set<number>();
  private longestName = 0;
  private view: DataView = new DataView(new ArrayBuffer(0));

  /** @throws if a literal has another form. */
  constructor(private readonly vocabulary: Vocabulary) {
    for (const { id, kind } of vocabulary.textTokens) {
      if (kind === TokenKind.LITERAL) this.add(id, vocabulary.tokenText(id));
    }
  }

  private add(id: number, text: Uint8Array): void {
    const first = text[0]!;
    this.starts[first] = 1;
    if (text.every((byte) => byte === first)) {
      const least = this.leastRun[first]!;
      this.leastRun[first] = least === 0 ? text.length : Math.min(least, text.length);
      this.maxRun[first] = Math.max(this.maxRun[first]!, text.length);
    } else if (CLOSING.get(first) === text.at(-1)) {
      this.names.add(id);
      this.longestName = Math.max(this.longestName, text.length);
    } else throw new Error(`Token ${id} is a literal of a form that is not supported.`);
  }

  mayStart(codePoint: number): boolean {
    return codePoint < 128 && this.starts[codePoint] === 1;
  }

  /** Returns the end of the literal at `start`, or `start` if there is none. */
  match(bytes: Uint8Array, start: number, end: number): number {
    const first = bytes[start]!;
    if (first >= 128 || this.starts[first] === 0) return start;
    const most = this.maxRun[first]!;
    if (most === 0) return this.matchName(bytes, start, end);
    let at = start + 1;
    while (at < end && at - start < most && bytes[at] === first) at++;
    return at - start >= this.leastRun[first]! ? at : start;
  }

  private matchName(bytes: Uint8Array, start: number, end: number): number {
    const closing = CLOSING.get(bytes[start]!)!;
    const stop = Math.min(end, start + this.longestName);
    let at = start + 1;
    while (at < stop && bytes[at] !== closing) at++;
    if (at >= stop) return start;
    const length = at + 1 - start;
    if (this.view.buffer !== bytes.buffer) this.view = new DataView(bytes.buffer);
    const id = this.vocabulary.find(this.view, start, length, hashPiece(this.view, start, length));
    return this.names.has(id) ? start + length : start;
  }
}
