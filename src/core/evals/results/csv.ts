import type { Cell } from '../results';
import { valueText, whyNot } from './cellText';

// RFC 4180. A row for each answer, with a column for each value of the tests.

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

/** A program for tables would take a text that begins so for a formula, and run it: an apostrophe makes it a text. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text);

const isNumber = (text: string): boolean => /^[+-]?\d+(?:\.\d+)?$/.test(text);
