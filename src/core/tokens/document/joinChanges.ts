import type { TextChange } from './changeText';
import type { ChunkCounter } from './chunkCounter';
import type { ChunkList } from './chunkList';

/** Chunks of this many stretches are rewritten as a whole by every change. */
const GIANT_STRETCHES = 4;

/**
 * The next change of a queue. Changes that follow it in the same giant chunk, from the end to the start as VS Code sends them,
 * are made one with it, so that a thousand cursors in one unbroken run rewrite it once.
 */
export function joinChanges(
  chunks: ChunkList,
  { stretchUnits }: ChunkCounter,
  queue: readonly TextChange[],
  first: number,
): { change: TextChange; taken: number } {
  const last = queue[first]!;
  const alone = { change: last, taken: 1 };
  if (first + 1 === queue.length || chunks.isEmpty || last.rangeOffset + last.rangeLength > chunks.units) return alone;
  const { start, ...position } = chunks.locate(last.rangeOffset);
  const { text } = chunks.at({ start, ...position });
  if (text.length <= GIANT_STRETCHES * stretchUnits) return alone;
  const end = last.rangeOffset + last.rangeLength;
  if (end > start + text.length) return alone;
  const parts = [last.text];
  let at = last.rangeOffset;
  let taken = 1;
  for (; first + taken < queue.length; taken++) {
    const change = queue[first + taken]!;
    const changeEnd = change.rangeOffset + change.rangeLength;
    if (change.rangeOffset < start || changeEnd > at || change.rangeLength < 0) break;
    parts.push(text.slice(changeEnd - start, at - start), change.text);
    at = change.rangeOffset;
  }
  return { change: { rangeOffset: at, rangeLength: end - at, text: parts.reverse().join('') }, taken };
}
