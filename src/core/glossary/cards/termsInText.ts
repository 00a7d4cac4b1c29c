import type { Span } from '../../text/span';
import { isShown } from './choices';
import type { TermChoices } from './choices';
import type { TermDecision } from '../sense/decide';
import type { Term } from '../find/glossaryTable';

/** A term of a text, with all the places at which it is shown, in order. There is at least one. */
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

/** Returns terms in the wanted order. @param terms in the order of their first mention */
export const inOrder = (terms: readonly TextTerm[], order: MentionOrder): readonly TextTerm[] =>
  order === 'mention'
    ? terms
    : terms.toSorted((a, b) => a.term.term.localeCompare(b.term.term, 'en', { sensitivity: 'base' }));

/** Returns the first mention that begins after an offset. After the last one, it is the first of all again. */
export const nextMention = ({ mentions }: TextTerm, offset: number): Span | undefined =>
  mentions.find(({ start }) => start > offset) ?? mentions[0];

/** Returns where sections of a Markdown text begin: at its headings, but not in fences. UTF-16 code units. */
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
 * Creates a function that returns the number of the section at an offset.
 * @param starts of the sections, in order. The offsets that are asked for must be in order, too.
 */
export function sectionsBy(starts: readonly number[]): (offset: number) => number {
  let section = 0;
  return (offset) => {
    while (section < starts.length && starts[section]! <= offset) section++;
    return section;
  };
}

/**
 * Returns the first decision on each term in each section. `decisions` are in order, so `sectionOf` is called in order.
 */
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
