import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { atOnce } from '../../../../../src/core/base/work';
import { AdamW, learnPreference, learnText } from '../../../../../src/core/lab/training/learn';
import type { AdamWOptions, Preference } from '../../../../../src/core/lab/training/learn';
import { SmallNetwork } from '../../../../../src/core/lab/training/smallNetwork';
import type { SmallShape } from '../../../../../src/core/lab/training/smallNetwork';

// The small network beside torch, whose numbers scripts/lab/trainingReference.py wrote.

/** Of each matrix, by the order of `SmallNetwork.weights`. */
type Numbers = readonly (readonly number[])[];

interface Trained {
  readonly optimizer: Required<AdamWOptions>;
  /** Before each of three steps. */
  readonly losses: readonly number[];
  /** Before the first. */
  readonly gradients: Numbers;
  readonly after1?: Numbers;
  readonly after3: Numbers;
}

interface Reference {
  readonly shape: SmallShape;
  readonly weights: Numbers;
  readonly text: Required<Trained> & { readonly texts: readonly (readonly number[])[] };
  readonly preference: Trained & Preference & { readonly beta: number; readonly reference: Numbers };
}

const file = path.join(import.meta.dirname, 'torch.json');
const { shape, weights, text, preference } = JSON.parse(readFileSync(file, 'utf8')) as Reference;

function networkOf(numbers: Numbers): SmallNetwork {
  const network = new SmallNetwork(shape, 1);
  assert.equal(network.weights.length, numbers.length);
  for (const [i, { values }] of network.weights.entries()) {
    assert.equal(values.length, numbers[i]!.length);
    values.set(numbers[i]!);
  }
  return network;
}

/** The file has ten digits of each number. */
function assertNear(found: number, expected: number, what: string): void {
  assert.ok(Math.abs(found - expected) < 1e-9 * (1 + Math.abs(expected)), `${what}: ${found}, not ${expected}`);
}

function assertAllNear(network: SmallNetwork, which: 'values' | 'slope', expected: Numbers, what: string): void {
  for (const [w, matrix] of network.weights.entries())
    for (const [i, number] of matrix[which].entries())
      assertNear(number, expected[w]![i]!, `${what} ${i} of matrix ${w}`);
}

/** Trains as torch did, and compares after each step for which there are numbers. */
function assertTrainsAs({ optimizer: options, losses, ...torch }: Trained, learn: (network: SmallNetwork) => number) {
  const network = networkOf(weights);
  const optimizer = new AdamW(network.weights, options);
  assert.equal(losses.length, 3);
  for (const [i, loss] of losses.entries()) {
    assertNear(learn(network), loss, `loss before step ${i + 1}`);
    if (i === 0) assertAllNear(network, 'slope', torch.gradients, 'gradient');
    optimizer.step();
    if (i === 0 && torch.after1) assertAllNear(network, 'values', torch.after1, 'after one step, weight');
  }
  assertAllNear(network, 'values', torch.after3, 'after three steps, weight');
}

describe('the small network beside torch', () => {
  it('has the losses, the gradients and the weights of AdamW for a batch of two texts', () => {
    const { texts } = text;
    assertTrainsAs(text, (network) =>
      texts.reduce((sum, ids) => sum + learnText(network, ids, texts.length) / texts.length, 0),
    );
  });

  it('has the losses, the gradients and the weights of DPO', () => {
    const reference = networkOf(preference.reference);
    assertTrainsAs(preference, (network) => atOnce(learnPreference(network, reference, preference, preference.beta)));
  });
});
