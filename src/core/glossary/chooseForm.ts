import type { RegionKind } from '../regions/syntax';
import type { TermForm } from './glossaryTable';
import type { FormOf } from './phraseTree';

/** Words that are written as a form of one term or several. */
export interface Phrase {
  /** As a reader sees it: without marks, with single blanks. */
  readonly seen: string;
  readonly words: number;
  /** Written as one name: `batchMode`, `batch_mode`. */
  readonly isIdentifier: boolean;
  /** Of a longer name. */
  readonly isPart: boolean;
  readonly kind: RegionKind;
}

/** The form that words are written as. */
export function chooseForm(forms: readonly FormOf[], phrase: Phrase): FormOf | undefined {
  const written = withoutPlural(phrase.seen);
  // A form that demands its capitals says more than one that does not.
  const found =
    forms.find(({ form }) => form.exact && form.text.replace(/s$/, '') === written) ??
    forms.find(({ form }) => !form.exact);
  if (!found || (found.form.everyday && isElse(found.form, phrase))) return undefined;
  // `LLMClient` says what it is; a word without capitals of its own may mean anything in a longer name.
  const isVague = phrase.kind === 'code' && phrase.isPart && phrase.words === 1;
  return isVague && !found.form.exact && !isAcronym(written) ? undefined : found;
}

/** Whether an everyday form is certainly something else. */
function isElse({ text }: TermForm, { seen, isIdentifier, isPart, words, kind }: Phrase): boolean {
  if (kind === 'code' || kind === 'string' || isPart) return true;
  return isIdentifier && words > 1 && withoutPlural(seen) !== text.replace(/s$/, '');
}

const withoutPlural = (written: string): string => written.replace(/['’]?s$/, '');

const isAcronym = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);
