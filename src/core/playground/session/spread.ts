import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { count } from '../../chat/messages/chatTypes';
import { textOf } from './nodeText';
import type { AnswerNode } from './sessionSchema';

const range = v.object({ least: v.number(), most: v.number() });

/** Ranges over the finished answers to one prompt, where there are at least two. */
export const spread = v.object({
  /** Number of the answers. */
  of: count,
  characters: range,
  /** Given where the cost of all answers is known; `durationMs`, where their times are. */
  usd: v.exactOptional(range),
  durationMs: v.exactOptional(range),
});
export type Spread = Frozen<v.InferOutput<typeof spread>>;

export function spreadOf(answers: readonly AnswerNode[]): Spread | undefined {
  if (answers.length < 2) return undefined;
  const rangeOf = (values: readonly number[]) => ({ least: Math.min(...values), most: Math.max(...values) });
  const usd = answers.flatMap(({ cost }) => (cost?.known === true ? [cost.usd] : []));
  const times = answers.flatMap(({ durationMs }) => durationMs ?? []);
  return {
    of: answers.length,
    characters: rangeOf(answers.map((answer) => textOf(answer).length)),
    ...(usd.length === answers.length && { usd: rangeOf(usd) }),
    ...(times.length === answers.length && { durationMs: rangeOf(times) }),
  };
}
