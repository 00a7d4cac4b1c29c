import type { Trace } from '../pocket/trace';

/** All heads of a layer together. */
export const allHeads = -1;

/**
 * How much the token at `position` looks at each token up to itself; adds up to 1.
 * @param head from 0, or `allHeads` for the mean of the layer's.
 */
export function attentionOf({ attention }: Trace, layer: number, head: number, position: number): Float64Array {
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

/** The positions that are looked at most, the first of equals first. */
export function mostLooked(weights: Float64Array, most: number): Looked[] {
  return Array.from(weights, (weight, position) => ({ position, weight }))
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .slice(0, most);
}
