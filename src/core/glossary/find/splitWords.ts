import type { Span } from '../../text/span';
import {
  LETTER,
  LETTER_OR_NUMBER,
  LOWER,
  MARK,
  MODIFIER,
  NUMBER,
  UPPER,
  WORD_START,
  characterAt,
  runEnd,
} from './characters';

/** A word inside a text. Offsets are UTF-16 code units. */
interface Word extends Span {
  /** The word in lower case and singular, without possessive. Forms are compared by it. */
  readonly key: string;
}

/**
 * Returns where the word that begins at `start` ends, or `start` where none begins. Runs of letters and digits are split at
 * their humps (`contextWindow`, `HTMLToken`). The endings of plural and possessive stay with the word.
 */
export function wordEnd(text: string, start: number): number {
  switch (characterAt(text, start)) {
    case UPPER:
      return capitalsEnd(text, start);
    case LOWER:
      return possessiveEnd(text, runEnd(text, start, LOWER | MARK));
    case NUMBER:
      return possessiveEnd(text, runEnd(text, start, NUMBER));
    case LETTER:
      // `ー` in オーダー and the Arabic tatweel are modifiers: a word goes on behind them.
      return runEnd(text, start, LETTER | MARK | MODIFIER);
    default:
      return start;
  }
}

function capitalsEnd(text: string, start: number): number {
  const end = runEnd(text, start, UPPER | MARK);
  const plural = text.charAt(end) === 's' ? pluralEnd(text, end) : possessiveEnd(text, end);
  if (plural > end) return plural;
  if (characterAt(text, end) !== LOWER) return end;
  // The last capital begins the next word, unless it is the first one, too.
  const last = end - (isLowSurrogate(text.charCodeAt(end - 1)) ? 2 : 1);
  return last > start ? last : possessiveEnd(text, runEnd(text, end, LOWER | MARK));
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Returns the offset behind an `s` at `at` that ends a word, or `at` where the word goes on. */
const pluralEnd = (text: string, at: number): number =>
  (characterAt(text, at + 1) & LETTER_OR_NUMBER) === 0 ? at + 1 : at;

function possessiveEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if ((code !== 0x27 && code !== 0x2019) || text.charAt(at + 1) !== 's') return at;
  const end = pluralEnd(text, at + 1);
  return end > at + 1 ? end : at;
}

/** Splits text into words, also inside camelCase and snake_case. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const start = runEnd(text, at, ~WORD_START);
    const end = wordEnd(text, start);
    if (end > start) words.push({ start, end, key: wordKey(text.slice(start, end)) });
    at = Math.max(end, start + 1);
  }
  return words;
}

/** The key of a whole form: the keys of its words, joined. Plural, case, hyphen and spacing do not change it. */
export function formKey(form: string): string {
  return splitWords(form)
    .map((word) => word.key)
    .join(' ');
}

/**
 * Words that end in s without being plurals: loss, corpus, analysis, bias. Short ones in us and is are plurals: GPUs,
 * APIs.
 */
const SINGULAR_S = /(?:ss|\p{L}{3}[ui]s|^bias|^alias|^canvas|os)$/u;

export function wordKey(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s$/, '');
  if (/^(?:as|is|us)$/.test(lower)) return lower;
  if (/^\p{Lu}+s$/u.test(word)) return lower.slice(0, -1); // LLMs, the Es of MoEs
  if (lower.length < 3) return lower;
  // batches = batch, but caches = cache and databases = database: both lose the e.
  if (/(?:ch|sh|x|z|\p{L}{2}s)es?$/u.test(lower)) return lower.replace(/es?$/, '');
  if (SINGULAR_S.test(lower)) return lower;
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}
