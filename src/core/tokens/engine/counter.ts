import type { Slice } from './slice';

/** A count that goes on from slice to slice. Other counts may run in between. */
export interface Counter {
  /** Goes on for a slice. @returns whether it is done. */
  step(slice: Slice): boolean;
  /** Tokens counted so far: the exact result once done. */
  readonly tokens: number;
  /** UTF-16 code units that `tokens` stands for. */
  readonly unitsDone: number;
  /** The expected result, from the part that is done. */
  readonly estimate: number;
}
