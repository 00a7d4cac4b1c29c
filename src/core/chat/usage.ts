import { isRecord } from './isRecord';
import type { Usage } from './types';

/** Usage of a chunk, which Moonshot puts into the choice; `undefined` where there is none that makes sense. */
export function usageOf(chunk: Readonly<Record<string, unknown>>, choice: unknown): Usage | undefined {
  return readUsage(chunk['usage']) ?? (isRecord(choice) ? readUsage(choice['usage']) : undefined);
}

function readUsage(value: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined;
  const inputTokens = count(value['prompt_tokens']);
  const completion = count(value['completion_tokens']);
  if (inputTokens === undefined || completion === undefined) return undefined;
  const outputTokens = Math.max(completion, (count(value['total_tokens']) ?? 0) - inputTokens);
  // xAI and Google count reasoning in the total, but not in completion_tokens (vercel/ai#12425).
  const reasoningTokens =
    count(detail(value['completion_tokens_details'], 'reasoning_tokens')) ??
    (outputTokens > completion ? outputTokens - completion : undefined);
  const cachedInputTokens =
    count(detail(value['prompt_tokens_details'], 'cached_tokens')) ??
    count(value['prompt_cache_hit_tokens']) ?? // DeepSeek
    count(value['cached_tokens']); // Moonshot
  return {
    inputTokens,
    outputTokens,
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
    ...(cachedInputTokens === undefined ? {} : { cachedInputTokens }),
  };
}

const detail = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
