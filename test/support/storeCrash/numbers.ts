import type { Notes } from '../../fakes/notesCodec';

/** The note that grows by one number after the other. */
export const logId = 'log';

export const numbersOf = ({ notes }: Notes): number[] =>
  (notes.get(logId)?.text ?? '').split(';').slice(0, -1).map(Number);

/** Whole numbers below a limit, the same for the same seed (a linear congruential generator, Numerical Recipes). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
