import { LongMerge } from './longMerge';
import type { PieceCoder } from './pieceCoder';
import { WINDOW_UNITS, nextSplit } from './safeSplit';
import type { SplitRule } from './safeSplit';
import type { Slice } from './slice';
import { Utf8Buffer } from './utf8Buffer';
import { NO_RANK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/** Bytes of a stretch that are counted without checking the clock: below 5 ms of the slowest work. */
const STRETCH_BYTES = 32_768;

/** UTF-16 code units that are normalized and written as UTF-8 at a time: below 1 ms. */
const WRITTEN_UNITS = 65_536;

/** The parts of an encoding that counting by windows needs. */
export interface WindowCounter {
  readonly splitRule: SplitRule;
  readonly coder: PieceCoder;
  readonly vocabulary: Vocabulary;
  /** Counts a short part at once. */
  countWindow(text: string, atStart: boolean): number;
  /**
   * Writes the next part of a text, which ends at a `preparedEnd`, after the first `at` bytes.
   * @returns the number of bytes.
   */
  append(text: string, atStart: boolean, buffer: Utf8Buffer, at: number): number;
  /** Returns the first place from `from` on where a text can be cut before it is prepared. */
  preparedEnd(text: string, from: number): number;
}

/**
 * Counts a text window by window, in slices. A stretch without a safe split, or a piece of any length, is counted in
 * slices too. Other counts may run in between.
 */
export class TextCount {
  /** Tokens counted so far: the exact result once done. */
  tokens = 0;
  /** UTF-16 code units that `tokens` stands for. */
  unitsDone = 0;
  /** How far the search for the end of the window has come. */
  private searched = WINDOW_UNITS;
  private stretch: StretchCount | undefined;

  constructor(
    private readonly encoding: WindowCounter,
    private readonly text: string,
    private readonly atStart: boolean,
  ) {}

  /** The expected result, from the part that is done. */
  get estimate(): number {
    const known = this.unitsDone + (this.stretch?.unitsDone ?? 0);
    const tokens = this.tokens + (this.stretch?.tokens ?? 0);
    return known === 0 ? Math.ceil(this.text.length / 4) : Math.round((tokens / known) * this.text.length);
  }

  /** Continues for a slice. @returns whether it is done. */
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

  /** Returns the end of the window, or -1 if it was not found in this slice. */
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

/** Counts a stretch without a safe split in it, most likely one giant piece. It has its own memory, which slices need. */
class StretchCount {
  tokens = 0;
  private readonly buffer = new Utf8Buffer();
  /** UTF-16 code units that are written to the buffer, and their bytes. */
  private written = 0;
  private length = 0;
  /** First byte that is not counted yet, and the end of the current piece. */
  private at = 0;
  private pieceEnd = 0;
  private partEnd = 0;
  private edgeRanks: Int32Array | undefined;
  private merge: LongMerge | undefined;
  private isMerging = false;
  /** First byte of the part that is not handed to `merge` yet. */
  private unread = 0;
  private units = 0;

  constructor(
    private readonly encoding: WindowCounter,
    private readonly text: string,
    private readonly atStart: boolean,
  ) {
    this.buffer.reserve(text.length);
  }

  get unitsDone(): number {
    return this.length === 0 ? 0 : Math.floor((this.at / this.length) * this.written);
  }

  step(slice: Slice): boolean {
    while (this.written < this.text.length || this.at < this.length) {
      if (slice.over) return false;
      if (this.written < this.text.length) this.write(slice);
      else if (this.isMerging) {
        if (!this.stepMerge(slice)) return false;
      } else if (this.at < this.pieceEnd) this.countPart(slice);
      else this.countPiece(slice);
    }
    return true;
  }

  private write(slice: Slice): void {
    const { encoding, text, written } = this;
    const end = encoding.preparedEnd(text, Math.min(text.length, written + WRITTEN_UNITS));
    this.length += encoding.append(text.slice(written, end), this.atStart && written === 0, this.buffer, this.length);
    this.written = end;
    slice.spend((end - written) >>> 3);
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
    if (!this.edgeRanks) {
      this.edgeRanks = coder.edgeRanks();
      slice.spend(vocabulary.idCount >>> 3);
      return;
    }
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
    this.merge.reserve(end - this.at);
    this.unread = this.at;
    this.units = 0;
    this.isMerging = true;
  }

  private stepMerge(slice: Slice): boolean {
    const merge = this.merge!;
    while (this.unread < this.partEnd) {
      if (slice.over) return false;
      this.readUnits(merge, slice);
      if (this.unread === this.partEnd) merge.begin(this.units);
    }
    if (slice.over || !merge.step(slice)) return false;
    this.tokens += merge.count;
    this.at = this.partEnd;
    this.isMerging = false;
    return true;
  }

  private readUnits(merge: LongMerge, slice: Slice): void {
    const { bytes, view } = this.buffer;
    let end = Math.min(this.partEnd, this.unread + STRETCH_BYTES);
    while (end < this.partEnd && bytes[end]! >= 0x80 && bytes[end]! < 0xc0) end++;
    this.units += this.encoding.coder.units.read(bytes, view, this.unread, end, merge.ids.subarray(this.units));
    slice.spend((end - this.unread) >>> 3);
    this.unread = end;
  }
}
