import { CharClass, charClasses } from './charClass';

/**
 * Decides where a text can be cut so that the counts of both parts add up to the count of the whole, whatever stands
 * further left or right. One code point on each side decides.
 */
export interface SplitRule {
  isSafe(before: number, after: number): boolean;
}

/** Whether `text` can be cut at `at`, which is neither its start nor its end. Never inside a surrogate pair. */
export function isSafeSplit(rule: SplitRule, text: string, at: number): boolean {
  if (isInsidePair(text, at)) return false;
  const after = text.charCodeAt(at);
  return rule.isSafe(codePointBefore(text, at), isHighSurrogate(after) ? text.codePointAt(at)! : after);
}

/** UTF-16 code units that are counted at a time: few enough for the caches of the processor. */
export const WINDOW_UNITS = 16_384;

/** Returns the first safe split at or after `from` and before `limit`, or -1. */
export function nextSplit(rule: SplitRule, text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) if (isSafeSplit(rule, text, at)) return at;
  return -1;
}

const codePointBefore = (text: string, at: number): number =>
  isInsidePair(text, at - 1) ? text.codePointAt(at - 2)! : text.charCodeAt(at - 1);

export const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
export const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
/** Whether `at` is between the two halves of a character. */
export const isInsidePair = (text: string, at: number): boolean =>
  isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1));

const { PUNCTUATION, UPPER, UNCASED, NUMBER, SPACE, NEWLINE } = CharClass;
const SLASH = 0x2f;
const APOSTROPHE = 0x27;

export interface ClassRuleOptions {
  /** Whether line ends are pieces of their own with the blanks before them (in all patterns except for GPT-2's). */
  readonly cutsAfterNewline: boolean;
  /** Whether line ends and slashes go with the symbols before them (o200k, Tekken). */
  readonly slashFollowsNewline: boolean;
}

/**
 * The rule of the encodings whose pre-tokenizer is a regular expression. These never look to the left of a piece, so a cut is
 * safe where a piece always ends and nothing on its left depends on what follows:
 * before a blank that follows a non-blank; between a line end and anything but blanks; after a letter or digit that a line end
 * follows; between digit and non-digit; between a letter and a symbol that is not an apostrophe.
 * Every other pair of classes has a counterexample in one of the patterns.
 */
export function classRule({ cutsAfterNewline, slashFollowsNewline }: ClassRuleOptions): SplitRule {
  const classes = charClasses();
  return {
    isSafe(before, after) {
      const left = classes[before]!;
      const right = classes[after]!;
      if (right === SPACE) return left < SPACE;
      if (left === NEWLINE) return cutsAfterNewline && right !== NEWLINE && !(slashFollowsNewline && after === SLASH);
      if (left === SPACE) return false;
      if (right === NEWLINE) return left >= UPPER;
      if (left === NUMBER || right === NUMBER) return left !== right;
      return right <= PUNCTUATION && after !== APOSTROPHE && left >= UPPER && left <= UNCASED;
    },
  };
}

/**
 * Returns `rule` limited to places between code points that Unicode normalization leaves alone. Others can change their class.
 */
export function normalizedRule(rule: SplitRule, form: 'NFC' | 'NFKC'): SplitRule {
  const isStable = (codePoint: number): boolean => {
    if (codePoint < 0x80) return true;
    const char = String.fromCodePoint(codePoint);
    return char.normalize(form) === char;
  };
  return { isSafe: (before, after) => rule.isSafe(before, after) && isStable(before) && isStable(after) };
}
