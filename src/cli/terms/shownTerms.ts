import { atOnce } from '../../core/base/work';
import { isShown, noChoices } from '../../core/glossary/cards/choices';
import { decideAll } from '../../core/glossary/sense/decide';
import type { Glossary, TermDecision } from '../../core/glossary/sense/decide';
import { lineFeeds } from '../../core/glossary/find/lineFeeds';
import { readTermText } from '../../core/glossary/find/termText';
import { languageRoot } from '../../core/text/regions/grammars';

/** The terms that a text shows to somebody who has made no choice, in order. A language that is not known is plain text. */
export function shownTerms(text: string, languageId: string, glossary: Glossary, path?: string): TermDecision[] {
  const known = languageRoot(languageId) ? languageId : 'plaintext';
  const read = atOnce(readTermText(lineFeeds(text), known, path));
  return atOnce(decideAll(read, glossary)).filter((decision) => isShown(decision, noChoices));
}
