import { Sampler, randomNumbers } from '../pocket/sampler';
import type { SamplingOptions } from '../pocket/sampler';

interface NextToken {
  readonly id: number;
  /** The probability after temperature, before anything was cut. */
  readonly probability: number;
  /** The probability of being drawn: 0 for a token that is cut. Those of the kept tokens add up to 1. */
  readonly chance: number;
}

/** Candidates for the next token, the likeliest first; the first `kept` may be drawn. */
export interface NextTokens {
  readonly tokens: readonly NextToken[];
  readonly kept: number;
}

/** Returns the candidates for the token after `logits`, including those that the settings cut. */
export function nextTokens(logits: Float64Array, options: SamplingOptions): NextTokens {
  const { ids, probabilities, count, kept } = new Sampler(logits.length, options).candidates(logits);
  let sum = 0;
  for (let i = 0; i < kept; i++) sum += probabilities[i]!;
  const tokens = Array.from({ length: count }, (_, i) => {
    const probability = probabilities[i]!;
    return { id: ids[i]!, probability, chance: i < kept ? probability / sum : 0 };
  });
  return { tokens, kept };
}

/** Draws `times` tokens, each from the same candidates. @returns how often each of the `kept` ones was drawn */
export function drawTimes({ tokens, kept }: NextTokens, times: number, seed: number): Int32Array {
  const random = randomNumbers(seed);
  const drawn = new Int32Array(kept);
  for (let i = 0; i < times; i++) {
    let left = random();
    let at = 0;
    while (at < kept - 1 && (left -= tokens[at]!.chance) >= 0) at++;
    drawn[at]! += 1;
  }
  return drawn;
}
