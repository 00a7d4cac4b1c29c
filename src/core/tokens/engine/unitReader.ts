import { hashPiece } from './pieceHash';
import { charLength } from './readChar';
import { TokenKind } from './vocabularyFile';
import { LENGTH_BITS, LENGTH_MASK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/**
 * Reads the units that merging starts from: bytes, or code points. Code points that the vocabulary lacks are read as bytes.
 */
export class UnitReader {
  /** Token of each byte that is a unit, else -1. */
  readonly byteUnits = new Int32Array(256).fill(-1);
  private readonly fallback = new Int32Array(256).fill(-1);
  /** Whether merging starts from bytes. */
  readonly byBytes: boolean;

  constructor(private readonly vocabulary: Vocabulary) {
    this.byBytes = vocabulary.unit === 'byte';
    for (const { id, kind } of vocabulary.textTokens) {
      const byte = vocabulary.bytes[vocabulary.spans[id]! >>> LENGTH_BITS]!;
      if (kind === TokenKind.FALLBACK) this.fallback[byte] = id;
      else if (kind === TokenKind.UNIT && (vocabulary.spans[id]! & LENGTH_MASK) === 1) this.byteUnits[byte] = id;
    }
  }

  /** Writes the ids of the units between `start` and `end` to `ids`, at most one per byte. @returns how many. */
  read(bytes: Uint8Array, view: DataView, start: number, end: number, ids: Int32Array): number {
    const { byteUnits } = this;
    if (!this.byBytes) return this.readCodePoints(bytes, view, start, end, ids);
    for (let at = start; at < end; at++) ids[at - start] = byteUnits[bytes[at]!]!;
    return end - start;
  }

  private readCodePoints(bytes: Uint8Array, view: DataView, start: number, end: number, ids: Int32Array): number {
    let count = 0;
    for (let at = start; at < end;) {
      const lead = bytes[at]!;
      const length = charLength(lead);
      const id =
        length === 1 ? this.byteUnits[lead]! : this.vocabulary.find(view, at, length, hashPiece(view, at, length));
      if (id >= 0) ids[count++] = id;
      else for (let byte = 0; byte < length; byte++) ids[count++] = this.fallback[bytes[at + byte]!]!;
      at += length;
    }
    return count;
  }
}
