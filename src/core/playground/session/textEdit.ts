import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { maxTextLength, text } from '../../chat/messages/chatTypes';

const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxTextLength));

/** An edit of a text: `text` replaces `removed` UTF-16 code units at `at`. */
export const textEdit = { at: place, removed: place, text };
type TextEdit = Frozen<{ at: number; removed: number; text: string }>;

export const checksum = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));

/** The texts before and after the last edit. Comparing a text with them is faster than computing its checksum again. */
let summed: readonly { readonly text: string; readonly sum: number }[] = [];

/** Returns the checksum that tells which text an edit is for. Takes about two milliseconds for a million characters. */
export function checksumOf(text: string): number {
  const known = summed.find((other) => other.text === text);
  if (known) return known.sum;
  let sum = text.length;
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  summed = [{ text, sum: sum >>> 0 }, ...summed.slice(0, 1)];
  return sum >>> 0;
}

/** Applies an edit to a text. An edit that reaches past the end of the text ends there. */
export const edited = (before: string, { at, removed, text }: TextEdit): string =>
  (before.slice(0, at) + text + before.slice(at + removed)).slice(0, maxTextLength);

/** Finds the smallest edit that turns `before` into `after`. Takes about a millisecond for a million characters. */
export function editBetween(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  const at = longestUpTo(most, (from, to) => before.slice(from, to) === after.slice(from, to));
  const fromEnd = (text: string, from: number, to: number): string => text.slice(text.length - to, text.length - from);
  const end = longestUpTo(most - at, (from, to) => fromEnd(before, from, to) === fromEnd(after, from, to));
  return { at, removed: before.length - end - at, text: after.slice(at, after.length - end) };
}

/**
 * Finds how far two texts agree, up to `most`. Compares ever smaller pieces, because whole pieces are compared fast.
 */
function longestUpTo(most: number, agree: (from: number, to: number) => boolean): number {
  let known = 0;
  for (let step = 2 ** 16; step >= 1; step /= 2) {
    while (known + step <= most && agree(known, known + step)) known += step;
  }
  return known;
}

/** Merges two successive edits; `undefined` where there is text between them. */
export function mergedEdits(earlier: TextEdit, later: TextEdit): TextEdit | undefined {
  const end = earlier.at + earlier.text.length;
  const laterEnd = later.at + later.removed;
  if (later.at > end || laterEnd < earlier.at) return undefined;
  const before = Math.max(0, earlier.at - later.at);
  const behind = Math.max(0, laterEnd - end);
  return {
    at: earlier.at - before,
    removed: before + earlier.removed + behind,
    text:
      earlier.text.slice(0, Math.max(0, later.at - earlier.at)) +
      later.text +
      earlier.text.slice(Math.max(0, laterEnd - earlier.at)),
  };
}

/** UTF-16 code units of a piece. */
const pieceLength = 20_000;

/** A long text in pieces, so that an edit copies one of them and not the whole text. */
export class TextInPieces {
  private pieces: string[];
  private length: number;

  constructor(text: string) {
    this.pieces = piecesOf(text);
    this.length = text.length;
  }

  /** Applies an edit as `edited` does. */
  edit({ at, removed, text }: TextEdit): void {
    const start = this.find(0, at);
    const end = this.find(start.index, start.offset + removed);
    const before = this.pieces[start.index]?.slice(0, start.offset) ?? '';
    const between = before + text + (this.pieces[end.index]?.slice(end.offset) ?? '');
    const replaced = this.pieces.splice(start.index, end.index - start.index + 1, ...piecesOf(between));
    this.length += between.length - replaced.reduce((sum, piece) => sum + piece.length, 0);
    for (let over = this.length - maxTextLength; over > 0; over = this.length - maxTextLength) {
      const last = this.pieces.pop() ?? '';
      if (last.length > over) this.pieces.push(last.slice(0, -over));
      this.length -= Math.min(over, last.length);
    }
  }

  toString(): string {
    return this.pieces.join('');
  }

  /**
   * Finds the piece that contains a place, counted from the start of the piece `from`; past the end, the last piece.
   */
  private find(from: number, place: number): { index: number; offset: number } {
    let [index, offset] = [from, place];
    for (; index < this.pieces.length - 1; index += 1) {
      const { length } = this.pieces[index] ?? '';
      if (offset <= length) break;
      offset -= length;
    }
    return { index, offset };
  }
}

/**
 * Splits a text only once it is twice as long as a piece. Otherwise, each letter typed into a full piece would make a
 * new one.
 */
function piecesOf(text: string): string[] {
  if (text.length <= 2 * pieceLength) return [text];
  return Array.from({ length: Math.ceil(text.length / pieceLength) }, (_, index) =>
    text.slice(index * pieceLength, (index + 1) * pieceLength),
  );
}
