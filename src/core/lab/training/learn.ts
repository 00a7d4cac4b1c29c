import type { Work } from '../../base/work';
import type { SmallNetwork } from './smallNetwork';
import { Tape, logProbability } from './tape';
import type { TapeMatrix } from './tape';

export interface AdamWOptions {
  readonly rate: number;
  readonly decay?: number;
  readonly beta1?: number;
  readonly beta2?: number;
}

/**
 * AdamW: steps by the mean slope divided by its usual size, with a separate decay of the weights
 * (https://arxiv.org/abs/1711.05101).
 */
export class AdamW {
  private readonly means: Float64Array[];
  private readonly squares: Float64Array[];
  private steps = 0;

  constructor(
    private readonly weights: readonly TapeMatrix[],
    private readonly options: AdamWOptions,
  ) {
    this.means = weights.map(({ values }) => new Float64Array(values.length));
    this.squares = weights.map(({ values }) => new Float64Array(values.length));
  }

  /** Takes one step down the slopes, and clears them. */
  step(): void {
    const { rate, decay = 0.01, beta1 = 0.9, beta2 = 0.99 } = this.options;
    this.steps++;
    const [fresh1, fresh2] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
    for (const [w, { values, slope }] of this.weights.entries()) {
      const mean = this.means[w]!;
      const square = this.squares[w]!;
      for (let i = 0; i < values.length; i++) {
        mean[i] = beta1 * mean[i]! + (1 - beta1) * slope[i]!;
        square[i] = beta2 * square[i]! + (1 - beta2) * slope[i]! ** 2;
        const direction = mean[i]! / fresh1 / (Math.sqrt(square[i]! / fresh2) + 1e-8);
        values[i]! -= rate * (direction + decay * values[i]!);
      }
      slope.fill(0);
    }
  }
}

/**
 * Returns the mean loss over the predictions of a text, in nats, and adds its slope as that of one of `batch` texts.
 */
export function learnText(network: SmallNetwork, ids: readonly number[], batch: number): number {
  const tape = new Tape();
  const targets = ids.slice(1);
  const logits = network.forward(tape, ids.slice(0, -1));
  const sum = logProbability(logits, targets, 0, -1 / (targets.length * batch));
  tape.backward();
  return -sum / targets.length;
}

/**
 * Returns ln of the probability that `answer` follows `prompt`. `scale` times its slope is added to that of the
 * weights.
 */
export function scoreOf(
  network: SmallNetwork,
  prompt: readonly number[],
  answer: readonly number[],
  scale = 0,
): number {
  const tape = new Tape();
  const ids = [...prompt, ...answer];
  const logits = network.forward(tape, ids.slice(0, -1));
  const found = logProbability(logits, ids.slice(1), prompt.length - 1, scale);
  if (scale !== 0) tape.backward();
  return found;
}

export interface Preference {
  readonly prompt: readonly number[];
  readonly chosen: readonly number[];
  readonly rejected: readonly number[];
}

/**
 * Learns a pair by direct preference optimization (https://arxiv.org/abs/2305.18290), and adds the slope of the loss. That is
 * −ln σ(β · how much more than `reference` the network prefers the chosen answer). Yields after each answer that a network
 * has read, as an answer with thousands of characters takes some milliseconds. @returns the loss
 */
export function* learnPreference(
  network: SmallNetwork,
  reference: SmallNetwork,
  { prompt, chosen, rejected }: Preference,
  beta: number,
): Work<number> {
  const lead = function* (answer: readonly number[]): Work<number> {
    const now = scoreOf(network, prompt, answer);
    yield;
    return now - scoreOf(reference, prompt, answer);
  };
  const ofChosen = yield* lead(chosen);
  yield;
  const z = beta * (ofChosen - (yield* lead(rejected)));
  yield;
  const pull = beta / (1 + Math.exp(z));
  scoreOf(network, prompt, chosen, -pull);
  yield;
  scoreOf(network, prompt, rejected, pull);
  return Math.log1p(Math.exp(-z));
}
