import { bytePairRanks } from './bytePairRanks';
import type { Counter, VocabularyEncoding } from './encoding';
import { LongMerge } from './longMerge';
import { beginMerge } from './pieceCoder';
import type { Slice } from './slice';
import { Utf8Buffer } from './utf8Buffer';
import { NO_RANK } from './vocabulary';
import { WINDOW_UNITS, nextSplit } from './windows';

/** Bytes of a stretch that are counted without a look at the clock: below 5 ms of the slowest work. */
const STRETCH_BYTES = 32_768;

/** Counts a text window by window; a stretch without a safe split, or a piece of any length, is done in slices too. */
export class TextCount implements Counter {
  tokens = 0;
  unitsDone = 0;
  /** How far the search for the end of the window has come. */
  private searched: number;
  private stretch: StretchCount | undefined;

  constructor(
    private readonly encoding: VocabularyEncoding,
    private readonly text: string,
    private readonly atStart: boolean,
  ) {
    this.searched = WINDOW_UNITS;
  }

  get estimate(): number {
    const known = this.unitsDone + (this.stretch?.unitsDone ?? 0);
    const tokens = this.tokens + (this.stretch?.tokens ?? 0);
    return known === 0 ? Math.ceil(this.text.length / 4) : Math.round((tokens / known) * this.text.length);
  }

  step(slice: Slice): boolean {
    while (this.unitsDone < this.text.length) {
      if (slice.over) return false;
      if (this.stretch) {
        if (!this.stretch.step(slice)) return false;
        this.tokens += this.stretch.tokens;
        this.unitsDone = this.searched;
        this.stretch = undefined;
      } else if (!this.countWindow(slice)) return false;
    }
    return true;
  }

  private countWindow(slice: Slice): boolean {
    const { encoding, text, unitsDone } = this;
    const end = this.findWindowEnd(slice);
    if (end < 0) return false;
    const atStart = this.atStart && unitsDone === 0;
    const window = unitsDone === 0 && end === text.length ? text : text.slice(unitsDone, end);
    if (end - unitsDone > 2 * WINDOW_UNITS) {
      this.searched = end;
      this.stretch = new StretchCount(encoding, window, atStart);
      return true;
    }
    this.tokens += encoding.countWindow(window, atStart);
    slice.spend(end - unitsDone);
    this.unitsDone = end;
    this.searched = end + WINDOW_UNITS;
    return true;
  }

  /** -1: not found in this slice. */
  private findWindowEnd(slice: Slice): number {
    const { encoding, text } = this;
    while (this.searched < text.length) {
      const limit = Math.min(text.length, this.searched + WINDOW_UNITS);
      const split = nextSplit(encoding.splitRule, text, this.searched, limit);
      if (split >= 0) return split;
      slice.spend(limit - this.searched);
      this.searched = limit;
      if (slice.over && limit < text.length) return -1;
    }
    return text.length;
  }
}

/** Counts a stretch without a safe split in it, most likely one giant piece. Has its own memory, which slices need. */
class StretchCount {
  tokens = 0;
  private readonly buffer = new Utf8Buffer();
  private readonly length: number;
  /** First byte that is not counted yet, of the text and of the piece that is at work. */
  private at = 0;
  private pieceEnd = 0;
  private partEnd = 0;
  private edgeRanks: Int32Array | undefined;
  private merge: LongMerge | undefined;
  private isMerging = false;

  constructor(
    private readonly encoding: VocabularyEncoding,
    private readonly text: string,
    atStart: boolean,
  ) {
    this.length = encoding.write(text, atStart, this.buffer);
  }

  get unitsDone(): number {
    return Math.floor((this.at / this.length) * this.text.length);
  }

  step(slice: Slice): boolean {
    while (this.at < this.length) {
      if (slice.over) return false;
      if (this.isMerging) {
        if (!this.stepMerge(slice)) return false;
      } else if (this.at < this.pieceEnd) this.countPart(slice);
      else this.countPiece(slice);
    }
    return true;
  }

  private countPiece(slice: Slice): void {
    const { coder } = this.encoding;
    const end = coder.scan(this.buffer.bytes, this.at, this.length);
    slice.spend((end - this.at) >>> 3);
    if (end - this.at > STRETCH_BYTES) {
      this.pieceEnd = end;
      this.partEnd = this.at;
      return;
    }
    this.tokens += coder.countText(this.buffer, this.at, end);
    slice.spend(end - this.at);
    this.at = end;
  }

  /** Cuts the giant piece where no token reaches across, and counts or begins to merge one part. */
  private countPart(slice: Slice): void {
    const { coder, vocabulary } = this.encoding;
    const { bytes, view } = this.buffer;
    this.edgeRanks ??= vocabulary.unit === 'byte' ? bytePairRanks(vocabulary) : new Int32Array(1 << 16);
    let end = Math.max(this.partEnd, this.at + 1);
    const limit = Math.min(this.pieceEnd, end + STRETCH_BYTES);
    while (end < limit && this.edgeRanks[(bytes[end - 1]! << 8) | bytes[end]!] !== NO_RANK) end++;
    slice.spend((end - this.partEnd) >>> 3);
    this.partEnd = end;
    if (end === limit && end < this.pieceEnd) return;
    if (end - this.at <= STRETCH_BYTES) {
      this.tokens += coder.countMerged(bytes, view, this.at, end);
      slice.spend(end - this.at);
      this.at = end;
      return;
    }
    this.merge ??= new LongMerge(vocabulary);
    beginMerge(this.merge, coder.units, bytes, view, this.at, end);
    this.isMerging = true;
  }

  private stepMerge(slice: Slice): boolean {
    if (!this.merge!.step(slice)) return false;
    this.tokens += this.merge!.count;
    this.at = this.partEnd;
    this.isMerging = false;
    return true;
  }
}
