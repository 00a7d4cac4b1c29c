import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/core/base/work';
import { onPlane, principalPlane } from '../../../../src/core/lab/projection';
import type { Matrix, Plane } from '../../../../src/core/lab/projection';

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]!.length,
  values: Float64Array.from(rows.flat()),
});
const planeOf = (rows: readonly (readonly number[])[]): Plane => atOnce(principalPlane(matrix(rows)));
const near = (actual: ArrayLike<number>, expected: readonly number[], within = 1e-6): void => {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(actual[i]! - value) < within, `${actual[i]} is not ${value}`);
};

describe('the plane on which rows differ most', () => {
  it('has the direction of a line that all rows lie on, and nothing besides', () => {
    const { middle, directions, shares } = planeOf([
      [0, 1, 2],
      [3, 1, 6],
      [6, 1, 10],
    ]);
    near(middle, [3, 1, 6]);
    near(directions[0], [0.6, 0, 0.8]);
    near(directions[1], [0, 0, 0]);
    near(shares, [1, 0]);
  });

  it('orders two directions by how far the rows go along them', () => {
    // Along x by ±2, along y by ±1: variances 8 and 2 of 10.
    const rows = [
      [2, 0, 5],
      [-2, 0, 5],
      [0, 1, 5],
      [0, -1, 5],
    ];
    const plane = planeOf(rows);
    near(plane.directions[0].map(Math.abs), [1, 0, 0]);
    near(plane.directions[1].map(Math.abs), [0, 1, 0]);
    near(plane.shares, [0.8, 0.2]);
    near(onPlane(matrix(rows), plane).map(Math.abs), [2, 0, 2, 0, 0, 1, 0, 1]);
  });

  it('has directions of length 1 at right angles, whatever the rows are', () => {
    const row = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 12 }), (rows) => {
        const { directions, shares } = planeOf(rows);
        const [first, second] = directions;
        const product = first.reduce((sum, value, i) => sum + value * second[i]!, 0);
        assert.ok(Math.abs(product) < 1e-6);
        for (const direction of directions) {
          const length = Math.hypot(...direction);
          assert.ok(length === 0 || Math.abs(length - 1) < 1e-9);
        }
        assert.ok(shares[0] + shares[1] <= 1 + 1e-9);
      }),
    );
  });

  it('keeps all distances of rows that lie on a plane', () => {
    const point = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), (points) => {
        const rows = points.map(([x, y]) => [x * 0.6, x * 0.8, y, 1]);
        const plane = planeOf(rows);
        // Two equal spreads have no first direction: the iteration may not have settled, but stays on the plane.
        const placed = onPlane(matrix(rows), plane);
        for (let i = 1; i < points.length; i++) {
          const [dx, dy] = [placed[i * 2]! - placed[0]!, placed[i * 2 + 1]! - placed[1]!];
          const expected = Math.hypot(points[i]![0] - points[0]![0], points[i]![1] - points[0]![1]);
          assert.ok(Math.abs(Math.hypot(dx, dy) - expected) < 1e-6);
        }
      }),
    );
  });
});
