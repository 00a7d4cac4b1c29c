import { formatCount, formatUsd } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { UsageCost } from '../../catalog/priceUsage';
import type { Abilities } from '../messages/abilities';
import { probeIds, probes, probesToAsk } from './probes';
import type { ProbeId } from './probes';

/** A part of a test: the list of models, or a probe. */
export type TestPart = 'models' | ProbeId;

export function partName(part: TestPart, say: Say): string {
  switch (part) {
    case 'models':
      return say('List of models');
    case 'answer':
      return say('Streaming and usage');
    case 'reasoning':
      return say('Reasoning');
    case 'tools':
      return say('Tools');
    case 'structured':
      return say('Structured output');
    case 'images':
      return say('Images');
    case 'logprobs':
      return say('Log probabilities');
  }
}

/** Returns what a model is known to do and not to do, in a few words. Empty where nothing is known. */
export function abilityWords(can: Abilities, say: Say): string {
  const known = probeIds.flatMap((id) => {
    const does = id === 'answer' ? undefined : can[id];
    if (does === undefined) return [];
    const name = partName(id, say).toLowerCase();
    return [does ? name : say('no {0}', name)];
  });
  return known.join(', ');
}

/** Returns what a part of a test sends, in one line of a list. */
export function partSends(part: TestPart, say: Say): string {
  switch (part) {
    case 'models':
      return say('Asks which models there are.');
    case 'answer':
      return say('Asks for a short answer, and looks for a stream and token counts.');
    case 'reasoning':
      return say('Asks a small sum with low effort, and looks for reasoning.');
    case 'tools':
      return say('Offers one tool, and asks to use it.');
    case 'structured':
      return say('Asks for JSON by a schema, without mentioning JSON.');
    case 'images':
      return say('Sends a red square of 64 × 64 pixels, and asks for its color.');
    case 'logprobs':
      return say('Asks for the probability of each token.');
  }
}

/** Returns the most tokens that the chosen probes use, with the probe that is asked before them. */
export function mostUsage(chosen: readonly ProbeId[]) {
  const sum = (tokens: 'inputTokens' | 'maxOutputTokens'): number =>
    probesToAsk(chosen).reduce((all, id) => all + probes[id][tokens], 0);
  return { inputTokens: sum('inputTokens'), outputTokens: sum('maxOutputTokens') };
}

/**
 * Returns the most that probes can cost, in a few words. `cost` is that of `mostUsage`; `undefined` where nothing is
 * charged.
 */
export function mostCost(ids: readonly ProbeId[], cost: UsageCost | undefined, say: Say): string {
  if (ids.length === 0 || cost === undefined || (cost.known && cost.lines.length === 0)) return say('free');
  if (cost.known && !cost.unknown) return say('at most {0}', formatUsd(cost.usd));
  const { inputTokens, outputTokens } = mostUsage(ids);
  return say('at most {0} tokens, price unknown', formatCount(inputTokens + outputTokens));
}
