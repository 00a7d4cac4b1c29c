import { addTo } from '../../base/maps';
import type { Cell, Check } from '../results';

/** Writes the values of a test in one line. */
export const varsText = ({ vars }: Pick<Cell, 'vars'>): string =>
  Object.entries(vars)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(', ');

export const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Says why an answer did not pass: its error, or its failed checks, a line each. Members of a set stand for the set. */
export function whyNot({ error, checks }: Cell): string {
  if (error) return error.message;
  const failed = checks.filter(({ pass }) => pass === false);
  const single = failed.filter(({ type }) => type !== 'assert-set');
  return (single.length > 0 ? single : failed).map(({ type, reason }) => `${type}: ${reason}`).join('\n');
}

/** Returns the checks of an answer that were not made, each with its reason. The other checks may have passed. */
export const uncheckedOf = ({ checks }: Cell): string[] =>
  checks.flatMap(({ type, skipped }) => (skipped === null ? [] : [`${type}: ${skipped}`]));

/** Returns the checks of an answer that a model decided. Their verdicts are opinions. */
export const opinionsOf = ({ checks }: Pick<Cell, 'checks'>): Check[] =>
  checks.filter(({ opinions }) => opinions !== undefined);

/** Writes the verdict and the score. */
export function verdictText({ error, pass, score }: Cell): string {
  if (error) return 'error';
  const verdict = pass === null ? 'not checked' : pass ? 'passed' : 'failed';
  return score === null ? verdict : `${verdict} (score ${Number(score.toFixed(4))})`;
}

/** Groups answers by prompt and provider. */
export function columnsOf(cells: readonly Cell[]): (readonly Cell[])[] {
  const columns = new Map<string, Cell[]>();
  for (const cell of cells) addTo(columns, JSON.stringify([cell.prompt, cell.provider]), cell);
  return [...columns.values()];
}
