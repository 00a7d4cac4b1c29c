import type { Work } from '../../base/work';
import { capitalise, termCard } from './card';
import { isShown } from './choices';
import type { TermChoices } from './choices';
import { decideAt } from '../sense/decide';
import type { Glossary, TermDecision } from '../sense/decide';
import { readTermText } from '../find/termText';
import type { TermText } from '../find/termText';
import type { WordCardView, WordQuestion } from './wordQuestion';
import { splitWords } from '../find/words';

interface WordRules {
  readonly glossary: Glossary;
  readonly choices: TermChoices;
  /** The term whose own page it is: it does not explain itself. */
  readonly ownTerm: string | undefined;
}

/** The card of the word that is asked about, by the same rule as in documents. Yields between slices of the work. */
export function* explainWord(
  { text, at, onward }: Pick<WordQuestion, 'text' | 'at' | 'onward'>,
  rules: WordRules,
): Work<WordCardView | undefined> {
  const read = yield* readTermText(text, 'markdown');
  const found = shownAt(read, at, rules) ?? (onward ? yield* shownAfter(read, at, rules) : undefined);
  if (!found) return undefined;
  const { term, start, end } = found;
  const markdown = termCard(term, rules.glossary.index, (id) => `${id}.md`);
  return { termId: term.id, name: capitalise(term.term), markdown, start, end };
}

function shownAt(text: TermText, at: number, { glossary, choices, ownTerm }: WordRules): TermDecision | undefined {
  const decision = decideAt(text, glossary, at);
  return decision && decision.term.id !== ownTerm && isShown(decision, choices) ? decision : undefined;
}

function* shownAfter(text: TermText, at: number, rules: WordRules): Work<TermDecision | undefined> {
  for (const { start } of splitWords(text.text)) {
    if (start < at) continue;
    const found = shownAt(text, start, rules);
    // One that reaches back over the place is the one before.
    if (found && found.start >= at) return found;
    yield;
  }
  return undefined;
}
