/** Rows of numbers that stand one after the other. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export interface Projection {
  /** x and y of each row, row after row. */
  readonly points: Float64Array;
  /** The share of the variance that each of the two directions holds, from 0 to 1. */
  readonly shares: readonly [number, number];
}

/** Turns of the power iteration; what is left after so many is not seen in a picture. */
const mostTurns = 60;

/**
 * Principal component analysis onto two directions (https://doi.org/10.1080/14786440109462720), by power iteration on the
 * covariance with the first direction taken out for the second. The same rows give the same picture. Yields after each turn.
 */
export function* projectToPlane({ rows, columns, values }: Matrix): Generator<undefined, Projection> {
  const centred = centre(values, rows, columns);
  const total = dot(centred, centred);
  const directions: Float64Array[] = [];
  const points = new Float64Array(rows * 2);
  const shares: [number, number] = [0, 0];
  for (const which of [0, 1] as const) {
    const direction = yield* strongest(centred, rows, columns, directions);
    directions.push(direction);
    const along = times(centred, rows, columns, direction);
    for (let row = 0; row < rows; row++) points[row * 2 + which] = along[row]!;
    shares[which] = total === 0 ? 0 : dot(along, along) / total;
    yield;
  }
  return { points, shares };
}

function centre(values: Float64Array, rows: number, columns: number): Float64Array {
  const centred = values.slice();
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * columns + column]!;
    for (let row = 0; row < rows; row++) centred[row * columns + column]! -= sum / rows;
  }
  return centred;
}

/** The direction in which the rows differ most, of those at right angles to `before`. */
function* strongest(
  centred: Float64Array,
  rows: number,
  columns: number,
  before: readonly Float64Array[],
): Generator<undefined, Float64Array> {
  // Any start that is no direction itself will do; this one has no two equal numbers.
  let direction = Float64Array.from({ length: columns }, (_, i) => Math.sin(i + 1));
  straighten(direction, before);
  for (let turn = 0; turn < mostTurns; turn++) {
    const along = times(centred, rows, columns, direction);
    const next = new Float64Array(columns);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) next[column]! += along[row]! * centred[row * columns + column]!;
    }
    if (!straighten(next, before)) return new Float64Array(columns);
    direction = next;
    yield;
  }
  // Without a rule for the sign, the picture could stand on its head.
  const largest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}

/** Takes `before` out of a vector and gives it the length 1. False: nothing is left of it. */
function straighten(vector: Float64Array, before: readonly Float64Array[]): boolean {
  for (const other of before) {
    const share = dot(vector, other);
    for (let i = 0; i < vector.length; i++) vector[i]! -= share * other[i]!;
  }
  const length = Math.sqrt(dot(vector, vector));
  if (length < 1e-12) return false;
  for (let i = 0; i < vector.length; i++) vector[i]! /= length;
  return true;
}

function times(matrix: Float64Array, rows: number, columns: number, vector: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) sum += matrix[row * columns + column]! * vector[column]!;
    out[row] = sum;
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
