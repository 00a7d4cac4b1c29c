import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { count, tokens } from '../chat/messages/chatTypes';
import { isNotFullyKnown } from '../catalog/priceUsage';
import { wasAsked } from './session/nodeText';
import type { AnswerNode, SessionNode } from './session/sessionSchema';

/** Total usage of answers, as their providers reported it, or their models counted it. */
export const totals = v.object({
  answers: count,
  inputTokens: tokens,
  outputTokens: tokens,
  /** US dollars of the answers whose cost is known. */
  usd: count,
  /** Answers of which the cost is not known, or only the least that it can be. */
  unknown: count,
  /** Some of the prices are what providers say themselves. */
  isSaid: v.exactOptional(v.literal(true)),
});
export type Totals = Frozen<v.InferOutput<typeof totals>>;

/**
 * Sums up the answers among nodes. One that still streams is not there yet, one that was never given cost nothing, and what
 * came with a file was paid for elsewhere.
 */
export function totalsOf(nodes: Iterable<SessionNode>): Totals {
  const sum = { answers: 0, inputTokens: 0, outputTokens: 0, usd: 0, unknown: 0 };
  let isSaid = false;
  for (const node of nodes) {
    if (node.kind !== 'answer' || !wasGiven(node)) continue;
    const { usage, cost } = node;
    sum.answers += 1;
    sum.inputTokens += usage?.inputTokens ?? 0;
    sum.outputTokens += usage?.outputTokens ?? 0;
    if (cost?.known) sum.usd += cost.usd;
    if (cost && isNotFullyKnown(cost)) sum.unknown += 1;
    isSaid ||= cost?.known === true && cost.by !== undefined;
  }
  return { ...sum, ...(isSaid && { isSaid }) };
}

const wasGiven = (answer: AnswerNode): boolean =>
  wasAsked(answer) &&
  answer.isImported !== true &&
  answer.status !== 'streaming' &&
  (answer.parts.length > 0 || answer.usage !== undefined);
