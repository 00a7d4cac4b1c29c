/** A word inside a text. Offsets are UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Lower case, singular, without possessive: what forms are compared by. */
  readonly key: string;
}

/** Runs of letters and digits fall apart at the humps (`contextWindow`, `HTMLToken`); plural and possessive stay on. */
const WORDS =
  /\p{Lu}+(?:['’]?s(?![\p{L}\p{N}])|(?!\p{Ll}))|\p{Lu}?\p{Ll}[\p{Ll}\p{M}]*(?:['’]s(?![\p{L}\p{N}]))?|\p{N}+|\p{Lo}[\p{Lo}\p{M}]*/gu;

/** Splits text into words, also inside camelCase and snake_case. */
export function splitWords(text: string): Word[] {
  return Array.from(text.matchAll(WORDS), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    key: wordKey(match[0]),
  }));
}

/** The key of a whole form: the keys of its words, joined. Plural, case, hyphen and spacing do not change it. */
export function formKey(form: string): string {
  return splitWords(form)
    .map((word) => word.key)
    .join(' ');
}

/** Words that end in s without being plurals: bias, corpus, analysis, loss. */
const SINGULAR_S = /(?:ss|us|is|as|os)$/;

function wordKey(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s$/, '');
  if (lower.length < 4) return /^\p{Lu}+s$/u.test(word) ? lower.slice(0, -1) : lower;
  if (/(?:ch|sh|x|z|ss)es?$/.test(lower)) return lower.replace(/es?$/, ''); // batches = batch, caches = cache
  if (SINGULAR_S.test(lower)) return lower;
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}
