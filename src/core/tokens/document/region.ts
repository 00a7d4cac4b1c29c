import { AT_EDGE, anchorAfter, anchorBefore } from './anchors';
import type { ChunkCounter } from './chunkCounter';
import type { ChunkList, Position } from './chunkList';

/** One side of a change: what the change can reach, and what of its last chunk it cannot. */
export interface Side {
  /** The outermost chunk that is touched. */
  readonly position: Position;
  /** Text between the change and the safe split. */
  readonly reached: string;
  /** Text of the outermost chunk on the other side of the safe split. */
  readonly kept: string;
}

/** Goes left from a change at `changed` in the chunk at `from` to the first safe split that the change cannot undo. */
export function leftSide(chunks: ChunkList, counter: ChunkCounter, from: Position, changed: number): Side {
  const { encoding, stretchUnits } = counter;
  let position = from;
  let text = chunks.at(from).text.slice(0, changed);
  let reached = '';
  for (;;) {
    const before = chunks.previous(position);
    const anchor = anchorBefore(encoding.splitRule, text, text.length, before === undefined, stretchUnits);
    if (anchor !== AT_EDGE || !before) {
      const at = Math.max(0, anchor);
      return { position, reached: text.slice(at) + reached, kept: text.slice(0, at) };
    }
    reached = text + reached;
    position = before;
    text = chunks.at(position).text;
  }
}

/** Goes right from a change that ends at `changed` in the chunk at `from`. */
export function rightSide(chunks: ChunkList, counter: ChunkCounter, from: Position, changed: number): Side {
  const { encoding, stretchUnits } = counter;
  let position = from;
  let text = chunks.at(from).text.slice(changed);
  let reached = '';
  for (;;) {
    const after = chunks.next(position);
    const anchor = anchorAfter(encoding.splitRule, text, 0, after === undefined, stretchUnits);
    if (anchor !== AT_EDGE || !after) {
      const at = anchor < 0 ? text.length : anchor;
      return { position, reached: reached + text.slice(0, at), kept: text.slice(at) };
    }
    reached += text;
    position = after;
    text = chunks.at(position).text;
  }
}
