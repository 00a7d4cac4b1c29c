import { isRecord } from '../../base/json';
import type { JsonObject } from '../../prompts/prompt';
import { CheckFault, badValue, shown, verdict } from './verdict';
import type { CheckInput, MakeCheck, Verdict } from './verdict';

// Checks of the measures of an answer: words, cost, time, how sure the model was, and why it ended.

function wordCount(input: CheckInput): Verdict {
  const { value, text, inverse } = input;
  const words = text.trim() === '' ? 0 : text.trim().split(/\s+/).length;
  const { fits, wanted } = isRecord(value) ? within(input, value, words) : exactly(input, words);
  return verdict(fits !== inverse, `Expected ${inverse ? 'not ' : ''}${wanted} words; the answer has ${words}.`);
}

interface Held {
  readonly fits: boolean;
  readonly wanted: string;
}

function exactly(input: CheckInput, words: number): Held {
  const { value } = input;
  const count = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
  if (typeof value !== 'number' && Number.isNaN(count)) throw badValue(input, 'a number, or min and max, as its value');
  return { fits: words === count, wanted: String(count) };
}

function within(input: CheckInput, { min, max }: JsonObject, words: number): Held {
  if (min === undefined && max === undefined) throw badValue(input, 'min or max in its value');
  // Both are numbers, or texts of numbers.
  const [least, most] = [min as number, max as number];
  if (min === undefined) return { fits: words <= most, wanted: `at most ${shown(max)}` };
  if (max === undefined) return { fits: words >= least, wanted: `at least ${shown(min)}` };
  if (!(least <= most)) throw badValue(input, `a min that is not over its max (${shown(min)}, ${shown(max)})`);
  return { fits: words >= least && words <= most, wanted: `${shown(min)} to ${shown(max)}` };
}

/** Checks that a measure is at most the threshold, which is required. */
function atMost(input: CheckInput, name: string, measured: number | undefined, unit: (n: number) => string): Verdict {
  const { type, threshold, inverse } = input;
  if (threshold === undefined) throw new CheckFault('value', `"${type}" needs a threshold.`);
  if (measured === undefined) throw new CheckFault('missing', `The ${name} of this answer is not known.`);
  const wanted = `${inverse ? 'more than' : 'at most'} ${unit(threshold)}`;
  return verdict(measured <= threshold !== inverse, `Expected a ${name} of ${wanted}; it is ${unit(measured)}.`);
}

const cost = (input: CheckInput): Verdict => atMost(input, 'cost', input.context.cost, (usd) => `$${usd}`);
const latency = (input: CheckInput): Verdict => atMost(input, 'latency', input.context.latencyMs, (ms) => `${ms} ms`);

function finishReason(input: CheckInput): Verdict {
  const { value, inverse, context } = input;
  if (typeof value !== 'string') throw badValue(input, 'a text as its value');
  const wanted = `Expected a finish reason ${inverse ? 'other than' : 'of'} ${shown(value)}`;
  if (!context.finishReason) return verdict(inverse, `${wanted}; the provider gave none.`);
  const isSame = value.toLowerCase() === context.finishReason.toLowerCase();
  return verdict(isSame !== inverse, `${wanted}; it is ${shown(context.finishReason)}.`);
}

/** Returns the mean surprise of a token, in nats. */
function surprise({ context: { logProbs } }: CheckInput): number {
  if (!logProbs || logProbs.length === 0) {
    throw new CheckFault('missing', 'The provider gave no log probabilities with this answer.');
  }
  return -(logProbs.reduce((sum, each) => sum + each, 0) / logProbs.length);
}

function perplexity(input: CheckInput): Verdict {
  const { threshold, inverse } = input;
  const measured = Math.exp(surprise(input));
  if (threshold === undefined) return verdict(true, `The perplexity is ${measured.toFixed(2)}; no threshold is given.`);
  const wanted = `${inverse ? 'more than' : 'at most'} ${threshold}`;
  const reason = `Expected a perplexity of ${wanted}; it is ${measured.toFixed(2)}.`;
  return verdict(measured <= threshold !== inverse, reason);
}

/** Checks the perplexity score, from 0 to 1. The surer the model was, the higher it is. */
function perplexityScore(input: CheckInput): Verdict {
  const { threshold, inverse } = input;
  const measured = 1 / (1 + Math.exp(surprise(input)));
  const score = inverse ? 1 - measured : measured;
  const is = `it is ${measured.toFixed(4)}`;
  if (threshold === undefined) return verdict(true, `No threshold is given for the perplexity score; ${is}.`, score);
  const wanted = `${inverse ? 'less than' : 'at least'} ${threshold}`;
  return verdict(measured >= threshold !== inverse, `Expected a perplexity score of ${wanted}; ${is}.`, score);
}

export const measureChecks: Readonly<Record<string, MakeCheck>> = {
  'word-count': wordCount,
  cost,
  latency,
  'finish-reason': finishReason,
  perplexity,
  'perplexity-score': perplexityScore,
};
