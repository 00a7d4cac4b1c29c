/** A word inside a text. Offsets are UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  /** Lower case, singular, without possessive: what forms are compared by. */
  readonly key: string;
}

/** Words of a run of letters and digits: `contextWindow`, `HTMLToken`, `GPT4o` and `tokens` fall apart at the humps. */
const WORDS = /\p{Lu}+(?!\p{Ll})(?:['’]?s(?![\p{L}\p{N}]))?|\p{Lu}?\p{Ll}[\p{Ll}\p{M}]*|\p{N}+|\p{Lo}[\p{Lo}\p{M}]*/gu;

/** Splits text into words, also inside camelCase and snake_case. `base` is added to every offset. */
export function splitWords(text: string, base = 0): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORDS)) {
    const start = base + match.index;
    words.push({ start, end: start + match[0].length, text: match[0], key: wordKey(match[0]) });
  }
  return words;
}

/** The key of a whole form: the keys of its words, joined. Plural, case, hyphen and spacing do not change it. */
export function formKey(form: string): string {
  return splitWords(form)
    .map((word) => word.key)
    .join(' ');
}

const KEEP_S = /(?:ss|us|is|as|os)$/;

function wordKey(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s?$/, '');
  if (lower.length < 4 || KEEP_S.test(lower)) return /^\p{Lu}{2,}s$/u.test(word) ? lower.slice(0, -1) : lower;
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss|z)es$/.test(lower)) return lower.slice(0, -2);
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}
