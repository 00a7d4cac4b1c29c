import * as v from 'valibot';
import { parseJson } from '../../base/json';
import { cell, runResults } from '../results';
import type { Cell } from '../results';
import { inPlanOrder, keyOf } from '../run/plan';
import { headOf } from '../run/runHeader';

/** A run as it was kept. */
export interface KeptRun {
  readonly id: string;
  /** ms since 1970, where it is known. */
  readonly created?: number;
  readonly cells: readonly Cell[];
}

/**
 * Reads the output of `eval --json`, or a file `NAME.eval.jsonl`: a header, then a cell in each line. `undefined`: it is
 * neither.
 * @throws NewerResultsError
 */
export function readResults(text: string): KeptRun | undefined {
  const printed = v.safeParse(runResults, parseJson(text));
  if (printed.success) return { id: printed.output.run.id, cells: printed.output.cells };
  const [first = '', ...lines] = text.split('\n');
  const head = headOf(parseJson(first));
  if (!head) return undefined;
  const cells = new Map<string, Cell>();
  for (const line of lines) {
    const read = v.safeParse(cell, parseJson(line));
    // Other lines record events of the run. Where an answer was asked for again, the last line with it counts.
    if (read.success) cells.set(keyOf(read.output), read.output);
  }
  const { id, created, planned } = head;
  return { id, created, cells: inPlanOrder([...cells.values()], planned?.columns) };
}
