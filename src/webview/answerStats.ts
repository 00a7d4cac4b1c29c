import type { FinishReason, Usage } from '../core/chat/types';
import type { Answer, AnswerCost } from '../core/playground/session';

const finishWords: Record<FinishReason, string> = {
  stop: 'Finished',
  length: 'Stopped at the output limit',
  'content-filter': "Stopped by the provider's content filter",
  'tool-calls': 'Stopped to call a tool; tools are not run here',
  other: 'Ended for a reason that the provider did not name',
};

/** How an answer stands, in words. */
export function statusWords(answer: Answer): string {
  switch (answer.status) {
    case 'streaming':
      if (answer.text !== '') return 'Answering…';
      return answer.reasoning === '' ? 'Waiting for the first token…' : 'Reasoning…';
    case 'stopped':
      return 'Stopped';
    case 'failed':
      return 'Failed';
    case 'done':
      return answer.finishReason === undefined ? 'Finished' : finishWords[answer.finishReason];
  }
}

const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
export const formatCount = (count: number): string => integer.format(count);

export function formatTokens(usage: Usage): string {
  const cached = usage.cachedInputTokens ? ` (${formatCount(usage.cachedInputTokens)} cached)` : '';
  const reasoning = usage.reasoningTokens ? ` (${formatCount(usage.reasoningTokens)} reasoning)` : '';
  return `${formatCount(usage.inputTokens)} tokens in${cached}, ${formatCount(usage.outputTokens)} out${reasoning}`;
}

export function formatSeconds(ms: number): string {
  if (ms < 1_000) return `${formatCount(ms)} ms`;
  const seconds = ms / 1_000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Output tokens per second between the first token and the end, so that waiting does not count. `undefined` where that
 * would say nothing: no usage, fewer than two tokens, or everything came at once (a span under 20 ms).
 * Reasoning that the provider counts but does not show was over before the first visible token: it is left out.
 */
export function tokensPerSecond(answer: Answer): number | undefined {
  const { usage, firstTokenMs, durationMs } = answer;
  if (usage === undefined || firstTokenMs === undefined || durationMs === undefined) return undefined;
  const hidden = answer.reasoning === '' ? (usage.reasoningTokens ?? 0) : 0;
  const tokens = usage.outputTokens - hidden - 1;
  const span = durationMs - firstTokenMs;
  return tokens < 1 || span < 20 ? undefined : tokens / (span / 1_000);
}

export function formatCost(cost: AnswerCost): string {
  if (!cost.known) return `cost unknown: ${cost.reason}`;
  const note = cost.note === undefined ? '' : `; ${cost.note}`;
  return `${formatUsd(cost.usd)} (price checked ${cost.checked}${note})`;
}

function formatUsd(usd: number): string {
  const digits = usd >= 1 || usd === 0 ? { minimumFractionDigits: 2 } : { maximumSignificantDigits: 2 };
  return `$${usd.toLocaleString('en-US', { maximumFractionDigits: usd >= 1 ? 2 : 8, ...digits })}`;
}

/** The parts of the line under an answer. Only what is known stands there. */
export function statsOf(answer: Answer): string[] {
  const parts = [statusWords(answer)];
  if (answer.status === 'streaming') return parts;
  if (answer.usage !== undefined) parts.push(formatTokens(answer.usage));
  if (answer.firstTokenMs !== undefined) parts.push(`first token after ${formatSeconds(answer.firstTokenMs)}`);
  const rate = tokensPerSecond(answer);
  if (rate !== undefined) parts.push(`${rate < 10 ? rate.toFixed(1) : formatCount(rate)} tokens/s`);
  if (answer.durationMs !== undefined) parts.push(`${formatSeconds(answer.durationMs)} in all`);
  if (answer.cost !== undefined) parts.push(formatCost(answer.cost));
  return parts;
}
