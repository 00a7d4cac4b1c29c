import type { Source } from '../../base/source';

/** One way to write a term. `exact`: matches only in this capitalisation (RAG, not rag). */
export interface TermForm {
  readonly text: string;
  readonly exact: boolean;
  /**
   * Whether it has an everyday or programming sense too (token, batch mode, stop token), so that more clues are needed.
   */
  readonly everyday: boolean;
  /** `formKey(text)`, worked out by the build: splitting 700 forms at run time would take 30 ms. */
  readonly key: string;
}

/** Another term that readers take for this one. */
interface Confusion {
  /** The id of the other term. */
  readonly term: string;
  /** The difference between the two, in one sentence. */
  readonly because: string;
}

/** The file of a workspace that explains a term. */
export interface TermOrigin {
  /** The address of the file, as a text. */
  readonly file: string;
  /** The name of the file, as people see it. */
  readonly name: string;
  /** The line of the entry, from 0. */
  readonly line: number;
  /** The part of the business in which the term means this. */
  readonly context?: string;
}

/** One entry of the glossary, as the build writes it from data/glossary. */
export interface Term {
  readonly id: string;
  /** The id of its topic. Terms of other glossaries have none. */
  readonly topic?: string;
  /** The headword, as it stands in the middle of a sentence. */
  readonly term: string;
  /** The headword first, then the aliases. */
  readonly forms: readonly TermForm[];
  readonly summary: string;
  readonly why: string;
  readonly example?: string;
  /** Ids of terms; each of them names this one too. */
  readonly related: readonly string[];
  readonly notToBeConfusedWith?: readonly Confusion[];
  readonly source: Source;
  /** The last day on which the entry is known to be true: `YYYY-MM-DD`. */
  readonly checked?: string;
  /** The origin of a term that a workspace explains itself: see `workspace/workspaceTerm.ts`. */
  readonly origin?: TermOrigin;
  /** The entry in other languages, by language id of VS Code. */
  readonly texts?: Readonly<Record<string, TermTexts>>;
}

/** An entry in another language. What is missing stays in English. */
export type TermTexts = Pick<Term, 'term' | 'forms' | 'summary' | 'why' | 'example'>;

/** A subject that terms belong to. Topics are in the order in which lists show them. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
}

/**
 * Returns terms in the language of the reader, or in English where the entry does not have that language. English names are
 * still found, because texts in every language have them.
 * @param language as VS Code names it: `de`, `pt-br`. A language without a region stands for all of its regions.
 */
export function termsInLanguage(terms: readonly Term[], language: string): readonly Term[] {
  const wanted = language.toLowerCase();
  const [base = ''] = wanted.split('-');
  return terms.map((term) => {
    const texts = term.texts?.[wanted] ?? term.texts?.[base];
    if (!texts) return term;
    const own = new Set(texts.forms.map(({ key }) => key));
    return { ...term, ...texts, forms: [...texts.forms, ...term.forms.filter(({ key }) => !own.has(key))] };
  });
}
