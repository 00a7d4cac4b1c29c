import assert from 'node:assert/strict';
import { TapeMatrix, Tape, logProbability } from '../../../../../src/core/lab/training/tape';
import { SmallNetwork } from '../../../../../src/core/lab/training/smallNetwork';
import { randomNumbers } from '../../../../../src/core/pocket/sampler';

const random = randomNumbers(7);
const matrix = (rows: number, columns: number): TapeMatrix =>
  new TapeMatrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random() * 2 - 1),
  );

/** Compares the slopes of `inputs` with what a small change of each number does to a sum of what comes out. */
function assertSlopes(inputs: readonly TapeMatrix[], run: (tape: Tape) => TapeMatrix): void {
  const tape = new Tape();
  const out = run(tape);
  const weights = Float64Array.from(out.values, (_, i) => Math.sin(i + 1));
  const total = (): number => run(new Tape()).values.reduce((sum, value, i) => sum + value * weights[i]!, 0);
  out.slope.set(weights);
  tape.backward();
  const step = 1e-6;
  for (const [which, input] of inputs.entries()) {
    for (const i of input.values.keys()) {
      const before = input.values[i]!;
      input.values[i] = before + step;
      const above = total();
      input.values[i] = before - step;
      const slope = (above - total()) / (2 * step);
      input.values[i] = before;
      const found = input.slope[i]!;
      assert.ok(Math.abs(found - slope) < 1e-6 * (1 + Math.abs(slope)), `input ${which}, ${i}: ${found}, not ${slope}`);
    }
  }
}

describe('the slopes of the tape', () => {
  const [a, b, c] = [matrix(3, 4), matrix(3, 4), matrix(3, 4)];
  const cases: Record<string, readonly [readonly TapeMatrix[], (tape: Tape) => TapeMatrix]> = {
    'a product': [[a, b], (tape) => tape.multiply(a, b)],
    'a sum': [[a, b], (tape) => tape.add(a, b)],
    'a number that is used twice': [[a], (tape) => tape.add(tape.silu(a), a)],
    'rows of a table, one of them twice': [[a], (tape) => tape.rows(a, [2, 0, 2])],
    'a norm': [[a], (tape) => tape.normalize(a)],
    SiLU: [[a], (tape) => tape.silu(a)],
    'attention of two heads': [[a, b, c], (tape) => tape.attend(a, b, c, 2)],
  };
  for (const [name, [inputs, run]] of Object.entries(cases)) {
    it(`are the numeric ones for ${name}`, () => {
      for (const input of inputs) input.slope.fill(0);
      assertSlopes(inputs, run);
    });
  }

  it('are the numeric ones for every weight of a whole network', () => {
    const network = new SmallNetwork({ vocabulary: 5, width: 4, heads: 2, layers: 2, window: 4 }, 3);
    assertSlopes(network.weights, (tape) => network.forward(tape, [1, 4, 0, 1]));
  });

  it('are those of cross-entropy: the share less 1 for what came, the share for all else', () => {
    const logits = new TapeMatrix(1, 3, Float64Array.of(Math.log(1), Math.log(3), Math.log(6)));
    const found = logProbability(logits, [1], 0, -1);
    assert.ok(Math.abs(found - Math.log(0.3)) < 1e-12);
    for (const [i, slope] of [0.1, -0.7, 0.6].entries()) assert.ok(Math.abs(logits.slope[i]! - slope) < 1e-12);
  });

  it('leave out the rows before the answer', () => {
    const logits = matrix(3, 4);
    logProbability(logits, [0, 1, 2], 2, 1);
    assert.deepEqual(logits.slope.subarray(0, 8), new Float64Array(8));
    assert.ok(logits.slope[8]! < 0 && logits.slope[10]! > 0);
  });
});

describe('a forward step by hand', () => {
  it('attends by equal scores to the mean of what came so far', () => {
    const tape = new Tape();
    const same = new TapeMatrix(2, 1, Float64Array.of(1, 1));
    const value = new TapeMatrix(2, 1, Float64Array.of(2, 6));
    assert.deepEqual([...tape.attend(same, same, value, 1).values], [2, 4]);
  });

  it('norms a row to a length of 1 per number', () => {
    const [x, y] = new Tape().normalize(new TapeMatrix(1, 2, Float64Array.of(3, 4))).values;
    assert.ok(Math.abs(x! - 3 / Math.sqrt(12.5)) < 1e-5 && Math.abs(y! - 4 / Math.sqrt(12.5)) < 1e-5);
  });

  it('makes shares of large scores, too', () => {
    const logits = new TapeMatrix(1, 2, Float64Array.of(1_000, 1_000));
    assert.equal(logProbability(logits, [1], 0, 0), Math.log(0.5));
  });
});
