import type { Source } from '../../base/source';

/** One way to write a term. `exact`: matches only in this capitalisation (RAG, not rag). */
export interface TermForm {
  readonly text: string;
  readonly exact: boolean;
  /** Has an everyday or programming sense too (token, batch mode, stop token): more clues are asked for. */
  readonly everyday: boolean;
  /** `formKey(text)`, worked out by the build: splitting 700 forms at run time would take 30 ms. */
  readonly key: string;
}

/** Another term that readers take for this one. */
export interface Confusion {
  /** Its id. */
  readonly term: string;
  /** What tells the two apart, in one sentence. */
  readonly because: string;
}

/** The file of a workspace that explains a term. */
export interface TermOrigin {
  /** Its address, as a text. */
  readonly file: string;
  /** Its name, for people. */
  readonly name: string;
  /** Of the entry, from 0. */
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
  /** When source and text were last compared: `YYYY-MM-DD`. */
  readonly checked?: string;
  /** Of terms that a workspace explains itself: see `own/ownTerm.ts`. */
  readonly origin?: TermOrigin;
  /** The entry in other languages, by language id of VS Code. */
  readonly texts?: Readonly<Record<string, TermTexts>>;
}

/** An entry in another language. What is missing stays in English. */
export type TermTexts = Pick<Term, 'term' | 'forms' | 'summary' | 'why' | 'example'>;

/** What terms are about, in the order of lists. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
}
