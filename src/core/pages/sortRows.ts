import type { Cell } from './page';

/** `ascending` and `descending` are also what `aria-sort` calls them. */
export type Direction = 'ascending' | 'descending';

/** The rows by one of their columns. Unknown stands last either way; of equal ones the order stays. */
export function sortRows(
  rows: readonly (readonly Cell[])[],
  column: number,
  direction: Direction,
): (readonly Cell[])[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [one, other] = [a[column]?.value, b[column]?.value];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
    return sign * String(one).localeCompare(String(other), 'en', { numeric: true });
  });
}
