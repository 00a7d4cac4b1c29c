import assert from 'node:assert/strict';
import { AdamW, learnPreference, learnText, scoreOf } from '../../../../../src/core/lab/training/learn';
import { SmallNetwork } from '../../../../../src/core/lab/training/smallNetwork';
import { TapeMatrix } from '../../../../../src/core/lab/training/tape';
import { atOnce } from '../../../../../src/core/base/work';

const shape = { vocabulary: 6, width: 8, heads: 2, layers: 1, window: 8 };
const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 1e-6, `${found}, not ${expected}`);

describe('AdamW', () => {
  it('goes by the rate at first, whatever the slope, and decays the weight apart from it', () => {
    const weight = new TapeMatrix(1, 2, Float64Array.of(1, 1));
    const optimizer = new AdamW([weight], { rate: 0.1, decay: 0.5 });
    weight.slope.set([20, -0.001]);
    optimizer.step();
    near(weight.values[0]!, 1 - 0.1 * (1 + 0.5));
    near(weight.values[1]!, 1 - 0.1 * (-1 / (1 + 1e-5) + 0.5));
    assert.deepEqual([...weight.slope], [0, 0]);
  });

  it('steps by the corrected means in its second step', () => {
    const weight = new TapeMatrix(1, 1, Float64Array.of(0));
    const optimizer = new AdamW([weight], { rate: 1, decay: 0, beta1: 0.5, beta2: 0.5 });
    weight.slope[0] = 1;
    optimizer.step();
    weight.slope[0] = 3;
    optimizer.step();
    // Means: (0.25 · 1 + 0.5 · 3) / 0.75 of the slopes, (0.25 · 1 + 0.5 · 9) / 0.75 of their squares.
    near(weight.values[0]!, -1 - 1.75 / 0.75 / Math.sqrt(4.75 / 0.75));
  });
});

describe('learning a text', () => {
  it('lowers the loss from about that of a guess until the text is known', () => {
    const network = new SmallNetwork(shape, 1);
    const optimizer = new AdamW(network.weights, { rate: 0.01 });
    const text = [0, 1, 2, 3, 4, 5, 0];
    const losses = Array.from({ length: 150 }, () => {
      const loss = learnText(network, text, 1);
      optimizer.step();
      return loss;
    });
    assert.ok(losses[0]! > 1 && losses.at(-1)! < 0.05, `${losses[0]} to ${losses.at(-1)}`);
  });

  it('is the same again from the same seed, and leaves a copy alone', () => {
    const [one, other] = [new SmallNetwork(shape, 4), new SmallNetwork(shape, 4)];
    const copy = one.copy();
    for (const network of [one, other]) {
      learnText(network, [1, 2, 3], 1);
      new AdamW(network.weights, { rate: 0.1 }).step();
    }
    assert.deepEqual(one.tokens.values, other.tokens.values);
    assert.notDeepEqual(copy.tokens.values, one.tokens.values);
  });
});

describe('learning a preference', () => {
  const pair = { prompt: [0, 1], chosen: [2, 3], rejected: [4, 5] };

  it('has the loss ln 2 where the network is the reference', () => {
    const network = new SmallNetwork(shape, 2);
    near(atOnce(learnPreference(network, network.copy(), pair, 0.5)), Math.LN2);
  });

  it('is −ln σ of β times the leads, by hand', () => {
    const [network, reference] = [new SmallNetwork(shape, 2), new SmallNetwork(shape, 3)];
    const lead = (answer: number[]): number => scoreOf(network, [0, 1], answer) - scoreOf(reference, [0, 1], answer);
    const z = 0.3 * (lead([2, 3]) - lead([4, 5]));
    near(atOnce(learnPreference(network, reference, pair, 0.3)), -Math.log(1 / (1 + Math.exp(-z))));
  });

  it('has the numeric slopes', () => {
    const [network, reference] = [new SmallNetwork(shape, 2), new SmallNetwork(shape, 3)];
    atOnce(learnPreference(network, reference, pair, 0.3));
    const { values, slope } = network.layers[0]!.query;
    const slopes = slope.slice();
    for (const i of [0, 9, 33]) {
      const before = values[i]!;
      const loss = (value: number): number => {
        values[i] = value;
        return atOnce(learnPreference(network, reference, pair, 0.3));
      };
      near(slopes[i]!, (loss(before + 1e-5) - loss(before - 1e-5)) / 2e-5);
      values[i] = before;
    }
  });

  it('moves probability from the rejected answer to the chosen one', () => {
    const network = new SmallNetwork(shape, 2);
    const reference = network.copy();
    const optimizer = new AdamW(network.weights, { rate: 0.003 });
    for (let i = 0; i < 20; i++) {
      atOnce(learnPreference(network, reference, pair, 0.5));
      optimizer.step();
    }
    assert.ok(scoreOf(network, [0, 1], [2, 3]) > scoreOf(reference, [0, 1], [2, 3]));
    assert.ok(scoreOf(network, [0, 1], [4, 5]) < scoreOf(reference, [0, 1], [4, 5]));
  });
});
