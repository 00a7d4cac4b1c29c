import type { Backend } from '../../core/chat/backend';
import { fileTokens, filesOf } from '../../core/chat/fileFacts';
import type { ChatRequest, Usage } from '../../core/chat/messages/chatTypes';
import { countOfTexts, requestTokens } from '../../core/playground/requestTokens';
import type { Counting } from '../../core/playground/requestTokens';
import type { GatheredAnswer } from '../../core/chat/gatheredAnswer';

/** Tokens as they are reported; `null` where they are unknown. */
export interface ToldUsage {
  readonly input: number | null;
  /** Includes reasoning. */
  readonly output: number | null;
  readonly reasoning: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  /** `counted`: on this machine, as the model's tokenizer or the nearest one counts. */
  readonly source: 'provider' | 'counted';
}

/** Returns a usage in its reported form. How much of a broken-off answer was written is unknown. */
export const toldUsage = (usage: Usage, source: ToldUsage['source']): ToldUsage => ({
  input: usage.inputTokens,
  output: usage.isPartial ? null : usage.outputTokens,
  reasoning: usage.isPartial ? null : (usage.reasoningTokens ?? null),
  cacheRead: usage.cachedInputTokens ?? null,
  cacheWrite: usage.cacheWriteTokens ?? null,
  source,
});

export const unknownUsage: ToldUsage = {
  ...{ input: null, output: null, reasoning: null, cacheRead: null, cacheWrite: null },
  source: 'counted',
};

/** Counts the request and the part of the answer that arrived. */
export async function countedUsage(
  request: ChatRequest,
  { text, reasoning, toolCalls }: GatheredAnswer,
  backend: Backend,
  guide: Counting,
): Promise<ToldUsage> {
  const count = countOfTexts(guide, false);
  const tokensIn = async (written: string) =>
    written === '' ? 0 : ((await count(request.model, written, backend))?.tokens ?? null);
  const called = toolCalls.map(({ name, input }) => `${name} ${input}`).join('\n');
  const [said, thought, calls] = await Promise.all([tokensIn(text), tokensIn(reasoning), tokensIn(called)]);
  const asked = (await guide.catalog()).findModel(request.model);
  const isKnown = filesOf(request.messages).every((file) => fileTokens(file, asked) !== undefined);
  return {
    input: isKnown ? await requestTokens(request, backend, guide, false) : null,
    output: said === null || thought === null || calls === null ? null : said + thought + calls,
    reasoning: thought,
    ...{ cacheRead: null, cacheWrite: null, source: 'counted' },
  };
}
