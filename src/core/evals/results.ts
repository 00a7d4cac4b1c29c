import * as v from 'valibot';
import { isRecord, isWithin } from '../base/json';

// Results of a run: the cells of its grid, as a file keeps them and as the command line prints them. Their shapes are a
// promise, and only grow.

/** A finite number. JSON may hold `1e999`, with which nothing can be computed. */
const number = v.pipe(v.number(), v.finite());
const nullableNumber = v.nullable(number);

/** Maximum number of levels of nested values. A suite has fewer. With more, a comparison would overflow the stack. */
const maxDepth = 200;

const isNumbers = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((each) => Number.isFinite(each));

/** The opinion of a model that was asked to judge. */
const opinion = v.object({ pass: v.boolean(), score: number, reason: v.string() });
export type Opinion = v.InferOutput<typeof opinion>;

/** Requests, tokens and cost of judges for a cell, without its answer. Opinions from the cache count only in `cached`. */
export const judging = v.object({
  requests: number,
  /** Opinions that came from the cache. */
  cached: number,
  /** `null`: not known for each request. */
  tokens: nullableNumber,
  costUsd: nullableNumber,
});
export type Judging = v.InferOutput<typeof judging>;

/** A check with its result. `skipped`: why it was not made, and has no verdict. */
export const check = v.object({
  type: v.string(),
  pass: v.nullable(v.boolean()),
  /** Score from 0 to 1. */
  score: nullableNumber,
  reason: v.string(),
  skipped: v.nullable(v.string()),
  metric: v.exactOptional(v.string()),
  weight: v.exactOptional(number),
  /** The judge, as the config names it, and its `opinions`, one for each time. With these, the verdict is an opinion. */
  judge: v.exactOptional(v.string()),
  /** The requirement that the check puts to the answer, with its values filled in; left out where it has none. */
  asked: v.exactOptional(v.string()),
  opinions: v.exactOptional(v.array(opinion)),
});
export type Check = v.InferOutput<typeof check>;

/** A question with its answer. */
export const cell = v.object({
  /** The number of the test, from 0, is the row. The column is prompt × provider. */
  ...{ test: number, prompt: v.string(), provider: v.string() },
  /** Number of the repeat, from 0. */
  repeat: number,
  // A record of the library leaves out names of a prototype's members, but a variable may be called `constructor`.
  vars: v.custom<Readonly<Record<string, unknown>>>((value) => isRecord(value) && isWithin(value, maxDepth)),
  /** Description of the test, where the config has one. */
  description: v.exactOptional(v.string()),
  /** Hash of the body of the request, in hexadecimal; empty where no request could be made. */
  requestSha256: v.string(),
  output: v.string(),
  finish: v.nullable(v.string()),
  error: v.nullable(v.object({ code: v.string(), message: v.string() })),
  /** `null`: there are checks, and none has a verdict. Without any check it has passed. */
  pass: v.nullable(v.boolean()),
  score: nullableNumber,
  checks: v.array(check),
  judging: v.exactOptional(judging),
  /** Scores by metric, from 0 to 1. */
  namedScores: v.exactOptional(v.custom<Readonly<Record<string, number>>>(isNumbers)),
  /** Tokens of the answer, input and output together, as the provider or a count gives them; `null`: not known. */
  tokens: nullableNumber,
  costUsd: nullableNumber,
  latencyMs: nullableNumber,
  cached: v.boolean(),
});
export type Cell = v.InferOutput<typeof cell>;

const runStats = v.object({
  ...{ cells: number, passed: number, failed: number, errors: number, skipped: number },
  /** Requests that were sent. `askedAgain`: those sent anew after a crash, as their outcome is not known. */
  ...{ asked: number, askedAgain: number, cached: number },
  /** Requests that went to judges. */
  judged: v.exactOptional(number),
  tokens: number,
  costUsd: nullableNumber,
});
export type RunStats = v.InferOutput<typeof runStats>;

/** The output of `eval --json`. */
export const runResults = v.object({
  schema: v.literal(1),
  run: v.object({ id: v.string(), stopped: v.nullable(v.picklist(['cap', 'cancelled'])) }),
  stats: runStats,
  cells: v.array(cell),
});
export type RunResults = v.InferOutput<typeof runResults>;
