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
  // A form that demands its capitals says more than one that does not.
  const found =
    forms.find(({ form }) => form.exact && isWritten(form, phrase)) ?? forms.find(({ form }) => !form.exact);
  if (!found || (found.form.everyday && isElse(found.form, phrase))) return undefined;
  // `LLMClient` says what it is; a word without capitals of its own may mean anything in a longer name.
  const isVague = phrase.kind === 'code' && phrase.isPart && phrase.words === 1;
  return isVague && !found.form.exact && !isAcronym(withoutPlural(phrase.seen)) ? undefined : found;
}

/** Whether an everyday form is certainly something else. */
function isElse(form: TermForm, phrase: Phrase): boolean {
  const { kind, isPart, isIdentifier, words } = phrase;
  if (kind === 'code' || kind === 'string' || isPart) return true;
  return isIdentifier && words > 1 && !isWritten(form, phrase);
}

const isWritten = ({ text }: TermForm, { seen }: Phrase): boolean => text.replace(/s$/, '') === withoutPlural(seen);

const withoutPlural = (written: string): string => written.replace(/['’]?s$/, '');

const isAcronym = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);
