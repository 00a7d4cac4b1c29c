import type { Span } from '../../text/span';
import { CharClass, charClasses } from '../engine/charClass';
import type { Encoding } from '../engine/encoding';

/** A token, from the start of the first to the end of the last character of which it has a part. */
interface TokenSpan extends Span {
  readonly id: number;
}

/**
 * Returns the tokens of a text with their places. Tokens that together make one character have the same place, and so
 * have tokens of characters that normalization joins. `atStart`: the text is not a part after a safe split.
 */
export function tokenSpans(encoding: Encoding, text: string, atStart = true): TokenSpan[] {
  const { lengths, starts, ends } = byteMap(encoding, text);
  const spans: TokenSpan[] = [];
  // The current character, and how many of its bytes have been taken. A prefix is taken from before the first.
  let char = 0;
  let taken = encoding.hasPrefix && atStart ? -1 : 0;
  for (const id of encoding.encode(text, atStart)) {
    let bytes = encoding.tokenBytes(id).length;
    if (taken < 0) {
      bytes--;
      taken = 0;
    }
    const start = starts[char] ?? text.length;
    let end = start;
    while (bytes > 0 && char < lengths.length) {
      const part = Math.min(bytes, lengths[char]! - taken);
      bytes -= part;
      taken += part;
      end = ends[char]!;
      if (taken === lengths[char]!) {
        char++;
        taken = 0;
      }
    }
    spans.push({ id, start, end });
  }
  return spans;
}

interface ByteMap {
  /** Bytes of each character of the prepared text, and its place in the text. */
  readonly lengths: number[];
  readonly starts: number[];
  readonly ends: number[];
}

function byteMap(encoding: Encoding, text: string): ByteMap {
  const map: ByteMap = { lengths: [], starts: [], ends: [] };
  const prepared = encoding.prepare(text);
  const add = (part: string, start: number, end: number | undefined): void => {
    let at = start;
    for (const char of part) {
      map.lengths.push(utf8Length(char));
      map.starts.push(at);
      map.ends.push(end ?? at + char.length);
      if (end === undefined) at += char.length;
    }
  };
  // A space in place of a `▁` changes no place.
  const isSame = prepared === text || prepared === text.replaceAll('▁', ' ');
  if (isSame) add(prepared, 0, undefined);
  else for (const { part, start, end } of clusters(encoding, text, prepared)) add(part, start, end);
  return map;
}

/** Returns groups of characters that normalization treats separately; the whole text if they cannot be determined. */
function clusters(encoding: Encoding, text: string, prepared: string): { part: string; start: number; end: number }[] {
  const classes = charClasses();
  const groups: { part: string; start: number; end: number }[] = [];
  let start = 0;
  for (let at = 0; at < text.length;) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
    const next = text.codePointAt(at);
    if (next !== undefined && (classes[next] === CharClass.MARK || isJoiningJamo(next))) continue;
    groups.push({ part: encoding.prepare(text.slice(start, at)), start, end: at });
    start = at;
  }
  const joined = groups.map(({ part }) => part).join('');
  return joined === prepared ? groups : [{ part: prepared, start: 0, end: text.length }];
}

/** Whether a character joins the one before it: Hangul vowels and final consonants, and the half-width voiced sound marks. */
const isJoiningJamo = (codePoint: number): boolean =>
  (codePoint >= 0x1160 && codePoint <= 0x11ff) || codePoint === 0xff9e || codePoint === 0xff9f;

function utf8Length(char: string): number {
  const codePoint = char.codePointAt(0)!;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
