import type { Work } from '../../base/work';
import { LineOfOffset } from '../../text/offsets';
import { isProseUse } from '../sense/isProseUse';
import type { TermsText } from '../cards/shownTerms';
import { decideAll } from '../sense/decide';
import type { Glossary, TermDecision } from '../sense/decide';
import { lineFeeds, readTermText } from '../find/termText';
import type { IndexedTerm } from './termIndex';

/** Number of places that are kept of a term in one file. Further ones are only counted. */
export const maxPlaces = 20;

/**
 * Returns the terms of a file that are meant, or always shown. Yields between slices of the work.
 * @param always ids of terms that are shown wherever they are written.
 */
export function* mentionsInText(
  { text: written, languageId }: TermsText,
  glossary: Glossary,
  always: ReadonlySet<string>,
): Work<IndexedTerm[]> {
  const text = lineFeeds(written);
  const read = yield* readTermText(text, languageId);
  const decisions = yield* decideAll(read, glossary);
  const found = new Map<string, { id: string; count: number; places: number[] }>();
  const lines = new LineOfOffset(text);
  for (const decision of decisions) {
    const { id } = decision.term;
    if (!decision.sense.isMeant && !always.has(id)) continue;
    const term = found.get(id) ?? { id, count: 0, places: [] };
    found.set(id, term);
    if (term.count++ < maxPlaces) term.places.push(...placeOf(decision, text, languageId, lines));
  }
  return [...found.values()];
}

/** Returns the numbers of a place. A term that goes beyond the end of a line is marked up to there. */
function placeOf(decision: TermDecision, text: string, languageId: string, lines: LineOfOffset): number[] {
  const { start, end } = decision;
  lines.moveTo(start);
  const { line, start: lineStart } = lines;
  const written = text.slice(start, end);
  const isWords = isProseUse(decision, {
    before: text.slice(Math.max(lineStart, start - nearby), start),
    written,
    after: /^[^\n]*/.exec(text.slice(end, end + nearby))![0],
    languageId,
  });
  const inLine = /^[^\r\n]*/.exec(written)![0].length;
  return [line, start - lineStart, start - lineStart + inLine, isWords ? 1 : 0];
}

const nearby = 500;
