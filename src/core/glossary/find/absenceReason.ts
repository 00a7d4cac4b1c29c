import type { Say } from '../../base/say';
import { chooseForm } from './chooseForm';
import type { GlossaryIndex } from './findTerm';
import type { Term } from './glossaryTable';
import { formKey } from './words';

/** Why there is no term at a word, with the term that is written alike. */
interface NoneHere {
  readonly text: string;
  readonly term?: Term | undefined;
}

/** @param word at a place where no term was found; empty where none stands. */
export function absenceReason(word: string, { byKey }: GlossaryIndex, say: Say): NoneHere {
  if (word === '') return { text: say('No word stands here') };
  const forms = byKey.get(formKey(word)) ?? [];
  const [like] = forms;
  if (!like) return { text: say('The glossary has no term that is written "{0}"', word) };
  const chosen = chooseForm(forms, word, false);
  if (chosen) return { text: say('An address, path, tag, id or style sheet holds no terms'), term: chosen.term };
  return { text: say('The term is written {0}, and "{1}" is not', like.form.text, word), term: like.term };
}
