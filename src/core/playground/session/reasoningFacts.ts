import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { samplingPieces } from '../../chat/messages/sampling';
import { count, shortText } from '../../chat/messages/chatTypes';
import type { AnswerNode } from './sessionSchema';

/** Facts on how an answer was asked to reason, as far as that was said, and on the reasoning that cannot be read. */
export const reasoningFacts = {
  effort: v.exactOptional(shortText),
  /** The most tokens of reasoning. */
  reasoningBudget: v.exactOptional(count),
  /** Number of reasoning parts without text, which are sent back as they came. */
  hiddenReasoning: v.exactOptional(count),
};
type ReasoningFacts = Frozen<v.InferOutput<v.ObjectSchema<typeof reasoningFacts, undefined>>>;

export function reasoningFactsOf({ target, parts }: AnswerNode): ReasoningFacts {
  const asked = new Map(samplingPieces(target.sampling ?? ''));
  const effort = asked.get('reasoning_effort');
  const budget = Number(asked.get('reasoning_budget'));
  const hidden = parts.filter((part) => part.type === 'reasoning' && part.text === '' && part.opaque).length;
  return {
    ...(effort !== undefined && { effort: effort.slice(0, 100) }),
    ...(budget > 0 && { reasoningBudget: budget }),
    ...(hidden > 0 && { hiddenReasoning: hidden }),
  };
}
