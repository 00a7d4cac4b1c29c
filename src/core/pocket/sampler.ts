import type { Sampling } from '../chat/messages/chatTypes';

/** Options for drawing the next token. The default seed is 0, so other tokens need another seed. */
export interface SamplingOptions extends Omit<Sampling, 'stop' | 'topLogprobs'> {
  /** 0: always the likeliest token, which is the default. */
  readonly temperature?: number;
}

/** The candidates for the next token, likeliest first. Of all `count`, the first `kept` may be drawn. */
interface Candidates {
  readonly ids: Int32Array;
  /** Probabilities after penalties and temperature, and before any cut. Those of all tokens add up to 1. */
  readonly probabilities: Float64Array;
  readonly count: number;
  readonly kept: number;
}

/**
 * The least share of the likeliest token's probability that a candidate has: far less than 2^-32, the step of the
 * random numbers.
 */
const LEAST = 2 ** -53;

/** Draws tokens. Applies penalties, temperature, top-k, top-p and min-p, in this order. */
export class Sampler {
  private readonly scores: Float64Array;
  private readonly ids: Int32Array;
  private readonly probabilities: Float64Array;
  private readonly times: Int32Array;
  private readonly random: () => number;

  constructor(
    vocabulary: number,
    private readonly options: SamplingOptions = {},
  ) {
    this.scores = new Float64Array(vocabulary);
    this.ids = new Int32Array(vocabulary);
    this.probabilities = new Float64Array(vocabulary);
    this.times = new Int32Array(vocabulary);
    this.random = randomNumbers(options.seed ?? 0);
  }

  /** Notes a token of the text, for the penalties. */
  see(token: number): void {
    this.times[token]! += 1;
  }

  /** Returns the token to write next. Pass it to `see` then. */
  draw(logits: Float64Array): number {
    const { temperature = 0 } = this.options;
    if (temperature <= 0) {
      this.penalize(logits);
      return likeliest(this.scores);
    }
    const { ids, probabilities, kept } = this.candidates(logits);
    let sum = 0;
    for (let i = 0; i < kept; i++) sum += probabilities[i]!;
    let left = this.random() * sum;
    for (let i = 0; i < kept; i++) {
      left -= probabilities[i]!;
      if (left < 0) return ids[i]!;
    }
    return ids[kept - 1]!;
  }

  /** Finds the tokens that could come next, and those that are cut. The arrays are used again. */
  candidates(logits: Float64Array): Candidates {
    this.penalize(logits);
    const { scores, ids, probabilities } = this;
    const temperature = this.options.temperature || 1;
    const most = scores[likeliest(scores)]!;
    let total = 0;
    let count = 0;
    for (let id = 0; id < scores.length; id++) {
      const share = Math.exp((scores[id]! - most) / temperature);
      scores[id] = share;
      total += share;
      if (share >= LEAST) ids[count++] = id;
    }
    ids.subarray(0, count).sort((a, b) => scores[b]! - scores[a]! || a - b);
    for (let i = 0; i < count; i++) probabilities[i] = scores[ids[i]!]! / total;
    return { ids, probabilities, count, kept: this.cut(count) };
  }

  private cut(count: number): number {
    const { topK = 0, topP = 1, minP = 0, temperature = 0 } = this.options;
    if (temperature <= 0) return 1;
    const { probabilities } = this;
    let kept = topK > 0 ? Math.min(count, topK) : count;
    let inTopK = 0;
    for (let i = 0; i < kept; i++) inTopK += probabilities[i]!;
    if (topP < 1) {
      let sum = 0;
      let i = 0;
      while (i < kept && sum < topP * inTopK) sum += probabilities[i++]!;
      kept = Math.max(1, i);
    }
    const least = minP * probabilities[0]!;
    while (kept > 1 && probabilities[kept - 1]! < least) kept--;
    return kept;
  }

  private penalize(logits: Float64Array): void {
    const { repetitionPenalty = 1, frequencyPenalty = 0, presencePenalty = 0 } = this.options;
    const { scores, times } = this;
    for (let id = 0; id < scores.length; id++) {
      let score = logits[id]!;
      const seen = times[id]!;
      if (seen > 0) {
        score = score > 0 ? score / repetitionPenalty : score * repetitionPenalty;
        score -= seen * frequencyPenalty + presencePenalty;
      }
      scores[id] = score;
    }
  }
}

/** Returns the index of the largest number, the first among equals. */
function likeliest(scores: Float64Array): number {
  let best = 0;
  for (let id = 1; id < scores.length; id++) if (scores[id]! > scores[best]!) best = id;
  return best;
}

export interface LogProbability {
  readonly token: number;
  /** Natural logarithm of the probability before penalties, temperature and cuts. */
  readonly logprob: number;
}

/** Returns the log probability of a token, and those of the `count` likeliest tokens. */
export function logProbabilities(
  logits: Float64Array,
  token: number,
  count: number,
): [LogProbability, LogProbability[]] {
  const most = logits[likeliest(logits)]!;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - most);
  const base = most + Math.log(sum);
  const of = (id: number): LogProbability => ({ token: id, logprob: logits[id]! - base });
  const order = (a: number, b: number): number => logits[b]! - logits[a]! || a - b;
  const top = count === 0 ? [] : Array.from(logits.keys()).sort(order).slice(0, count);
  return [of(token), top.map(of)];
}

/** Returns a generator of numbers from 0 up to 1 from a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
