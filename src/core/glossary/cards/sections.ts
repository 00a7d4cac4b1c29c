import type { TermDecision } from '../sense/decide';

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
