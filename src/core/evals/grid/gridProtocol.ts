import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { replies, request } from '../../base/rpc/ask';
import { fromEveryPage } from '../../base/rpc/everyPage';
import type { Told } from '../../base/rpc/everyPage';
import { cellDetail, gridFilters, gridRow, gridView } from './gridForms';

// Messages between the extension host and the page of a grid. The page sends `ready`, gets `start`, and asks for the rows
// that it shows.

/** Largest number of rows that may be asked for at once. */
const maxRowsAsked = 200;

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const filter = v.picklist(gridFilters);
const anAnswer = { test: index, column: index, repeat: index };

export const gridAnswers = {
  rows: v.array(gridRow),
  cell: v.nullable(cellDetail),
  show: gridView,
};

export const toGrid = v.variant('type', [
  ...replies,
  /** Words of the page in the user's language, by id; the name of the run. */
  v.object({ type: v.literal('start'), strings: v.record(v.string(), v.string()), name: v.string() }),
  /**
   * The grid, now and after each change of its file. `other`: the name of the run that it is compared with. `isWhole`:
   * `false` for the beginning of a long file, the rest of which is being read.
   */
  v.object({
    type: v.literal('grid'),
    view: gridView,
    other: v.nullable(v.string()),
    isRunning: v.boolean(),
    isWhole: v.boolean(),
  }),
  /** The file cannot be read. */
  v.object({ type: v.literal('unreadable'), message: v.string() }),
]);
export type ToGrid = Told<Frozen<v.InferOutput<typeof toGrid>>>;

export const fromGrid = v.variant('type', [
  ...fromEveryPage,
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('show'), request, filter }),
  v.object({ type: v.literal('rows'), request, from: index, count: v.pipe(index, v.maxValue(maxRowsAsked)) }),
  v.object({ type: v.literal('cell'), request, test: index, column: index }),
  /** Asks which run to compare with. */
  v.object({ type: v.literal('compare') }),
  v.object({ type: v.literal('stopComparing') }),
  /** Opens the file as a text. */
  v.object({ type: v.literal('openText') }),
  /** Shows an answer, and that of the other run, in the diff editor. */
  v.object({ type: v.literal('showDifference'), ...anAnswer }),
  /** Opens the request of an answer, as a text or as a session. */
  v.object({ type: v.literal('showRequest'), ...anAnswer }),
  v.object({ type: v.literal('openInPlayground'), ...anAnswer }),
]);
export type FromGrid = v.InferOutput<typeof fromGrid>;
