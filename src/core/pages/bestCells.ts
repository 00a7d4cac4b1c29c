import type { Cell } from './page';

/** Which of the values of a column is the one to have. */
export type Better = 'more' | 'less';

type Rows = readonly (readonly Cell[])[];

/**
 * Marks in each column the best of the known values, and each that is as good. Where all are the same, or only one is known,
 * nothing is said: no choice follows from it. `better` is undefined for columns in which nothing is better.
 */
export const markBest = (rows: Rows, better: readonly (Better | undefined)[]): Rows => {
  const best = better.map(
    (which, column) =>
      which &&
      bestOf(
        rows.map((cells) => cells[column]?.value),
        which,
      ),
  );
  return rows.map((cells) =>
    cells.map((cell, column): Cell => {
      const isBest = cell.value !== undefined && cell.value === best[column];
      return isBest ? { ...cell, best: true } : cell;
    }),
  );
};

type Value = Cell['value'];

function bestOf(values: readonly Value[], better: Better): Value {
  const known = values.filter((value) => value !== undefined);
  if (new Set(known).size < 2) return undefined;
  return known.reduce((one, other) => ((better === 'more' ? other > one : other < one) ? other : one));
}
