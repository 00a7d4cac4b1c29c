import type { TermForm } from './glossaryTable';
import type { FormOf } from './phraseTree';

/**
 * The form that words are written as, in names too (`CancellationToken`, `max_tokens`): whether it is meant is for the sense to say.
 * @param seen as a reader sees them: without marks, with single blanks.
 */
export function chooseForm(forms: readonly FormOf[], seen: string): FormOf | undefined {
  // A form that demands its capitals says more than one that does not.
  return forms.find(({ form }) => form.exact && isWritten(form, seen)) ?? forms.find(({ form }) => !form.exact);
}

const isWritten = ({ text }: TermForm, seen: string): boolean => text.replace(/s$/, '') === withoutPlural(seen);

const withoutPlural = (written: string): string => written.replace(/['’]?s$/, '');
