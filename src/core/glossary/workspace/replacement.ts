import { splitWords } from '../find/splitWords';

/**
 * Returns the text to write instead of a deprecated word, with the capitals, plural and possessive of the word. The word is
 * the text from `start` to `end`, in UTF-16 code units. `undefined`: it is a name or a part of one, on which others depend.
 */
export function replacementFor(use: string, text: string, start: number, end: number): string | undefined {
  const written = text.slice(start, end);
  if (isName(text, start, end)) return undefined;
  const possessive = /(?:['’]s|(?<=s)['’])$/.exec(written)?.[0] ?? '';
  const bare = written.slice(0, written.length - possessive.length);
  const isPlural = isPluralWord(bare) && !isPluralWord(use);
  const instead = inCapitalsOf(bare, isPlural ? plural(use) : use);
  return possessive === '' ? instead : `${instead}’s`.replace('’', possessive.includes('’') ? '’' : "'");
}

/** Whether a word is a name or part of one, which other code may use: `clientId`, `client_id`, `$client`. */
function isName(text: string, start: number, end: number): boolean {
  const around = `${text.charAt(start - 1)} ${text.charAt(end)}`;
  if (/[\p{L}\p{N}_$]/u.test(around)) return true;
  return /_|\p{Ll}\p{Lu}/u.test(text.slice(start, end));
}

function isPluralWord(phrase: string): boolean {
  const last = splitWords(phrase).at(-1);
  if (!last) return false;
  const word = phrase.slice(last.start, last.end).toLowerCase();
  return word.endsWith('s') && last.key !== word;
}

function plural(phrase: string): string {
  if (/[^aeiou]y$/i.test(phrase)) return `${phrase.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/i.test(phrase) ? `${phrase}es` : `${phrase}s`;
}

/** Returns the new word with the capitals of the written one: all letters, the first letter, or none. */
function inCapitalsOf(written: string, use: string): string {
  const isAllCaps = /\p{Lu}.*\p{Lu}/u.test(written) && !/\p{Ll}/u.test(written);
  if (isAllCaps && written.length > 3) return use.toUpperCase();
  return /^\p{Lu}/u.test(written) && !isAllCaps ? use.charAt(0).toUpperCase() + use.slice(1) : use;
}
