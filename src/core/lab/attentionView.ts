import type { Work } from '../base/work';
import { ForwardPass } from '../pocket/forwardPass';
import type { Network } from '../pocket/network';

/**
 * Weights with which each head looks at each position up to its own, by layer, position and head. They add up to 1 for
 * a head.
 */
export type Attention = readonly (readonly (readonly Float64Array[])[])[];

/** Reads tokens and keeps the weights of every head. Yields after each piece of work. @throws WindowError */
export function* attentionIn(network: Network, tokens: ArrayLike<number>): Work<Attention> {
  const { layers, heads } = network.shape;
  const attention: Float64Array[][][] = Array.from({ length: layers }, () => []);
  const run = new ForwardPass(network, (layer, position, weights, stride) => {
    attention[layer]![position] = Array.from({ length: heads }, (_, head) =>
      weights.slice(head * stride, head * stride + position + 1),
    );
  });
  yield* run.feed(tokens);
  return attention;
}

/** Number that stands for all heads of a layer together. */
export const allHeads = -1;

/**
 * Returns how much the token at `position` looks at each token up to itself. The weights add up to 1.
 * @param head from 0, or `allHeads` for the mean of the layer's heads
 */
export function attentionOf(attention: Attention, layer: number, head: number, position: number): Float64Array {
  const heads = attention[layer]![position]!;
  if (head !== allHeads) return heads[head]!;
  const mean = new Float64Array(position + 1);
  for (const weights of heads) for (let i = 0; i <= position; i++) mean[i]! += weights[i]! / heads.length;
  return mean;
}

export interface Looked {
  readonly position: number;
  readonly weight: number;
}

/** Returns the positions that are looked at most. Of equal ones, the first comes first. */
export function mostLooked(weights: Float64Array, most: number): Looked[] {
  return Array.from(weights, (weight, position) => ({ position, weight }))
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .slice(0, most);
}
