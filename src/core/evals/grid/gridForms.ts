import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { check, judging } from '../results';

// The data that the grid of a run shows, as worker, host and page send it to each other.

/** Results of comparing a cell with another run. */
export const changes = ['better', 'worse', 'same', 'new'] as const;
export type GridChange = (typeof changes)[number];

const text = v.string();
const amount = v.nullable(v.number());

/** A question with all its answers (one for each repeat), in short. */
const cellHead = v.object({
  /** How many answers there are, and how many of them passed, failed and ended with an error. */
  ...{ answers: v.number(), passed: v.number(), failed: v.number(), errors: v.number() },
  /** The beginning of the first answer, or of its error. */
  preview: text,
  /** Means over all answers for which they are known. */
  ...{ score: amount, tokens: amount, costUsd: amount, latencyMs: amount },
  cached: v.boolean(),
  /** Checks of all answers that were not made. */
  unchecked: v.number(),
  /** Checks of all answers that a model decided. */
  opinions: v.number(),
  /** Requests, tokens and cost of judges for all answers; `null`: none was asked. */
  judging: v.nullable(judging),
  /** Why the first failed answer did not pass; empty where none failed. */
  why: text,
  change: v.nullable(v.picklist(changes)),
});
export type CellHead = Frozen<v.InferOutput<typeof cellHead>>;

/** A column: a prompt at a provider. */
const gridColumn = v.object({
  ...{ prompt: text, provider: text },
  ...{ answers: v.number(), passed: v.number(), failed: v.number(), errors: v.number() },
  /** Checks that a model decided. */
  opinions: v.number(),
  ...{ tokens: amount, costUsd: amount, latencyMs: amount },
});
export type GridColumn = Frozen<v.InferOutput<typeof gridColumn>>;

/** A row: a test. Cells stand in the order of the columns; `null` where nothing was asked. */
export const gridRow = v.object({
  test: v.number(),
  /** Description of the test; empty where it has none. */
  description: text,
  /** The values of the test in short, by their names. */
  vars: v.array(v.object({ name: text, value: text })),
  cells: v.array(v.nullable(cellHead)),
  /** Columns in which the test was asked, and has no answer. */
  asking: v.array(v.number()),
});
export type GridRow = Frozen<v.InferOutput<typeof gridRow>>;

export const gridFilters = ['all', 'failed', 'errors', 'changed', 'worse', 'new', 'dearer'] as const;
export type GridFilter = (typeof gridFilters)[number];
/** Filters that need another run to compare with. */
export const comparing: ReadonlySet<GridFilter> = new Set<GridFilter>(['changed', 'worse', 'new', 'dearer']);

/** Bytes of a file that are shown before all of it is read. They make more rows than are in sight. */
export const firstBytes = 256 * 1024;

/** The contents of the grid, as it is filtered now. */
export const gridView = v.object({
  columns: v.array(gridColumn),
  /** Rows in all, and those that are shown. */
  ...{ rows: v.number(), shown: v.number() },
  filter: v.picklist(gridFilters),
  /** The first of the rows that are shown, so that the page need not ask for the beginning. */
  first: v.array(gridRow),
  /** How many rows each filter shows. */
  counts: v.object(
    Object.fromEntries(gridFilters.map((filter) => [filter, v.number()])) as Record<
      (typeof gridFilters)[number],
      v.NumberSchema<undefined>
    >,
  ),
  /** Cells that are better or worse than in the other run, or in one run alone; `null`: there is no other run. */
  compared: v.nullable(v.object({ better: v.number(), worse: v.number(), new: v.number(), gone: v.number() })),
  /** Lines of the file that cannot be read as cells. */
  unread: v.number(),
  /** The config, as the file names it; empty where it does not. */
  suite: text,
  /** Answers that are there, and those that are asked for now or were when the run ended. */
  ...{ cells: v.number(), asking: v.number() },
  /** Answers that the suite has in all, where the file says so. */
  planned: v.nullable(v.number()),
  /** Why the run does not go on; `null`: it goes on, it came to its end, or it broke off. */
  ended: v.nullable(v.picklist(['cap', 'cancelled'])),
});
export type GridView = Frozen<v.InferOutput<typeof gridView>>;

/** One answer, whole. */
const answerDetail = v.object({
  repeat: v.number(),
  output: text,
  error: v.nullable(v.object({ code: text, message: text })),
  finish: v.nullable(text),
  pass: v.nullable(v.boolean()),
  score: amount,
  checks: v.array(check),
  judging: v.exactOptional(judging),
  ...{ tokens: amount, costUsd: amount, latencyMs: amount },
  cached: v.boolean(),
  requestSha256: text,
  /** The same answer in the other run. */
  before: v.nullable(v.object({ output: text, pass: v.nullable(v.boolean()), score: amount })),
});

/** A cell, whole. */
export const cellDetail = v.object({
  ...{ test: v.number(), prompt: text, provider: text },
  vars: v.array(v.object({ name: text, value: text })),
  answers: v.array(answerDetail),
});
export type CellDetail = Frozen<v.InferOutput<typeof cellDetail>>;
