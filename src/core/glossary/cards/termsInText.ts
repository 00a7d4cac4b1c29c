import type { Span } from '../../text/span';
import { isShown } from './choices';
import type { TermChoices } from './choices';
import type { TermDecision } from '../sense/decide';
import type { Term } from '../find/glossaryTable';

/** A term of a text, with all the places at which it is shown, in order; there is one at least. */
export interface TextTerm {
  readonly term: Term;
  readonly mentions: readonly Span[];
}

export type MentionOrder = 'mention' | 'name';

/** The terms that are shown in a text, by their first mention. `decisions` are in the order of the text. */
export function termsInText(decisions: readonly TermDecision[], choices: TermChoices): TextTerm[] {
  const found = new Map<string, { term: Term; mentions: Span[] }>();
  for (const decision of decisions) {
    if (!isShown(decision, choices)) continue;
    const { term, start, end } = decision;
    const known = found.get(term.id) ?? { term, mentions: [] };
    found.set(term.id, known);
    known.mentions.push({ start, end });
  }
  return [...found.values()];
}

/** @param terms by their first mention. */
export const inOrder = (terms: readonly TextTerm[], order: MentionOrder): readonly TextTerm[] =>
  order === 'mention'
    ? terms
    : terms.toSorted((a, b) => a.term.term.localeCompare(b.term.term, 'en', { sensitivity: 'base' }));

/** The first that begins behind an offset, and behind the last the first again. */
export const nextMention = ({ mentions }: TextTerm, offset: number): Span | undefined =>
  mentions.find(({ start }) => start > offset) ?? mentions[0];
