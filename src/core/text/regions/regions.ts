import type { TextLines } from '../document';
import { countUpTo } from '../offsets';
import type { Work } from '../../base/work';
import { openFrame, sameFrames, updateFrame } from './frame';
import type { Frame } from './frame';
import { unknownMode } from './grammars/otherLanguages';
import { languageRoot } from './grammars';
import { copyCursor, endLine, pieceLength, scanPiece, startLine } from './scanLine';
import type { LineScan, OnRegion } from './scanLine';
import type { RegionKind } from './grammars/syntax';

/** A part of a line, from column `from` to column `to`, with its kind of text and its language. UTF-16 code units. */
export interface Region {
  readonly kind: RegionKind;
  readonly language: string;
  readonly from: number;
  readonly to: number;
}

/** A line that is read in pieces. It keeps where each of them begins, so that no place in it is far to read. */
interface LongLine {
  readonly start: Frame;
  readonly pieces: readonly LineScan[];
}

/** Work between two turns for other tasks, about a millisecond of it. Reading one UTF-16 code unit is 1. */
const sliceWork = 40_000;
const lineWork = 20;
const tryWork = 40;

/**
 * The regions of a text, read from its start. The frame at the start of each line is kept. After an edit, reading goes
 * on from the changed lines to a line whose start is the same as before.
 */
export class Regions {
  private starts: (Frame | LongLine)[];
  /** The line up to which the starts of lines are right. */
  private right = 0;
  /** The range in which each start follows from the one before, though none after `right` has to be right. */
  private sureFrom = 0;
  private knownTo = 0;
  /** Regions of the part of a line that was requested last, as requested places lie near each other. */
  private asked: { readonly line: number; readonly regions: readonly Region[] } | undefined;
  private partial: { readonly cursor: LineScan; readonly pieces: LineScan[] } | undefined;

  constructor(
    languageId: string,
    private readonly source: TextLines,
  ) {
    const root = languageRoot(languageId) ?? { mode: unknownMode, language: languageId };
    this.starts = [updateFrame(openFrame(undefined, root.mode, root.language), 0, root.mode.hasStart ?? false)];
  }

  /** Lines `first` to `first + removed` of the text before are now lines `first` to `first + added`. */
  change(first: number, removed: number, added: number): void {
    this.asked = undefined;
    if (first > this.knownTo) return;
    if (first <= this.right) this.partial = undefined;
    const after = first + removed + 1;
    const shift = added - removed;
    const startOfFirst = this.startOf(first);
    if (shift !== 0) {
      // The new lines have an arbitrary start until they are read.
      const placeholders = Array.from({ length: added }, () => startOfFirst);
      if (added < 1_000) this.starts.splice(first + 1, removed, ...placeholders);
      else this.starts = this.starts.slice(0, first + 1).concat(placeholders, this.starts.slice(after));
    }
    this.starts[first] = startOfFirst;
    this.right = Math.min(this.right, first);
    this.sureFrom = Math.max(first + added + 1, this.sureFrom + (this.sureFrom >= after ? shift : 0));
    this.knownTo = this.knownTo >= after ? this.knownTo + shift : first;
    this.starts.length = this.knownTo + 1;
  }

  /** Whether `at` has an answer for places in this line. */
  isReady(line: number): boolean {
    return line < this.right || (line === this.right && this.source.lineAt(line).text.length <= pieceLength);
  }

  /** Reads up to a line, and yields after each slice of the work. The text may change in between. */
  *prepare(line = Infinity): Work<void> {
    let work = 0;
    while (this.right < this.source.lineCount && !(line < this.source.lineCount && this.isReady(line))) {
      work += this.readOn();
      if (work < sliceWork) continue;
      work = 0;
      yield;
    }
  }

  /** Returns the region of a character; at the end of a line, that of a character typed there. Undefined: not read yet. */
  at(line: number, column: number): Region | undefined {
    if (!this.isReady(line)) return undefined;
    const known = this.asked?.line === line ? regionIn(this.asked.regions, column) : undefined;
    if (known) return known;
    const { length } = this.source.lineAt(line).text;
    const regions: Region[] = [];
    const add = adder(regions, true);
    const cursor = this.pieceAt(line, column) ?? startLine(this.source.lineAt(line).text, this.startOf(line), add);
    // Reads on even after the end of a here-document, which `startLine` has read: what follows may belong to the same region.
    do scanPiece(cursor, add);
    while (cursor.column < Math.min(column + 1, length));
    this.asked = { line, regions };
    return regionIn(regions, column) ?? regions.at(-1);
  }

  /** Returns all regions of a line that is ready, in order. */
  inLine(line: number): Region[] {
    return this.between(line, 0, Infinity);
  }

  /** Returns the regions between two columns of a line that is ready, and a few around them, in order. */
  between(line: number, start: number, end: number): Region[] {
    const regions: Region[] = [];
    const add = adder(regions, false);
    const cursor = this.pieceAt(line, start) ?? startLine(this.source.lineAt(line).text, this.startOf(line), add);
    do scanPiece(cursor, add);
    while (cursor.column < Math.min(end, cursor.line.length));
    return regions;
  }

  /**
   * Returns the region of a column of `text` as if it were a line of its own above `line`, up to which all is read.
   * Undefined: the lines below would be read differently, because something stays open in it or is closed by it.
   */
  inNewLine(line: number, text: string, column: number): Region | undefined {
    if (line > this.right) return undefined;
    const start = this.startOf(line);
    let found: Region | undefined;
    const cursor = startLine(text, start, look);
    do scanPiece(cursor, look);
    while (cursor.column < text.length);
    // Only the first line has the flag of the start of a document.
    const wanted = line === 0 ? updateFrame(start, start.depth, false) : start;
    return sameFrames(endLine(cursor), wanted) ? found : undefined;

    function look({ mode, language }: Frame, from: number, to: number): void {
      if (from <= column && column < to) found = { kind: mode.kind, language, from, to };
    }
  }

  private pieceAt(line: number, column: number): LineScan | undefined {
    const start = this.starts[line]!;
    const piece = 'pieces' in start ? start.pieces.findLast((cursor) => cursor.column <= column) : undefined;
    return piece && copyCursor(piece);
  }

  private startOf(line: number): Frame {
    const start = this.starts[line]!;
    return 'pieces' in start ? start.start : start;
  }

  /** Reads a line, or a piece of a long one. Returns how much work that was. */
  private readOn(): number {
    const line = this.right;
    const start = this.startOf(line);
    this.partial ??= { cursor: startLine(this.source.lineAt(line).text, start), pieces: [] };
    const { cursor, pieces } = this.partial;
    const from = cursor.column;
    const tries = (pieces.length > 0 ? 0 : cursor.asked) + scanPiece(cursor);
    if (cursor.column < cursor.line.length) {
      pieces.push(copyCursor(cursor));
    } else {
      this.starts[line] = pieces.length > 0 ? { start, pieces } : start;
      this.partial = undefined;
      this.arriveAt(line + 1, endLine(cursor));
    }
    return lineWork + tryWork * tries + cursor.column - from;
  }

  private arriveAt(line: number, start: Frame): void {
    const isAsBefore = line >= this.sureFrom && line <= this.knownTo && sameFrames(this.startOf(line), start);
    if (isAsBefore) {
      this.right = this.knownTo;
    } else {
      this.starts[line] = start;
      this.right = line;
      this.knownTo = Math.max(line, this.knownTo);
      // The next start was read from the old value of this one.
      this.sureFrom = Math.max(line + 1, this.sureFrom);
    }
    if (this.right === this.knownTo) this.sureFrom = 0;
  }
}

const isSame = (region: Region, { mode, language }: Frame): boolean =>
  region.kind === mode.kind && region.language === language;

/** Adds what is read to the end of `regions`. `keepsEmpty`: also the empty region at the end of a line. */
function adder(regions: Region[], keepsEmpty: boolean): OnRegion {
  return (frame, from, to) => {
    const last = regions.at(-1);
    if (last && isSame(last, frame)) regions[regions.length - 1] = { ...last, to };
    else if (to > from || keepsEmpty) regions.push({ kind: frame.mode.kind, language: frame.language, from, to });
  };
}

/** Returns the region of a column. Undefined: the column lies before or after all of them. */
function regionIn(regions: readonly Region[], column: number): Region | undefined {
  const found = regions[countUpTo(regions, ({ to }) => to, column)];
  return found && found.from <= column ? found : undefined;
}
