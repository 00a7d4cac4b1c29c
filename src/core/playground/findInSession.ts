import { searchPattern } from '../base/searchPattern';
import { reasoningOf, textOf } from './session/nodeText';
import type { Hit } from './pageProtocol';
import { turnsOf } from './session/sessionTree';
import type { Session } from './session/sessionTree';

/** Characters that are searched at a stretch: well under a millisecond. */
const windowLength = 200_000;

/**
 * Where `query` stands in the turns of a column, upper and lower case alike. Gives `undefined` between small pieces of
 * work, so that the caller can let others run.
 */
export function* findInSession(session: Session, columnId: string, query: string): Generator<Hit | undefined> {
  if (query === '') return;
  for (const { prompt, answer } of turnsOf(session, columnId)) {
    const places = [
      ['prompt', () => textOf(prompt)],
      ['reasoning', () => (answer ? reasoningOf(answer) : '')],
      ['answer', () => (answer ? textOf(answer) : '')],
    ] as const;
    for (const [where, read] of places) {
      let count = 0;
      for (const found of countIn(read(), query)) {
        count += found;
        yield undefined;
      }
      if (count > 0) yield { promptId: prompt.id, where, count };
    }
  }
}

/** How often `query` stands in each piece of `text`, without overlaps. */
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
