import type { Work } from '../base/work';

/** Rows of numbers, one after the other. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** The plane on which rows differ most: a middle and two directions at right angles, of length 1. */
export interface Plane {
  readonly middle: Float64Array;
  readonly directions: readonly [Float64Array, Float64Array];
  /** The share of the variance that each direction holds, from 0 to 1. */
  readonly shares: readonly [number, number];
}

/** Number of turns of the power iteration. Later changes cannot be seen in a picture. */
const maxTurns = 60;

/**
 * Finds the two directions of a principal component analysis (https://doi.org/10.1080/14786440109462720), by power iteration
 * on the covariance. The first direction is removed for the second. The same rows give the same plane. Yields after each turn.
 */
export function* principalPlane({ rows, columns, values }: Matrix): Work<Plane> {
  const middle = meanRow(values, rows, columns);
  const centred = Float64Array.from(values, (value, i) => value - middle[i % columns]!);
  const total = dot(centred, centred);
  const found: Float64Array[] = [];
  const shares: number[] = [];
  for (let which = 0; which < 2; which++) {
    const direction = yield* strongest(centred, rows, columns, found);
    found.push(direction);
    const along = alongEach({ rows, columns, values: centred }, direction);
    shares.push(total === 0 ? 0 : dot(along, along) / total);
  }
  return { middle, directions: [found[0]!, found[1]!], shares: [shares[0]!, shares[1]!] };
}

/** Returns x and y of each row on the plane, row after row. */
export function onPlane({ rows, columns, values }: Matrix, { middle, directions }: Plane): Float64Array {
  const centred = Float64Array.from(values, (value, i) => value - middle[i % columns]!);
  const [xs, ys] = directions.map((direction) => alongEach({ rows, columns, values: centred }, direction));
  return Float64Array.from({ length: rows * 2 }, (_, i) => (i % 2 === 0 ? xs : ys)![i >> 1]!);
}

function meanRow(values: Float64Array, rows: number, columns: number): Float64Array {
  const mean = new Float64Array(columns);
  for (let i = 0; i < rows * columns; i++) mean[i % columns]! += values[i]! / rows;
  return mean;
}

/** The direction in which the rows differ most, of those at right angles to `before`; all zeros where they do not differ. */
function* strongest(
  centred: Float64Array,
  rows: number,
  columns: number,
  before: readonly Float64Array[],
): Work<Float64Array> {
  // Any start that is no direction itself will do. This one has no two equal numbers.
  let direction = Float64Array.from({ length: columns }, (_, i) => Math.sin(i + 1));
  straighten(direction, before);
  for (let turn = 0; turn < maxTurns; turn++) {
    const along = alongEach({ rows, columns, values: centred }, direction);
    const next = new Float64Array(columns);
    for (let i = 0; i < centred.length; i++) next[i % columns]! += along[Math.floor(i / columns)]! * centred[i]!;
    if (!straighten(next, before)) return new Float64Array(columns);
    direction = next;
    yield;
  }
  // Without a rule for the sign, the picture could stand on its head.
  const largest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}

/** Removes `before` from a vector and gives it the length 1. Returns false if nothing is left of it. */
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

function alongEach({ rows, columns, values }: Matrix, vector: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) sum += values[row * columns + column]! * vector[column]!;
    out[row] = sum;
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
