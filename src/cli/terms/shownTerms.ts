import { atOnce } from '../../core/base/atOnce';
import { isShown, noChoices } from '../../core/glossary/choices';
import { decideAll } from '../../core/glossary/decide';
import type { Glossary, TermDecision } from '../../core/glossary/decide';
import { lineFeeds } from '../../core/glossary/lineFeeds';
import { readTermText } from '../../core/glossary/termText';
import { languageRoot } from '../../core/regions/languages/languageTable';

/** The terms that a text shows to somebody who has made no choice, in order. A language that is not known is plain text. */
export function shownTerms(text: string, languageId: string, glossary: Glossary, path?: string): TermDecision[] {
  const known = languageRoot(languageId) ? languageId : 'plaintext';
  const read = atOnce(readTermText(lineFeeds(text), known, path));
  return atOnce(decideAll(read, glossary)).filter((decision) => isShown(decision, noChoices));
}
