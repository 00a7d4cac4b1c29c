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

/** Where sections of a Markdown text begin: at its headings, but not in fences. UTF-16 code units. */
export function headingStarts(text: string): number[] {
  const starts: number[] = [];
  let fence: string | undefined;
  for (const line of text.matchAll(/^ {0,3}(?:(#{1,6})(?=[ \t\r\n])|(`{3,}|~{3,}))/gm)) {
    const [, heading, mark] = line;
    if (mark !== undefined) fence = fence === undefined ? mark : mark.startsWith(fence) ? undefined : fence;
    else if (heading !== undefined && fence === undefined) starts.push(line.index);
  }
  return starts;
}

/**
 * Tells sections of a text apart by where they begin.
 * @param starts in order. What is asked for must be in order, too.
 */
export function sectionsBy(starts: readonly number[]): (offset: number) => number {
  let section = 0;
  return (offset) => {
    while (section < starts.length && starts[section]! <= offset) section++;
    return section;
  };
}

/** The first of the decisions on each term in each section; `decisions` are in order, and so are the questions for sections. */
export function firstInSections(
  decisions: readonly TermDecision[],
  sectionOf: (decision: TermDecision) => number,
): TermDecision[] {
  const seen = new Map<string, number>();
  return decisions.filter((decision) => {
    const section = sectionOf(decision);
    const isFirst = seen.get(decision.term.id) !== section;
    seen.set(decision.term.id, section);
    return isFirst;
  });
}
