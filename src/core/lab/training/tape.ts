import { softmax } from '../../pocket/kernels';

/** Numbers, row after row, each with the slope of the loss with respect to it. */
export class TapeMatrix {
  readonly slope: Float64Array;

  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly values = new Float64Array(rows * columns),
  ) {
    this.slope = new Float64Array(rows * columns);
  }
}

/** Added inside the root of a norm to avoid a division by zero. */
const epsilon = 1e-5;

/**
 * Runs the steps of a network and remembers how to go back: `backward` carries the slopes from the outputs to the inputs, the
 * last step first (reverse-mode differentiation). Slopes add up until the caller clears them.
 */
export class Tape {
  private readonly steps: (() => void)[] = [];

  backward(): void {
    for (const step of this.steps.toReversed()) step();
  }

  /** Multiplies a [n × k] with the rows of b [m × k]. Returns [n × m]. */
  multiply(a: TapeMatrix, b: TapeMatrix): TapeMatrix {
    const out = new TapeMatrix(a.rows, b.rows);
    const [n, m, k] = [a.rows, b.rows, a.columns];
    // Local names are faster, and most of the time is spent here.
    const [left, right, leftSlope, rightSlope] = [a.values, b.values, a.slope, b.slope];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < m; j++) {
        let sum = 0;
        for (let x = 0; x < k; x++) sum += left[i * k + x]! * right[j * k + x]!;
        out.values[i * m + j] = sum;
      }
    }
    this.steps.push(() => {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < m; j++) {
          const slope = out.slope[i * m + j]!;
          for (let x = 0; x < k; x++) {
            leftSlope[i * k + x]! += slope * right[j * k + x]!;
            rightSlope[j * k + x]! += slope * left[i * k + x]!;
          }
        }
      }
    });
    return out;
  }

  add(a: TapeMatrix, b: TapeMatrix): TapeMatrix {
    const out = new TapeMatrix(a.rows, a.columns);
    for (let i = 0; i < out.values.length; i++) out.values[i] = a.values[i]! + b.values[i]!;
    this.steps.push(() => {
      for (let i = 0; i < out.slope.length; i++) {
        a.slope[i]! += out.slope[i]!;
        b.slope[i]! += out.slope[i]!;
      }
    });
    return out;
  }

  /** Returns rows of a table, one for each id. */
  rows(table: TapeMatrix, ids: readonly number[]): TapeMatrix {
    const width = table.columns;
    const out = new TapeMatrix(ids.length, width);
    for (const [i, id] of ids.entries()) {
      for (let x = 0; x < width; x++) out.values[i * width + x] = table.values[id * width + x]!;
    }
    this.steps.push(() => {
      for (const [i, id] of ids.entries()) {
        for (let x = 0; x < width; x++) table.slope[id * width + x]! += out.slope[i * width + x]!;
      }
    });
    return out;
  }

  /** Applies RMSNorm to each row, without a gain. */
  normalize(a: TapeMatrix): TapeMatrix {
    const width = a.columns;
    const out = new TapeMatrix(a.rows, width);
    const scales = new Float64Array(a.rows);
    for (let i = 0; i < a.rows; i++) {
      let squares = 0;
      for (let x = 0; x < width; x++) squares += a.values[i * width + x]! ** 2;
      scales[i] = 1 / Math.sqrt(squares / width + epsilon);
      for (let x = 0; x < width; x++) out.values[i * width + x] = a.values[i * width + x]! * scales[i]!;
    }
    this.steps.push(() => {
      for (let i = 0; i < a.rows; i++) {
        let along = 0;
        for (let x = 0; x < width; x++) along += out.slope[i * width + x]! * out.values[i * width + x]!;
        for (let x = 0; x < width; x++) {
          const at = i * width + x;
          a.slope[at]! += scales[i]! * (out.slope[at]! - (out.values[at]! * along) / width);
        }
      }
    });
    return out;
  }

  /** Returns x · sigmoid(x). */
  silu(a: TapeMatrix): TapeMatrix {
    const out = new TapeMatrix(a.rows, a.columns);
    for (let i = 0; i < a.values.length; i++) out.values[i] = a.values[i]! / (1 + Math.exp(-a.values[i]!));
    this.steps.push(() => {
      for (let i = 0; i < a.values.length; i++) {
        const value = a.values[i]!;
        const gate = 1 / (1 + Math.exp(-value));
        a.slope[i]! += out.slope[i]! * gate * (1 + value * (1 - gate));
      }
    });
    return out;
  }

  /**
   * Gathers for each row the values of itself and earlier rows, weighted by its query and their keys, in `heads` parts.
   */
  attend(query: TapeMatrix, key: TapeMatrix, value: TapeMatrix, heads: number): TapeMatrix {
    const { rows, columns: width } = query;
    const size = width / heads;
    const scale = 1 / Math.sqrt(size);
    const out = new TapeMatrix(rows, width);
    const weights = new Float64Array(heads * rows * rows);
    const dot = (a: Float64Array, i: number, b: Float64Array, j: number, head: number): number => {
      let sum = 0;
      for (let x = head * size; x < (head + 1) * size; x++) sum += a[i * width + x]! * b[j * width + x]!;
      return sum;
    };
    const addTo = (to: Float64Array, i: number, from: Float64Array, j: number, head: number, share: number): void => {
      for (let x = head * size; x < (head + 1) * size; x++) to[i * width + x]! += share * from[j * width + x]!;
    };
    for (let head = 0; head < heads; head++) {
      for (let i = 0; i < rows; i++) {
        const at = (head * rows + i) * rows;
        const row = weights.subarray(at, at + i + 1);
        for (let j = 0; j <= i; j++) row[j] = dot(query.values, i, key.values, j, head) * scale;
        softmax(row, 0, row.length);
        for (let j = 0; j <= i; j++) addTo(out.values, i, value.values, j, head, row[j]!);
      }
    }
    this.steps.push(() => {
      for (let head = 0; head < heads; head++) {
        for (let i = 0; i < rows; i++) {
          const at = (head * rows + i) * rows;
          const row = weights.subarray(at, at + i + 1);
          const slopes = row.map((_, j) => dot(out.slope, i, value.values, j, head));
          const mean = slopes.reduce((sum, slope, j) => sum + slope * row[j]!, 0);
          for (let j = 0; j <= i; j++) {
            addTo(value.slope, j, out.slope, i, head, row[j]!);
            const slope = row[j]! * (slopes[j]! - mean) * scale;
            addTo(query.slope, i, key.values, j, head, slope);
            addTo(key.slope, j, query.values, i, head, slope);
          }
        }
      }
    });
    return out;
  }
}

/**
 * Returns the logarithm of the probability that row i gives to `targets[i]`, summed over the rows from `from` on. `scale`
 * times its slope is added to that of the logits; nothing is added for 0.
 */
export function logProbability(logits: TapeMatrix, targets: readonly number[], from: number, scale: number): number {
  const width = logits.columns;
  let sum = 0;
  for (let i = from; i < logits.rows; i++) {
    const shares = logits.values.slice(i * width, (i + 1) * width);
    softmax(shares, 0, width);
    const target = targets[i]!;
    sum += Math.log(shares[target]!);
    if (scale === 0) continue;
    for (let x = 0; x < width; x++) logits.slope[i * width + x]! += scale * (Number(x === target) - shares[x]!);
  }
  return sum;
}
