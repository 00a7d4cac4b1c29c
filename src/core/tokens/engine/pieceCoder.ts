import { bytePairRanks } from './bytePairRanks';
import { CharUnits } from './charUnits';
import { LongMerge } from './longMerge';
import { PieceCache } from './pieceCache';
import { hashPiece } from './pieceHash';
import type { Scanner } from './scan/runs';
import { MAX_BYTES, SHORT_UNITS, ShortMerge } from './shortMerge';
import { MAX_SHORT_BYTES, ShortPieceCache } from './shortPieceCache';
import { NO_LIMIT } from './slice';
import { UnitReader } from './unitReader';
import type { Utf8Buffer } from './utf8Buffer';
import type { Vocabulary } from './vocabulary';

/** Fewest bytes of a piece that is read by whole characters. In shorter pieces they save less than they cost. */
const MIN_BYTES_FOR_CHARS = 12;

/** Turns pieces, the stretches of UTF-8 that a pre-tokenizer cuts, into tokens. */
export class PieceCoder {
  readonly units: UnitReader;
  private readonly shortCache = new ShortPieceCache();
  private readonly longCache = new PieceCache();
  private readonly shortMerge: ShortMerge;
  private longMerge: LongMerge | undefined;
  private chars: CharUnits | undefined;
  private ranksOfEdges: Int32Array | undefined;

  constructor(
    readonly vocabulary: Vocabulary,
    readonly scan: Scanner,
  ) {
    this.units = new UnitReader(vocabulary);
    this.shortMerge = new ShortMerge(vocabulary);
  }

  /** Returns the number of tokens of a stretch of text, cut into pieces. */
  countText({ bytes, view }: Utf8Buffer, start: number, end: number): number {
    const { scan, shortCache } = this;
    let tokens = 0;
    for (let at = start; at < end;) {
      const pieceEnd = scan(bytes, at, end);
      const length = pieceEnd - at;
      const known = length <= MAX_SHORT_BYTES ? shortCache.get(view, at, length) : 0;
      tokens += known > 0 ? known : this.countPiece(bytes, view, at, length);
      at = pieceEnd;
    }
    return tokens;
  }

  /** Writes the ids of a stretch of text, cut into pieces, to `ids`. */
  encodeText({ bytes, view }: Utf8Buffer, start: number, end: number, ids: number[]): void {
    for (let at = start; at < end;) {
      const pieceEnd = this.scan(bytes, at, end);
      const whole = this.vocabulary.find(view, at, pieceEnd - at, hashPiece(view, at, pieceEnd - at));
      if (whole >= 0) ids.push(whole);
      else this.encodeParts(bytes, view, at, pieceEnd, ids);
      at = pieceEnd;
    }
  }

  /**
   * Returns, for each two bytes, the lowest rank of a merge over them; NO_RANK where a piece can be cut. Made once by
   * `bytePairRanks`.
   */
  edgeRanks(): Int32Array {
    this.ranksOfEdges ??= this.units.byBytes ? bytePairRanks(this.vocabulary) : new Int32Array(1 << 16);
    return this.ranksOfEdges;
  }

  /** Returns the number of tokens of a piece, or of a part beyond which no merge reaches, by merging alone. */
  countMerged(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const short = this.mergeShort(bytes, view, start, end);
    if (short >= 0) return short;
    return this.mergeLong(bytes, view, start, end).count;
  }

  /** Returns the number of tokens of a piece that is not in the cache of short pieces. */
  private countPiece(bytes: Uint8Array, view: DataView, start: number, length: number): number {
    const { vocabulary, shortCache, longCache } = this;
    const hash = hashPiece(view, start, length);
    const isLong = length > MAX_SHORT_BYTES;
    let tokens = 1;
    if (vocabulary.find(view, start, length, hash) < 0) {
      const known = isLong ? longCache.get(view, start, length, hash) : 0;
      if (known > 0) return known;
      tokens = this.countMerged(bytes, view, start, start + length);
      if (isLong) longCache.set(bytes, start, length, hash, tokens);
    }
    if (!isLong) shortCache.set(view, start, length, tokens);
    return tokens;
  }

  private encodeParts(bytes: Uint8Array, view: DataView, start: number, end: number, ids: number[]): void {
    const count = this.mergeShort(bytes, view, start, end);
    if (count >= 0) ids.push(...this.shortMerge.ids.subarray(0, count));
    else for (const id of this.mergeLong(bytes, view, start, end).result()) ids.push(id);
  }

  /** Merges a short piece, and returns its number of tokens; -1 if it is too long. */
  private mergeShort(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const { units, shortMerge } = this;
    const length = end - start;
    if (units.byBytes && bytes[end - 1]! >= 0x80 && length >= MIN_BYTES_FOR_CHARS && length <= MAX_BYTES) {
      this.chars ??= new CharUnits(this.vocabulary, units.byteUnits, this.edgeRanks());
      const count = this.chars.read(bytes, start, end, shortMerge.ids);
      return count <= SHORT_UNITS ? shortMerge.run(count) : -1;
    }
    if (length > SHORT_UNITS) return -1;
    if (units.byBytes) return shortMerge.runBytes(bytes, start, end, units.byteUnits);
    return shortMerge.run(units.read(bytes, view, start, end, shortMerge.ids));
  }

  private mergeLong(bytes: Uint8Array, view: DataView, start: number, end: number): LongMerge {
    this.longMerge ??= new LongMerge(this.vocabulary);
    this.longMerge.reserve(end - start);
    this.longMerge.begin(this.units.read(bytes, view, start, end, this.longMerge.ids));
    this.longMerge.step(NO_LIMIT);
    return this.longMerge;
  }
}
