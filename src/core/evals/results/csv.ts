import type { Cell } from '../results';
import { valueText, whyNot } from './cellText';

// Results as CSV (RFC 4180): a row for each answer, with a column for each value of the tests.

const columns: readonly (readonly [name: string, of: (cell: Cell) => unknown])[] = [
  ['pass', ({ pass }) => pass],
  ['score', ({ score }) => score],
  ['output', ({ output }) => output],
  ['finish', ({ finish }) => finish],
  ['reason', whyNot],
  ['tokens', ({ tokens }) => tokens],
  ['costUsd', ({ costUsd }) => costUsd],
  ['latencyMs', ({ latencyMs }) => latencyMs],
  ['cached', ({ cached }) => cached],
];

export function csvOf(cells: readonly Cell[]): string {
  const names = [...new Set(cells.flatMap(({ vars }) => Object.keys(vars)))];
  const head = ['test', 'repeat', 'prompt', 'provider', ...names.map((name) => `vars.${name}`)];
  const rows = cells.map((cell) => [
    ...[cell.test, cell.repeat, cell.prompt, cell.provider],
    ...names.map((name) => (Object.hasOwn(cell.vars, name) ? valueText(cell.vars[name]) : '')),
    ...columns.map(([, of]) => of(cell)),
  ]);
  return [[...head, ...columns.map(([name]) => name)], ...rows]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? inert(value) : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Puts an apostrophe before a text that a program for tables would take for a formula, and run. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text);

const isNumber = (text: string): boolean => /^[+-]?\d+(?:\.\d+)?$/.test(text);
