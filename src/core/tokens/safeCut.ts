/**
 * Whether a text can be cut before unit `at` such that the tokens of both parts are the tokens of the whole, whatever
 * else the text holds. Decided from the two characters at the cut, for the pre-tokenizers of o200k_base and cl100k_base:
 * no alternative of their patterns reaches over such a place, and none looks back.
 */
export function isSafeCut(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const after = text.codePointAt(at) ?? 0;
  const before = codePointBefore(text, at);
  const left = kindOf(before);
  const right = kindOf(after);
  if (left === 'odd' || right === 'odd') return false;
  if (right === 'blank') return left !== 'blank' && left !== 'newline';
  if (left === 'newline') return right !== 'newline' && after !== slash;
  if (left === 'number') return right !== 'number';
  if (right === 'number') return left !== 'blank';
  return left === 'letter' && (right === 'newline' || (right === 'other' && after !== apostrophe));
}

/** The last safe place at or before `at`. */
export function lastSafeCut(text: string, at: number): number | undefined {
  for (let place = Math.min(at, text.length - 1); place > 0; place--) if (isSafeCut(text, place)) return place;
  return undefined;
}

/** The first safe place at or after `at`. */
export function firstSafeCut(text: string, at: number): number | undefined {
  for (let place = Math.max(at, 1); place < text.length; place++) if (isSafeCut(text, place)) return place;
  return undefined;
}

const slash = 0x2f;
const apostrophe = 0x27;

type Kind = 'letter' | 'number' | 'blank' | 'newline' | 'mark' | 'other' | 'odd';

function kindOf(codePoint: number): Kind {
  // JavaScript and Unicode disagree on whether these two are white space; half a pair has no class of its own.
  if (codePoint === 0xfeff || codePoint === 0x85 || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return 'odd';
  if (codePoint === 10 || codePoint === 13) return 'newline';
  const character = String.fromCodePoint(codePoint);
  if (/\s/u.test(character)) return 'blank';
  if (/\p{L}/u.test(character)) return 'letter';
  if (/\p{N}/u.test(character)) return 'number';
  return /\p{M}/u.test(character) ? 'mark' : 'other';
}

function codePointBefore(text: string, at: number): number {
  const pair = at >= 2 ? (text.codePointAt(at - 2) ?? 0) : 0;
  return pair > 0xffff ? pair : text.charCodeAt(at - 1);
}
