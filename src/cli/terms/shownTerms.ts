import { isShown, noChoices } from '../../core/glossary/choices';
import { decideAll } from '../../core/glossary/decide';
import type { Glossary, TermDecision } from '../../core/glossary/decide';
import { readTermText } from '../../core/glossary/termText';
import { languageRoot } from '../../core/regions/languages/languageTable';

/** The terms that a text shows to somebody who has made no choice, in order. A language that is not known is plain text. */
export function shownTerms(text: string, languageId: string, glossary: Glossary, path?: string): TermDecision[] {
  const known = languageRoot(languageId) ? languageId : 'plaintext';
  // A carriage return that is no part of a line end ends a line, as in the editor.
  const read = finish(readTermText(text.replace(/\r(?!\n)/g, '\n'), known, path));
  return finish(decideAll(read, glossary)).filter((decision) => isShown(decision, noChoices));
}

/** Nobody waits for a turn in a program of its own. */
function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
