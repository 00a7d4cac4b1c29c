/** A word inside a text. Offsets are UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Lower case, singular, without possessive: what forms are compared by. */
  readonly key: string;
}

/** Runs of letters and digits fall apart at the humps (`contextWindow`, `HTMLToken`); plural and possessive stay on. */
const WORDS =
  /\p{Lu}+(?:['’]?s(?![\p{L}\p{N}])|(?!\p{Ll}))|\p{Lu}?\p{Ll}[\p{Ll}\p{M}]*(?:['’]s(?![\p{L}\p{N}]))?|\p{N}+(?:['’]s(?![\p{L}\p{N}]))?|\p{Lo}[\p{Lo}\p{M}]*/gu;

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

/** Words that end in s without being plurals: loss, corpus, analysis, bias. Short ones in us and is are: GPUs, APIs. */
const SINGULAR_S = /(?:ss|\p{L}{3}[ui]s|^bias|^alias|^canvas|os)$/u;

function wordKey(word: string): string {
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
