import { randomNumbers } from '../../pocket/sampler';
import type { Tape } from './tape';
import { TapeMatrix } from './tape';

export interface SmallShape {
  readonly vocabulary: number;
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
  readonly window: number;
}

interface Layer {
  readonly query: TapeMatrix;
  readonly key: TapeMatrix;
  readonly value: TapeMatrix;
  readonly output: TapeMatrix;
  readonly up: TapeMatrix;
  readonly down: TapeMatrix;
}

/**
 * A decoder-only transformer that is small enough to be trained before the reader's eyes: learned positions, no gains,
 * no biases.
 */
export class SmallNetwork {
  readonly tokens: TapeMatrix;
  readonly positions: TapeMatrix;
  readonly layers: readonly Layer[];

  /** The same seed makes the same weights. */
  constructor(
    readonly shape: SmallShape,
    seed: number,
  ) {
    const random = randomNumbers(seed);
    const { vocabulary, width, window, layers } = shape;
    const matrix = (rows: number, columns: number): TapeMatrix => {
      // The values are spread evenly, with the deviation that keeps the length of a vector.
      const values = Float64Array.from({ length: rows * columns }, () => (random() - 0.5) * Math.sqrt(12 / columns));
      return new TapeMatrix(rows, columns, values);
    };
    this.tokens = matrix(vocabulary, width);
    this.positions = matrix(window, width);
    this.layers = Array.from({ length: layers }, () => ({
      query: matrix(width, width),
      key: matrix(width, width),
      value: matrix(width, width),
      output: matrix(width, width),
      up: matrix(2 * width, width),
      down: matrix(width, 2 * width),
    }));
  }

  get weights(): readonly TapeMatrix[] {
    return [this.tokens, this.positions, ...this.layers.flatMap((layer) => Object.values(layer) as TapeMatrix[])];
  }

  copy(): SmallNetwork {
    const copy = new SmallNetwork(this.shape, 0);
    for (const [i, { values }] of this.weights.entries()) copy.weights[i]!.values.set(values);
    return copy;
  }

  /** Returns the logits after each of the tokens, [tokens × vocabulary]. There is at most a window of tokens. */
  forward(tape: Tape, ids: readonly number[]): TapeMatrix {
    let x = tape.add(tape.rows(this.tokens, ids), tape.rows(this.positions, [...ids.keys()]));
    for (const { query, key, value, output, up, down } of this.layers) {
      const seen = tape.normalize(x);
      const gathered = tape.attend(
        ...([tape.multiply(seen, query), tape.multiply(seen, key), tape.multiply(seen, value)] as const),
        this.shape.heads,
      );
      x = tape.add(x, tape.multiply(gathered, output));
      x = tape.add(x, tape.multiply(tape.silu(tape.multiply(tape.normalize(x), up)), down));
    }
    return tape.multiply(tape.normalize(x), this.tokens);
  }
}
