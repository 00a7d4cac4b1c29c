import type { Work } from '../base/work';
import type { Network } from './network';
import { ForwardPass } from './forwardPass';

/** Everything that happened inside while a text was read, position by position. */
export interface Trace {
  /** [layer + 1][position]: the vectors before the first layer and after each. */
  readonly hidden: Float64Array[][];
  /** [layer][position][head]: how much each position so far is looked at; adds up to 1. */
  readonly attention: Float64Array[][][];
  /** [position]: of the token that comes after it. */
  readonly logits: Float64Array[];
}

/** Reads tokens and keeps every intermediate; yields after each piece of work. @throws WindowError */
export function* trace(network: Network, tokens: ArrayLike<number>): Work<Trace> {
  const { layers, heads } = network.shape;
  const kept: Trace = {
    hidden: Array.from({ length: layers + 1 }, () => []),
    attention: Array.from({ length: layers }, () => []),
    logits: [],
  };
  const run = new ForwardPass(network, {
    hidden: (layer, position, vector) => (kept.hidden[layer + 1]![position] = vector.slice()),
    attention: (layer, position, weights, stride) => {
      kept.attention[layer]![position] = Array.from({ length: heads }, (_, head) =>
        weights.slice(head * stride, head * stride + position + 1),
      );
    },
    logits: (position, logits) => (kept.logits[position] = logits.slice()),
  });
  yield* run.feed(tokens);
  return kept;
}
