import type { Work } from '../base/work';
import type { PocketFile, Shape } from './pocketFile';

/** The weights of one layer; a matrix stands row after row, a row for each output. */
export interface LayerWeights {
  readonly attentionNorm: Float32Array;
  readonly query: Float32Array;
  readonly key: Float32Array;
  readonly value: Float32Array;
  readonly output: Float32Array;
  readonly feedForwardNorm: Float32Array;
  readonly gate: Float32Array;
  readonly up: Float32Array;
  readonly down: Float32Array;
}

/**
 * A decoder-only transformer in the shape of Llama: RMSNorm, rotary positions, grouped-query attention, SwiGLU. It is only read,
 * so any number of runs share it.
 */
export interface Network {
  readonly shape: Shape;
  /** A row for each token; also what the last vector is compared with (tied). */
  readonly embedding: Float32Array;
  readonly layers: readonly LayerWeights[];
  readonly norm: Float32Array;
  readonly rotation: Rotation;
}

/** Cosine and sine for each position and pair of numbers of a head: [position × pairs + pair]. */
export interface Rotation {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

export const headSize = ({ width, heads }: Shape): number => width / heads;
export const kvWidth = (shape: Shape): number => shape.kvHeads * headSize(shape);

/** Pair i of a position p is turned by p · ropeBase^(-2i / size of a head) (RoFormer, https://arxiv.org/abs/2104.09864). */
export function rotationFor(shape: Shape): Rotation {
  const size = headSize(shape);
  const pairs = size / 2;
  const cos = new Float64Array(shape.window * pairs);
  const sin = new Float64Array(shape.window * pairs);
  for (let pair = 0; pair < pairs; pair++) {
    const speed = shape.ropeBase ** ((-2 * pair) / size);
    for (let position = 0; position < shape.window; position++) {
      cos[position * pairs + pair] = Math.cos(position * speed);
      sin[position * pairs + pair] = Math.sin(position * speed);
    }
  }
  return { cos, sin };
}

/** Unpacks the weights; yields after each piece of at most a millisecond or two. @throws PocketFileError */
export function* unpackNetwork(file: PocketFile): Work<Network> {
  const { shape } = file;
  const { width, feedForward } = shape;
  const embedding = yield* file.tensor('embedding', shape.vocabulary, width);
  const layers: LayerWeights[] = [];
  for (let layer = 0; layer < shape.layers; layer++) {
    const tensor = (name: string, rows: number, columns: number): Work<Float32Array> =>
      file.tensor(`layers.${layer}.${name}`, rows, columns);
    layers.push({
      attentionNorm: yield* tensor('attentionNorm', 1, width),
      query: yield* tensor('query', width, width),
      key: yield* tensor('key', kvWidth(shape), width),
      value: yield* tensor('value', kvWidth(shape), width),
      output: yield* tensor('output', width, width),
      feedForwardNorm: yield* tensor('feedForwardNorm', 1, width),
      gate: yield* tensor('gate', feedForward, width),
      up: yield* tensor('up', feedForward, width),
      down: yield* tensor('down', width, feedForward),
    });
  }
  const norm = yield* file.tensor('norm', 1, width);
  const rotation = rotationFor(shape);
  yield;
  return { shape, embedding, layers, norm, rotation };
}
