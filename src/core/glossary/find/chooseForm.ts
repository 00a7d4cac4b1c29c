import type { TermForm } from './glossaryTable';
import type { FormOf } from './phraseTree';

/** Shorter capitals are too often something else in a name: `ml-4`, `rl_prompt`. */
const shortestFolded = 3;

/**
 * The form that words are written as, in names too (`CancellationToken`, `max_tokens`): whether it is meant is for the sense to say.
 * @param seen as a reader sees them: without marks, with single blanks.
 * @param isName in names a form's capitals follow the rules of the language: `lora_config`, `ragPipeline`, `PpoTrainer`.
 */
export function chooseForm(forms: readonly FormOf[], seen: string, isName: boolean): FormOf | undefined {
  // A form that demands its capitals says more than one that does not.
  return (
    forms.find(({ form }) => form.exact && isWritten(form, seen)) ??
    forms.find(({ form }) => !form.exact) ??
    (isName ? forms.find(({ form }) => isAcronym(form)) : undefined)
  );
}

const isWritten = ({ text }: TermForm, seen: string): boolean => text.replace(/s$/, '') === withoutPlural(seen);

const isAcronym = ({ text }: TermForm): boolean =>
  text.length >= shortestFolded && !text.includes(' ') && /\p{Lu}.*\p{Lu}/u.test(text);

const withoutPlural = (written: string): string => written.replace(/['’]?s$/, '');
