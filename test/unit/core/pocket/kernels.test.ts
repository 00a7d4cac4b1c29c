import assert from 'node:assert/strict';
import {
  attend,
  rotate,
  gateWith,
  multiply,
  multiplyFour,
  normalize,
  softmax,
} from '../../../../src/core/pocket/kernels';
import { rotationFor } from '../../../../src/core/pocket/network';
import { smallShape } from '../../../support/pocket';

const near = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => assert.ok(Math.abs(actual[i]! - value) < 1e-9, `${i}: ${actual[i]!} is not ${value}`));
};

describe('kernels of the built-in model', () => {
  it('multiply a matrix with a vector', () => {
    const out = new Float64Array(4);
    multiply(out, Float32Array.of(1, 2, 3, 4, -1, 0, 0.5, 0.25), Float64Array.of(10, 100), 4, 2);
    near(out, [210, 430, -10, 30]);
  });

  it('give four vectors at once the same bits as each alone', () => {
    const matrix = Float32Array.from({ length: 8 * 6 }, (_, i) => Math.sin(i * 7));
    const x = Float64Array.from({ length: 4 * 6 }, (_, i) => Math.cos(i * 3) * 1e3);
    const four = new Float64Array(4 * 8);
    multiplyFour(four, matrix, x, 8, 6);
    const one = new Float64Array(8);
    for (let i = 0; i < 4; i++) {
      multiply(one, matrix, x.slice(i * 6, i * 6 + 6), 8, 6);
      assert.deepEqual(four.slice(i * 8, i * 8 + 8), one);
    }
  });

  it('multiply some rows alone, and leave the others', () => {
    const matrix = Float32Array.from({ length: 16 * 6 }, (_, i) => Math.sin(i * 7));
    const x = Float64Array.from({ length: 4 * 6 }, (_, i) => Math.cos(i * 3));
    for (const [product, vectors] of [
      [multiply, 1],
      [multiplyFour, 4],
    ] as const) {
      const whole = new Float64Array(16 * vectors);
      product(whole, matrix, x, 16, 6);
      const part = new Float64Array(16 * vectors).fill(7);
      product(part, matrix, x, 16, 6, 4, 12);
      part.forEach((value, i) => assert.equal(value, i % 16 >= 4 && i % 16 < 12 ? whole[i] : 7));
    }
  });

  it('bring a vector to the root mean square of one', () => {
    const out = new Float64Array(2);
    normalize(out, Float64Array.of(3, 4), Float32Array.of(1, 2), 0, 2, 0);
    near(out, [3 / Math.sqrt(12.5), 8 / Math.sqrt(12.5)]);
    // Epsilon stands inside the root: √(12.5 + 12.5) = 5.
    normalize(out, Float64Array.of(3, 4), Float32Array.of(1, 2), 0, 2, 12.5);
    near(out, [3 / 5, 8 / 5]);
  });

  it('turn scores into probabilities, large ones too', () => {
    const scores = Float64Array.of(9, 1000, 1000 + Math.log(3), 9);
    softmax(scores, 1, 2);
    near(scores, [9, 0.25, 0.75, 9]);
  });

  it('gate by SiLU', () => {
    const gate = Float64Array.of(0, 1);
    gateWith(gate, Float64Array.of(5, 2), 2);
    near(gate, [0, 2 / (1 + Math.exp(-1))]);
  });

  it('turn neighbours by the angle of the position', () => {
    const shape = { ...smallShape, width: 4, heads: 1, kvHeads: 1, ropeBase: 100 };
    const x = Float64Array.of(1, 0, 1, 0);
    rotate(x, 0, 4, 4, rotationFor(shape), 3);
    near(x, [Math.cos(3), Math.sin(3), Math.cos(0.3), Math.sin(0.3)]);
  });

  it('attend with weights of softmax(q · k / √size), two heads sharing keys and values', () => {
    const shape = { ...smallShape, width: 8, heads: 2, kvHeads: 1, window: 2 };
    // Head 0: q = (2 ln 3, 0, 0, 0); k = (0, …) and (1, …): scores 0 and ln 3. Head 1: q = 0.
    const query = Float64Array.of(2 * Math.log(3), 0, 0, 0, 0, 0, 0, 0);
    const keys = Float32Array.of(0, 0, 0, 0, 1, 0, 0, 0);
    const values = Float32Array.of(4, 0, 0, 8, 0, 4, 0, 8);
    const out = new Float64Array(8);
    const scores = new Float64Array(4);
    attend(out, query, 0, keys, values, scores, shape, 1);
    near(scores, [0.25, 0.75, 0.5, 0.5]);
    near(out, [1, 3, 0, 8, 2, 2, 0, 8]);
  });
});
