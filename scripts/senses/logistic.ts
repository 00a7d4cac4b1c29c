// Logistic regression with a penalty of its own for each weight, fitted by L-BFGS. Deterministic.

/** A row: which numbers it has, and how much it counts. */
export interface Row {
  readonly at: Int32Array;
  readonly values: Float64Array;
  readonly isMeant: boolean;
  readonly share: number;
}

/** The weights that fit the rows best, each held to 0 by its penalty. */
export function fitLogistic(rows: readonly Row[], penalties: Float64Array, steps = 80): Float64Array {
  let weights: Float64Array = new Float64Array(penalties.length);
  let { loss, gradient } = lossOf(rows, penalties, weights);
  const moves: Float64Array[] = [];
  const turns: Float64Array[] = [];
  for (let step = 0; step < steps; step++) {
    const direction = downhill(gradient, moves, turns);
    const slope = dot(direction, gradient);
    if (slope >= 0) break;
    let size = step === 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
    let next = lossOf(rows, penalties, along(weights, direction, size));
    for (let tries = 0; next.loss > loss + 1e-4 * size * slope && tries < 30; tries++) {
      size /= 2;
      next = lossOf(rows, penalties, along(weights, direction, size));
    }
    if (!(next.loss < loss - 1e-6 * Math.abs(loss))) break;
    const moved = along(weights, direction, size);
    moves.push(along(moved, weights, -1));
    turns.push(along(next.gradient, gradient, -1));
    if (moves.length > 10) {
      moves.shift();
      turns.shift();
    }
    weights = moved;
    ({ loss, gradient } = next);
  }
  return weights;
}

function lossOf(
  rows: readonly Row[],
  penalties: Float64Array,
  weights: Float64Array,
): { loss: number; gradient: Float64Array } {
  const gradient = new Float64Array(weights.length);
  let loss = 0;
  for (let i = 0; i < weights.length; i++) {
    loss += 0.5 * penalties[i]! * weights[i]! * weights[i]!;
    gradient[i] = penalties[i]! * weights[i]!;
  }
  for (const { at, values, isMeant, share } of rows) {
    let sum = 0;
    for (let i = 0; i < at.length; i++) sum += weights[at[i]!]! * values[i]!;
    const signed = isMeant ? sum : -sum;
    loss += share * (signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed);
    const pull = share * (1 / (1 + Math.exp(-sum)) - (isMeant ? 1 : 0));
    for (let i = 0; i < at.length; i++) gradient[at[i]!]! += pull * values[i]!;
  }
  return { loss, gradient };
}

/** The two loops of L-BFGS. */
function downhill(
  gradient: Float64Array,
  moves: readonly Float64Array[],
  turns: readonly Float64Array[],
): Float64Array {
  let direction: Float64Array = gradient.slice();
  const shares: number[] = [];
  for (let i = moves.length - 1; i >= 0; i--) {
    shares[i] = dot(moves[i]!, direction) / dot(turns[i]!, moves[i]!);
    direction = along(direction, turns[i]!, -shares[i]!);
  }
  const last = moves.length - 1;
  if (last >= 0) {
    const scale = dot(moves[last]!, turns[last]!) / dot(turns[last]!, turns[last]!);
    direction = times(direction, scale);
  }
  for (let i = 0; i < moves.length; i++) {
    const share = dot(turns[i]!, direction) / dot(turns[i]!, moves[i]!);
    direction = along(direction, moves[i]!, shares[i]! - share);
  }
  return times(direction, -1);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function along(from: Float64Array, direction: Float64Array, size: number): Float64Array {
  const sum = new Float64Array(from.length);
  for (let i = 0; i < sum.length; i++) sum[i] = from[i]! + size * direction[i]!;
  return sum;
}

const times = (from: Float64Array, size: number): Float64Array => along(new Float64Array(from.length), from, size);
