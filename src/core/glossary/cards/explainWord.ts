import type { Work } from '../../base/work';
import { escapeMarkdown } from '../../base/markdown';
import { capitalise, termCard, withEmphasis } from './card';
import { isShown } from './choices';
import type { TermChoices } from './choices';
import { decideAt } from '../sense/decide';
import type { Glossary, TermDecision } from '../sense/decide';
import type { GlossaryIndex } from '../find/findTerm';
import { readTermText } from '../find/termText';
import type { TermText } from '../find/termText';
import type { WordCardView, WordQuestion } from './wordQuestion';
import { splitWords } from '../find/splitWords';

interface WordRules {
  readonly glossary: Glossary;
  readonly choices: TermChoices;
  /** The term whose page is shown. It is not explained on its own page. */
  readonly ownTerm: string | undefined;
}

/** Returns the card of the word in question, by the same rule as in documents. Yields between slices of the work. */
export function* explainWord(
  { text, at, onward, termId }: Pick<WordQuestion, 'text' | 'at' | 'onward' | 'termId'>,
  rules: WordRules,
): Work<WordCardView | undefined> {
  if (termId !== undefined) return nameCard(termId, text, rules.glossary.index);
  const read = yield* readTermText(text, 'markdown');
  const found = shownAt(read, at, rules) ?? (onward ? yield* shownAfter(read, at, rules) : undefined);
  if (!found) return undefined;
  const { term, start, end } = found;
  const markdown = termCard(term, rules.glossary.index, (id) => `${id}.md`);
  return { termId: term.id, name: capitalise(term.term), markdown, start, end };
}

/** Makes a short card for a term's name on a page of the extension, with a link to more. Known terms have one, too. */
function nameCard(termId: string, text: string, index: GlossaryIndex): WordCardView | undefined {
  const term = index.byId.get(termId);
  if (!term) return undefined;
  const name = capitalise(term.term);
  const markdown = [
    `**${escapeMarkdown(name)}**`,
    withEmphasis(term.summary),
    `[More about ${escapeMarkdown(term.term)}](${term.id}.md)`,
  ].join('\n\n');
  return { termId, name, markdown, start: 0, end: text.length };
}

function shownAt(text: TermText, at: number, { glossary, choices, ownTerm }: WordRules): TermDecision | undefined {
  const decision = decideAt(text, glossary, at);
  return decision && decision.term.id !== ownTerm && isShown(decision, choices) ? decision : undefined;
}

function* shownAfter(text: TermText, at: number, rules: WordRules): Work<TermDecision | undefined> {
  for (const { start } of splitWords(text.text)) {
    if (start < at) continue;
    const found = shownAt(text, start, rules);
    // A term that begins before the place is the previous one.
    if (found && found.start >= at) return found;
    yield;
  }
  return undefined;
}
