import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { count, tokens } from '../chat/messages/chatTypes';
import { isNotFullyKnown } from '../catalog/priceUsage';
import { wasAsked } from './session/nodeText';
import type { AnswerNode, SessionNode } from './session/sessionSchema';

/** Total usage of answers, as reported by their providers or counted by their models. */
export const totals = v.object({
  answers: count,
  inputTokens: tokens,
  outputTokens: tokens,
  /** US dollars of the answers whose cost is known. */
  usd: count,
  /** Number of answers whose cost is not known, or only its minimum. */
  unknown: count,
  /** Whether some of the prices come from the providers themselves. */
  isSaid: v.exactOptional(v.literal(true)),
});
export type Totals = Frozen<v.InferOutput<typeof totals>>;

/**
 * Sums up the answers among nodes. Leaves out those that still stream, those that were never given and cost nothing,
 * and those that came with a file and were paid for elsewhere.
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
