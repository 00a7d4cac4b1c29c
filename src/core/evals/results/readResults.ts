import * as v from 'valibot';
import { parseJson } from '../../base/json';
import { cell, runResults } from '../results';
import type { Cell } from '../results';

/** A run as it was kept. */
export interface KeptRun {
  readonly id: string;
  /** ms since 1970, where it is known. */
  readonly created?: number;
  readonly cells: readonly Cell[];
}

/** The last time that a date can have, ms since 1970. */
const latest = 8.64e15;

const header = v.object({ id: v.string(), created: v.exactOptional(v.pipe(v.number(), v.maxValue(latest))) });

/** Reads what `eval --json` prints, or a file `NAME.eval.jsonl`: a header, then a cell a line. `undefined`: it is neither. */
export function readResults(text: string): KeptRun | undefined {
  const printed = v.safeParse(runResults, parseJson(text));
  if (printed.success) return { id: printed.output.run.id, cells: printed.output.cells };
  const [first = '', ...lines] = text.split('\n');
  const head = v.safeParse(header, parseJson(first));
  if (!head.success) return undefined;
  const cells = new Map<string, Cell>();
  for (const line of lines) {
    const read = v.safeParse(cell, parseJson(line));
    // Other lines tell what was going on. An answer that was asked for again stands in the file twice: the last one holds.
    if (read.success) cells.set(answerKey(read.output), read.output);
  }
  return { ...head.output, cells: [...cells.values()] };
}

const answerKey = ({ test, prompt, provider, repeat }: Cell): string =>
  JSON.stringify([test, prompt, provider, repeat]);
