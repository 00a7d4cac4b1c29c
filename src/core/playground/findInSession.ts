import type { Work } from '../base/work';
import { searchPattern } from '../base/searchPattern';
import { reasoningOf, textOf } from './session/nodeText';
import { maxHits } from './playgroundProtocol';
import type { SearchHit } from './playgroundProtocol';
import { turnsOf } from './session/sessionTree';
import type { Session } from './session/sessionTree';
import { callsOf, resultsOf, indentedJson } from './session/toolTurns';

/** Characters that are searched at a stretch: well under a millisecond. */
const windowLength = 200_000;

/** Finds `query` in the turns of a column, in upper and lower case alike. */
export function* findInSession(session: Session, columnId: string, query: string): Work<SearchHit[]> {
  const hits: SearchHit[] = [];
  if (query === '') return hits;
  for (const { prompt, answer } of turnsOf(session, columnId)) {
    const places = [
      ['prompt', () => [textOf(prompt)]],
      ['results', () => resultsOf(session, prompt).flatMap(({ name, text }) => [name, indentedJson(text)])],
      ['reasoning', () => (answer ? [reasoningOf(answer)] : [])],
      ['answer', () => (answer ? [textOf(answer)] : [])],
      ['calls', () => (answer ? callsOf(answer).flatMap(({ name, input }) => [name, indentedJson(input)]) : [])],
    ] as const;
    for (const [where, read] of places) {
      let count = 0;
      for (const text of read()) {
        for (const found of countIn(text, query)) {
          count += found;
          yield;
        }
      }
      if (count > 0) hits.push({ promptId: prompt.id, where, count });
      if (hits.length >= maxHits) return hits;
    }
  }
  return hits;
}

/** Yields how often `query` occurs in each piece of `text`, without overlaps. */
function* countIn(text: string, query: string): Generator<number> {
  const pattern = searchPattern(query);
  for (let start = 0; start < text.length;) {
    const piece = text.slice(start, start + windowLength + query.length - 1);
    let end = windowLength;
    let count = 0;
    for (const match of piece.matchAll(pattern)) {
      count++;
      end = Math.max(end, match.index + match[0].length);
    }
    yield count;
    start += end;
  }
}
