import { addTo } from '../../base/maps';
import type { Cell, Check } from '../results';

/** The values of a test in one line. */
export const varsText = ({ vars }: Pick<Cell, 'vars'>): string =>
  Object.entries(vars)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(', ');

export const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Why an answer did not pass: its error, or the checks that fail, a line each. A set says nothing that its members do not. */
export function whyNot({ error, checks }: Cell): string {
  if (error) return error.message;
  const failed = checks.filter(({ pass }) => pass === false);
  const single = failed.filter(({ type }) => type !== 'assert-set');
  return (single.length > 0 ? single : failed).map(({ type, reason }) => `${type}: ${reason}`).join('\n');
}

/** The checks of an answer that were not made, each with its reason. The rest of them may have passed. */
export const uncheckedOf = ({ checks }: Cell): string[] =>
  checks.flatMap(({ type, skipped }) => (skipped === null ? [] : [`${type}: ${skipped}`]));

/** The checks of an answer that a model decided: their verdicts are opinions. */
export const opinionsOf = ({ checks }: Pick<Cell, 'checks'>): Check[] =>
  checks.filter(({ opinions }) => opinions !== undefined);

/** The verdict and the score. */
export function verdictText({ error, pass, score }: Cell): string {
  if (error) return 'error';
  const verdict = pass === null ? 'not checked' : pass ? 'passed' : 'failed';
  return score === null ? verdict : `${verdict} (score ${Number(score.toFixed(4))})`;
}

/** The answers of each prompt at a provider. */
export function columnsOf(cells: readonly Cell[]): (readonly Cell[])[] {
  const columns = new Map<string, Cell[]>();
  for (const cell of cells) addTo(columns, JSON.stringify([cell.prompt, cell.provider]), cell);
  return [...columns.values()];
}
