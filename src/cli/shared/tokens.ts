import type { Backend } from '../../core/chat/backend';
import { fileTokens, filesOf } from '../../core/chat/fileFacts';
import type { ChatRequest, Usage } from '../../core/chat/messages/types';
import { defaultModel } from '../../core/catalog/defaultModel';
import type { FieldGuide } from '../../core/fieldGuide';
import { RequestSizes } from '../../core/playground/requestSize';
import type { GatheredAnswer } from '../../core/chat/gatheredAnswer';

/** Tokens as they are reported; `null` is what nobody told. */
export interface AskUsage {
  readonly input: number | null;
  /** Includes reasoning. */
  readonly output: number | null;
  readonly reasoning: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  /** `counted`: on this machine, as the model's tokenizer or the nearest one counts. */
  readonly source: 'provider' | 'counted';
}

type Counting = Pick<FieldGuide, 'catalog' | 'count'>;
type Count = (model: string, text: string, backend: Backend) => Promise<{ readonly tokens: number } | undefined>;

const never = new AbortController().signal;

/** Counts a text for a model. `most`: as many as it may have, where the count is an estimate of which it is known how far it is off. */
const counter =
  (guide: Counting, most: boolean): Count =>
  async (id, text, backend) => {
    if (backend.countHere) {
      const counted = await backend.countHere(text, never);
      return counted.status === 'done' ? { tokens: counted.value } : undefined;
    }
    const catalog = await guide.catalog();
    const model = catalog.findModel(id) ?? defaultModel(catalog);
    if (!model) return undefined;
    const { tokens, estimate } = await guide.count(text, catalog.tokenizerOf(model));
    return { tokens: most ? Math.ceil(tokens * (1 + (estimate?.bandPercent ?? 0) / 100)) : tokens };
  };

/** Tokens of a request; `most`: as many as it may have. */
export async function tokensOf(
  request: ChatRequest,
  backend: Backend,
  guide: Counting,
  most: boolean,
): Promise<number> {
  return new RequestSizes(counter(guide, most)).tokensOf(request, backend, await guide.catalog());
}

/** Of an answer that broke off nobody knows how much was written. */
export const toldUsage = (usage: Usage, source: AskUsage['source']): AskUsage => ({
  input: usage.inputTokens,
  output: usage.isPartial ? null : usage.outputTokens,
  reasoning: usage.isPartial ? null : (usage.reasoningTokens ?? null),
  cacheRead: usage.cachedInputTokens ?? null,
  cacheWrite: usage.cacheWriteTokens ?? null,
  source,
});

export const unknownUsage: AskUsage = {
  ...{ input: null, output: null, reasoning: null, cacheRead: null, cacheWrite: null },
  source: 'counted',
};

/** Counts what was asked and what came of the answer. */
export async function countedUsage(
  request: ChatRequest,
  { text, reasoning, toolCalls }: GatheredAnswer,
  backend: Backend,
  guide: Counting,
): Promise<AskUsage> {
  const count = counter(guide, false);
  const tokensIn = async (written: string) =>
    written === '' ? 0 : ((await count(request.model, written, backend))?.tokens ?? null);
  const called = toolCalls.map(({ name, input }) => `${name} ${input}`).join('\n');
  const [said, thought, calls] = await Promise.all([tokensIn(text), tokensIn(reasoning), tokensIn(called)]);
  const asked = (await guide.catalog()).findModel(request.model);
  const isKnown = filesOf(request.messages).every((file) => fileTokens(file, asked) !== undefined);
  return {
    input: isKnown ? await tokensOf(request, backend, guide, false) : null,
    output: said === null || thought === null || calls === null ? null : said + thought + calls,
    reasoning: thought,
    ...{ cacheRead: null, cacheWrite: null, source: 'counted' },
  };
}
