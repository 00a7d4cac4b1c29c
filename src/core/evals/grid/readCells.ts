import * as v from 'valibot';
import { lineValue, linesOf } from '../../store/lines';
import { cell } from '../results';
import type { Cell } from '../results';
import { keyOf } from '../run/plan';
import { isAsking } from '../run/runFile';

/** The cells of a file of results. */
interface ReadCells {
  readonly cells: readonly Cell[];
  /** Lines behind the first that are no cells: of a newer version, or cut off. */
  readonly unread: number;
}

/** Reads `NAME.eval.jsonl`: a header, then a cell a line. The last of two lines for the same answer holds. */
export async function readCells(bytes: Uint8Array): Promise<ReadCells> {
  const cells = new Map<string, Cell>();
  let unread = 0;
  for await (const line of linesOf(once(bytes))) {
    if (line.from === 0 || line.bytes?.length === 0) continue;
    const value = line.bytes && lineValue(line.bytes);
    const read = v.safeParse(cell, value);
    if (read.success) cells.set(keyOf(read.output), read.output);
    // What is being asked has no answer yet.
    else if (!isAsking(value)) unread++;
  }
  return { cells: [...cells.values()], unread };
}

// eslint-disable-next-line @typescript-eslint/require-await -- one piece that is there already
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
