import * as v from 'valibot';
import { lineValue, linesOf } from '../../store/fileLines';
import { cell } from '../results';
import type { Cell } from '../results';
import { keyOf } from '../run/plan';
import { tellsOfRun } from '../run/runFile';
import type { Ended } from '../run/runFile';
import { headOf } from '../run/runHeader';
import type { Planned } from '../run/runHeader';

/** The cells of a file of results, and its facts about their run. */
export interface ReadCells {
  readonly cells: readonly Cell[];
  /** Lines behind the first that are no cells: of a newer version, or cut off. */
  readonly unread: number;
  /** The config, as the header names it; empty where there is none. */
  readonly suite: string;
  readonly planned?: Planned;
  /** Why the run does not go on; `undefined`: it goes on, or it came to its end, or it broke off. */
  readonly ended?: Ended;
  /** Keys of cells that were asked, and have no answer. */
  readonly asking: readonly string[];
}

/**
 * Reads `NAME.eval.jsonl`: a header, then a cell in each line. The last of two lines for the same answer counts.
 * @throws NewerResultsError
 */
export async function readCells(bytes: Uint8Array): Promise<ReadCells> {
  const cells = new Map<string, Cell>();
  const asking = new Set<string>();
  let unread = 0;
  let head: ReturnType<typeof headOf>;
  let ended: Ended | undefined;
  for await (const line of linesOf(once(bytes))) {
    if (line.bytes?.length === 0) continue;
    const value = line.bytes && lineValue(line.bytes);
    if (line.from === 0) {
      head = headOf(value);
      continue;
    }
    const read = v.safeParse(cell, value);
    const told = read.success ? undefined : tellsOfRun(value);
    if (read.success) {
      cells.set(keyOf(read.output), read.output);
      asking.delete(keyOf(read.output));
    } else if (!told) unread++;
    else if ('asking' in told) {
      asking.add(told.asking);
      // The run was continued.
      ended = undefined;
    } else if ('ended' in told) ended = told.ended;
  }
  return {
    ...{ cells: [...cells.values()], unread, asking: [...asking], suite: head?.suite ?? '' },
    ...(head?.planned && { planned: head.planned }),
    ...(ended && { ended }),
  };
}

// oxlint-disable-next-line typescript/require-await -- one piece that is there already
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
