import { headSize, kvWidth } from './network';
import type { Rotation } from './network';
import type { Shape } from './pocketFile';

// The few loops in which the model spends its time. Weights are f32 and activations are f64, which saves a conversion
// for each product. Every sum is taken in the order of the columns, so that one token and four at once give the same
// bits.

/** The number of tokens that `multiplyFour` takes at once. */
export const BLOCK = 4;

/**
 * Computes out = matrix · x, four rows at a time. `rows` is a multiple of 4, and `columns` of 2. With `from` and `to`,
 * which are multiples of 4 as well, only these rows are computed.
 */
export function multiply(
  out: Float64Array,
  matrix: Float32Array,
  x: Float64Array,
  rows: number,
  columns: number,
  from = 0,
  to = rows,
): void {
  for (let row = from; row < to; row += 4) {
    let p = row * columns;
    let q = p + columns;
    let r = q + columns;
    let s = r + columns;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let column = 0; column < columns; column += 2) {
      const x0 = x[column]!;
      const x1 = x[column + 1]!;
      a = a + matrix[p]! * x0 + matrix[p + 1]! * x1;
      b = b + matrix[q]! * x0 + matrix[q + 1]! * x1;
      c = c + matrix[r]! * x0 + matrix[r + 1]! * x1;
      d = d + matrix[s]! * x0 + matrix[s + 1]! * x1;
      p += 2;
      q += 2;
      r += 2;
      s += 2;
    }
    out[row] = a;
    out[row + 1] = b;
    out[row + 2] = c;
    out[row + 3] = d;
  }
}

/** Does the same for four successive vectors. Each weight is read once for all of them. */
export function multiplyFour(
  out: Float64Array,
  matrix: Float32Array,
  x: Float64Array,
  rows: number,
  columns: number,
  from = 0,
  to = rows,
): void {
  const second = columns * 2;
  const third = columns * 3;
  for (let row = from, at = from * columns; row < to; row += 2, at += second) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    let g = 0;
    let h = 0;
    for (let column = 0; column < columns; column++) {
      const upper = matrix[at + column]!;
      const lower = matrix[at + columns + column]!;
      const x0 = x[column]!;
      const x1 = x[columns + column]!;
      const x2 = x[second + column]!;
      const x3 = x[third + column]!;
      a += upper * x0;
      b += upper * x1;
      c += upper * x2;
      d += upper * x3;
      e += lower * x0;
      f += lower * x1;
      g += lower * x2;
      h += lower * x3;
    }
    out[row] = a;
    out[rows + row] = b;
    out[2 * rows + row] = c;
    out[3 * rows + row] = d;
    out[row + 1] = e;
    out[rows + row + 1] = f;
    out[2 * rows + row + 1] = g;
    out[3 * rows + row + 1] = h;
  }
}

/** Computes RMSNorm of the vector at `at`: x / sqrt(mean(x²) + epsilon), times the weight of each number. */
export function normalize(
  out: Float64Array,
  x: Float64Array,
  weight: Float32Array,
  at: number,
  width: number,
  epsilon: number,
): void {
  let squares = 0;
  for (let i = at; i < at + width; i++) squares += x[i]! * x[i]!;
  const scale = 1 / Math.sqrt(squares / width + epsilon);
  for (let i = 0; i < width; i++) out[at + i] = x[at + i]! * scale * weight[i]!;
}

/** Computes gate = silu(gate) · up, where silu(x) = x / (1 + e^-x). */
export function gateWith(gate: Float64Array, up: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = gate[i]!;
    gate[i] = (value / (1 + Math.exp(-value))) * up[i]!;
  }
}

/** Turns the scores from `at` on into probabilities. */
export function softmax(scores: Float64Array, at: number, count: number): void {
  let most = -Infinity;
  for (let i = at; i < at + count; i++) if (scores[i]! > most) most = scores[i]!;
  let sum = 0;
  for (let i = at; i < at + count; i++) sum += scores[i] = Math.exp(scores[i]! - most);
  for (let i = at; i < at + count; i++) scores[i]! /= sum;
}

export function addTo(x: Float64Array, change: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) x[i]! += change[i]!;
}

/** Rotates the pairs of neighbouring numbers in each head by the angle of the position, as llama.cpp does for Llama. */
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
 * Computes the attention of the token at `position` to itself and all tokens before it: softmax(q · k / sqrt(size)) · v
 * for each head (https://arxiv.org/abs/1706.03762, equation 1). The weights of head h stay in `scores` from h × window
 * on.
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
