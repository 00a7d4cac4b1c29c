import { isShown, noChoices } from './choices';
import type { TermChoices } from './choices';
import { decideAll } from '../sense/decide';
import type { Glossary, TermDecision } from '../sense/decide';
import { readTermText } from '../find/termText';

/** The terms that are explained in a text that is in no file, in order: an answer, a page, a sent text. Yields between slices of the work. */
export function* termsIn(
  text: string,
  languageId: string,
  glossary: Glossary,
  choices: TermChoices = noChoices,
): Generator<undefined, TermDecision[]> {
  const decisions = yield* decideAll(yield* readTermText(text, languageId), glossary);
  return decisions.filter((decision) => isShown(decision, choices));
}
