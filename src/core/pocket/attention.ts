import { softmax } from './kernels';
import { headSize, kvWidth } from './network';
import type { Rotation } from './network';
import type { Shape } from './pocketFile';

/** Turns the pairs of neighbouring numbers in each head by the angle of the position, as llama.cpp does it for Llama. */
export function rotate(
  x: Float64Array,
  at: number,
  length: number,
  size: number,
  { cos, sin }: Rotation,
  position: number,
): void {
  const pairs = size / 2;
  const angles = position * pairs;
  for (let i = 0; i < length; i += 2) {
    const angle = angles + ((i / 2) % pairs);
    const a = x[at + i]!;
    const b = x[at + i + 1]!;
    x[at + i] = a * cos[angle]! - b * sin[angle]!;
    x[at + i + 1] = a * sin[angle]! + b * cos[angle]!;
  }
}

/**
 * Attention of the token at `position` to itself and all before it: softmax(q · k / sqrt(size)) · v for each head
 * (https://arxiv.org/abs/1706.03762, equation 1). The weights of head h stay in `scores` from h × window on.
 */
export function attend(
  out: Float64Array,
  query: Float64Array,
  at: number,
  keys: Float32Array,
  values: Float32Array,
  scores: Float64Array,
  shape: Shape,
  position: number,
): void {
  const size = headSize(shape);
  const kv = kvWidth(shape);
  const group = shape.heads / shape.kvHeads;
  const scale = 1 / Math.sqrt(size);
  for (let head = 0; head < shape.heads; head++) {
    const from = at + head * size;
    const shared = Math.floor(head / group) * size;
    const first = head * shape.window;
    for (let other = 0; other <= position; other++) {
      const key = other * kv + shared;
      let sum = 0;
      for (let i = 0; i < size; i += 4) {
        sum +=
          query[from + i]! * keys[key + i]! +
          query[from + i + 1]! * keys[key + i + 1]! +
          query[from + i + 2]! * keys[key + i + 2]! +
          query[from + i + 3]! * keys[key + i + 3]!;
      }
      scores[first + other] = sum * scale;
    }
    softmax(scores, first, position + 1);
    out.fill(0, from, from + size);
    for (let other = 0; other <= position; other++) {
      const weight = scores[first + other]!;
      const value = other * kv + shared;
      for (let i = 0; i < size; i++) out[from + i]! += weight * values[value + i]!;
    }
  }
}
