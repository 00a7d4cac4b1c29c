import { formatCount, formatRate, formatUsd } from '../../core/base/numbers';
import type { Spread } from '../../core/playground/session/spread';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';

/** The facts that a line under an answer is made from. */
type AnswerFacts = Pick<
  TurnHead,
  'status' | 'error' | 'finishReason' | 'usage' | 'firstTokenMs' | 'durationMs' | 'cost' | 'characters'
>;

const finishWords: Record<NonNullable<TurnHead['finishReason']>, StringId> = {
  stop: 'finished',
  length: 'endedLength',
  'window-full': 'endedWindowFull',
  'content-filter': 'endedContentFilter',
  'tool-calls': 'endedToolCalls',
  'answer-limit': 'endedAnswerLimit',
  other: 'endedOther',
};

/** Returns the state of an answer in words. */
export function statusWords(facts: AnswerFacts): string {
  const { status, error, characters, finishReason } = facts;
  switch (status) {
    case null:
      return words('noAnswer');
    case 'streaming':
      if (characters.answer > 0) return words('answering');
      return words(characters.reasoning === 0 ? 'waiting' : 'reasoningNow');
    case 'stopped':
      if (error?.kind === 'interrupted') return words('interrupted');
      if (isMissing(facts)) return words('noAnswer');
      return words(finishReason === 'answer-limit' ? 'endedAnswerLimit' : 'stopped');
    case 'failed':
      return words('failed');
    case 'done':
      return words(finishReason === undefined ? 'finished' : finishWords[finishReason]);
  }
}

/** Whether no model was asked: a message that was opened from elsewhere waits for its answer. */
const isMissing = ({ characters, usage, firstTokenMs, durationMs }: AnswerFacts): boolean =>
  characters.answer + characters.reasoning === 0 && !usage && firstTokenMs === undefined && durationMs === undefined;

function formatTokens(usage: NonNullable<AnswerFacts['usage']>): string {
  const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens, isPartial, isCounted } = usage;
  const input = [inputTokens === 1 ? words('tokenIn') : words('tokensIn', formatCount(inputTokens))];
  if (cachedInputTokens) input.push(words('cachedTokens', formatCount(cachedInputTokens)));
  if (isPartial) return input.join(' ');
  const output = [words('tokensOut', formatCount(outputTokens))];
  if (reasoningTokens) output.push(words('reasoningTokens', formatCount(reasoningTokens)));
  const both = `${input.join(' ')}, ${output.join(' ')}`;
  return isCounted ? words('usageCounted', both) : both;
}

/** Says what is known of the reasoning that is shown: how it was asked for, its length and its time. */
export function reasoningWords({ effort, reasoningBudget, usage, characters, reasoningMs }: TurnHead): string {
  const tokens = usage?.isPartial ? undefined : usage?.reasoningTokens;
  return [
    words('reasoning'),
    ...(effort === undefined ? [] : [words('reasoningEffort', effort)]),
    ...(reasoningBudget === undefined ? [] : [words('reasoningBudget', formatCount(reasoningBudget))]),
    tokens ? words('factTokens', formatCount(tokens)) : words('factCharacters', formatCount(characters.reasoning)),
    ...(reasoningMs === undefined ? [] : [formatSeconds(reasoningMs)]),
  ].join(' · ');
}

export function formatSeconds(ms: number): string {
  if (ms < 1_000) return words('milliseconds', formatCount(ms));
  const seconds = ms / 1_000;
  // Rounded before it is split, so that no minute has sixty seconds.
  const whole = Math.round(seconds);
  return seconds < 59.95 ? words('seconds', seconds.toFixed(1)) : words('minutes', Math.floor(whole / 60), whole % 60);
}

/**
 * Returns the output tokens per second between the first token and the end, so that waiting does not count. `undefined`
 * where that would say nothing: no usage, fewer than two tokens, or everything came at once (a span under 20 ms).
 * Reasoning that the provider counts but does not show was over before the first visible token, so it is left out.
 */
export function tokensPerSecond(answer: AnswerFacts): number | undefined {
  const { usage, firstTokenMs, durationMs } = answer;
  if (usage === undefined || usage.isPartial || firstTokenMs === undefined || durationMs === undefined)
    return undefined;
  const hidden = answer.characters.reasoning === 0 ? (usage.reasoningTokens ?? 0) : 0;
  const tokens = usage.outputTokens - hidden - 1;
  const span = durationMs - firstTokenMs;
  return tokens < 1 || span < 20 ? undefined : tokens / (span / 1_000);
}

export function formatCost(cost: NonNullable<AnswerFacts['cost']>): string {
  if (!cost.known) return words('costUnknown', cost.reason);
  const amount = formatUsd(cost.usd);
  if (cost.usd === 0 && cost.checked === '') return words('costsNothing');
  const usd = cost.unknown === undefined ? amount : words('costAtLeast', amount, cost.unknown.join('; '));
  return cost.by === undefined
    ? words('priceChecked', usd, cost.checked)
    : words('priceSaid', usd, cost.checked, cost.by);
}

/** Returns the cost alone. `formatCost` says what this leaves out. */
function shortCost(cost: NonNullable<AnswerFacts['cost']>): string {
  if (!cost.known) return words('factUnknown');
  if (cost.usd === 0 && cost.checked === '') return words('costsNothing');
  return cost.unknown === undefined ? formatUsd(cost.usd) : words('factAtLeast', formatUsd(cost.usd));
}

/** Facts of an answer that are compared with those of others: the same ones in the same order, whatever is known. */
export function comparedFacts(answer: AnswerFacts, counted?: number): readonly (readonly [StringId, string])[] {
  const { usage, firstTokenMs, durationMs, characters } = answer;
  const rate = tokensPerSecond(answer);
  const tokens =
    usage && !usage.isPartial
      ? `${usage.isCounted ? '≈' : ''}${formatCount(usage.outputTokens)}`
      : counted === undefined
        ? undefined
        : `≈${formatCount(counted)}`;
  const length = [
    ...(tokens === undefined ? [] : [words('factTokens', tokens)]),
    words('factCharacters', formatCount(characters.answer)),
  ];
  const none = words('factNone');
  return [
    ['factFinish', statusWords(answer)],
    ['factCost', answer.cost === undefined ? none : shortCost(answer.cost)],
    ['factFirstToken', firstTokenMs === undefined ? none : formatSeconds(firstTokenMs)],
    ['factSpeed', rate === undefined ? none : words('tokensPerSecond', formatSpeed(rate))],
    ['factTime', durationMs === undefined ? none : formatSeconds(durationMs)],
    ['factLength', length.join(', ')],
  ];
}

const formatSpeed = (rate: number): string => (rate < 10 ? rate.toFixed(1) : formatCount(rate));

/** Returns the ranges, from the least to the most, of several answers to the same message, on one line. */
export function spreadWords({ of, characters, usd, durationMs }: Spread): string {
  const range = ({ least, most }: Spread['characters'], format: (value: number) => string): string =>
    least === most ? format(least) : words('spreadRange', format(least), format(most));
  const formatCosts = (value: number): string => (value === 0 ? words('costsNothing') : formatUsd(value));
  const parts = [
    words('factCharacters', range(characters, formatCount)),
    ...(usd ? [range(usd, formatCosts)] : []),
    ...(durationMs ? [range(durationMs, formatSeconds)] : []),
  ];
  return words('spread', of, parts.join(' · '));
}

/** Returns the bill of an answer, a line for each item, with notes on its prices. `undefined` if the cost is not known. */
export function costTooltip(cost: AnswerFacts['cost']): string | undefined {
  if (!cost?.known) return undefined;
  const lines = cost.lines.map(({ label, tokens, rate, usd }) =>
    rate === undefined || usd === undefined
      ? words('costLineUnknown', label, formatCount(tokens))
      : words('costLine', label, formatCount(tokens), formatRate(rate), formatUsd(usd)),
  );
  const rates = cost.because === undefined ? [] : [words('costRates', cost.because.join(', '))];
  return [...rates, ...lines, ...(cost.note === undefined ? [] : [cost.note])].join('\n');
}

/** Returns the parts of the line under an answer, with what is known. `counted`: tokens, where only we have counted. */
export function statsOf(answer: AnswerFacts, counted?: number): string[] {
  const parts = [statusWords(answer)];
  if (answer.status === 'streaming') return parts;
  if (answer.usage !== undefined) parts.push(formatTokens(answer.usage));
  if (counted === 1) parts.push(words('tokenCounted'));
  else if (counted !== undefined) parts.push(words('tokensCounted', formatCount(counted)));
  if (answer.firstTokenMs !== undefined) parts.push(words('firstToken', formatSeconds(answer.firstTokenMs)));
  const rate = tokensPerSecond(answer);
  if (rate !== undefined) parts.push(words('tokensPerSecond', formatSpeed(rate)));
  if (answer.durationMs !== undefined) parts.push(words('inAll', formatSeconds(answer.durationMs)));
  if (answer.cost !== undefined) parts.push(formatCost(answer.cost));
  // An answer that shows other facts has plainly come to its end, so the words for that are left out.
  const isUsualEnd = answer.status === 'done' && (answer.finishReason ?? 'stop') === 'stop';
  return isUsualEnd && parts.length > 1 ? parts.slice(1) : parts;
}
