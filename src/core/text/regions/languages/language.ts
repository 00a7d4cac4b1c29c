import type { Mode } from './syntax';

interface Language {
  readonly mode: Mode;
  readonly aliases?: readonly string[];
  /** What regions call it, where that is not its own name here. */
  readonly calledLanguage?: string;
}

/** A language's own name, and the other ids that editors, fences and tags give it. */
export type LanguageTable = Readonly<Record<string, Language>>;
