import type { Work } from '../base/work';
import type { PocketFile, Shape } from './pocketFile';

/** Rows and columns of the tensors of a layer. A matrix is stored row after row, with a row for each output. */
const layerTensors = (shape: Shape) => {
  const { width, feedForward } = shape;
  return {
    attentionNorm: [1, width],
    query: [width, width],
    key: [kvWidth(shape), width],
    value: [kvWidth(shape), width],
    output: [width, width],
    feedForwardNorm: [1, width],
    gate: [feedForward, width],
    up: [feedForward, width],
    down: [width, feedForward],
  } as const;
};

export type LayerWeights = Readonly<Record<keyof ReturnType<typeof layerTensors>, Float32Array>>;

/**
 * A decoder-only transformer in the shape of Llama: RMSNorm, rotary positions, grouped-query attention, SwiGLU. It is
 * only read, so any number of runs can share it.
 */
export interface Network {
  readonly shape: Shape;
  /** A row for each token. The last vector is compared with the same rows (tied embeddings). */
  readonly embedding: Float32Array;
  readonly layers: readonly LayerWeights[];
  readonly norm: Float32Array;
  readonly rotation: Rotation;
}

/** Cosine and sine for each position and each pair of numbers of a head, at [position × pairs + pair]. */
export interface Rotation {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

export const headSize = ({ width, heads }: Shape): number => width / heads;
export const kvWidth = (shape: Shape): number => shape.kvHeads * headSize(shape);

/**
 * Computes the rotation. Pair i at position p turns by p · ropeBase^(-2i / size of a head) (RoFormer,
 * https://arxiv.org/abs/2104.09864).
 */
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
  const embedding = yield* file.tensor('embedding', shape.vocabulary, shape.width);
  const layers: LayerWeights[] = [];
  for (let layer = 0; layer < shape.layers; layer++) {
    const weights: Record<string, Float32Array> = {};
    for (const [name, [rows, columns]] of Object.entries(layerTensors(shape))) {
      weights[name] = yield* file.tensor(`layers.${layer}.${name}`, rows, columns);
    }
    layers.push(weights as LayerWeights);
  }
  const norm = yield* file.tensor('norm', 1, shape.width);
  const rotation = rotationFor(shape);
  yield;
  return { shape, embedding, layers, norm, rotation };
}
