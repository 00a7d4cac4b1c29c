import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/core/base/work';
import { PrefixReader } from '../../../../src/core/lab/prefixReader';
import { stepsWith, takenOf, writeSteps } from '../../../../src/core/lab/steps';
import { ForwardPass, WindowError } from '../../../../src/core/pocket/forwardPass';
import { pocketModel, randomNetwork, smallShape, turnOfLoop } from '../../../support/pocket';

const network = randomNetwork(smallShape);
const options = { most: 12, candidates: 4 };
const small = { special: { bos: 0, user: 1, assistant: 2, end: 3 }, window: smallShape.window };

describe('reading texts that begin alike', () => {
  it('gives the logits that each text has when it is read alone', () => {
    const token = fc.integer({ min: 0, max: 2 });
    const texts = fc.array(fc.array(token, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(texts, (all) => {
        const reader = new PrefixReader(network);
        for (const text of all) {
          const alone = atOnce(new ForwardPass(network).feed(text));
          const found = atOnce(reader.logitsAfter(text));
          for (const [id, logit] of alone.entries()) assert.ok(Math.abs(found[id]! - logit) < 1e-6);
        }
      }),
    );
  });

  it('goes on rightly after a reading that was given up half-way', () => {
    const reader = new PrefixReader(network);
    atOnce(reader.logitsAfter([5, 6, 7]));
    const givenUp = reader.logitsAfter([5, 6, 8, 9, 10, 11]);
    givenUp.next();
    givenUp.next();
    givenUp.next();
    const found = atOnce(reader.logitsAfter([5, 6, 8, 9, 12])).slice();
    const alone = atOnce(new ForwardPass(network).feed([5, 6, 8, 9, 12]));
    for (const [id, logit] of alone.entries()) assert.ok(Math.abs(found[id]! - logit) < 1e-6);
  });

  it('refuses a text that is longer than the window', () => {
    const long = new Array<number>(smallShape.window + 1).fill(1);
    assert.throws(() => atOnce(new PrefixReader(network).logitsAfter(long)), WindowError);
  });
});

describe('the steps of an answer', () => {
  it('are those of the model that answers, each with its candidates from the likeliest down', async () => {
    const model = await pocketModel();
    const prompt = await model.prompt([{ role: 'user', text: 'Who makes Claude?' }], turnOfLoop);
    const { steps, isEnded } = atOnce(writeSteps(model, new PrefixReader(model.network), prompt, options));
    let answer = '';
    for await (const { text } of model.answer([{ role: 'user', text: 'Who makes Claude?' }], {}, turnOfLoop))
      answer += text;
    assert.equal(isEnded, true);
    assert.equal(takenOf(steps.at(-1)!).id, model.special.end);
    assert.ok(answer.startsWith(model.tokenizer.decode(steps.slice(0, 3).map((step) => takenOf(step).id))), answer);
    for (const { rank, candidates } of steps) {
      assert.equal(rank, 0);
      const shares = candidates.map(({ probability }) => probability);
      assert.deepEqual(
        shares,
        shares.toSorted((a, b) => b - a),
      );
      assert.ok(shares.reduce((sum, share) => sum + share, 0) <= 1 + 1e-9);
    }
  });

  it('begin with those that are given, and go on as the model does after them', () => {
    const reader = new PrefixReader(network);
    const first = atOnce(writeSteps(small, reader, [0, 1, 5, 2], options)).steps;
    const given = stepsWith(first, 2, 1);
    const { steps } = atOnce(writeSteps(small, reader, [0, 1, 5, 2], { ...options, given }));
    assert.deepEqual(steps.slice(0, 3), given);
    assert.notEqual(takenOf(steps[2]!).id, takenOf(first[2]!).id);
    const prompt = [0, 1, 5, 2, ...given.map((step) => takenOf(step).id)];
    const alone = atOnce(writeSteps(small, new PrefixReader(network), prompt, options)).steps;
    const ids = (all: typeof steps): number[] => all.map((step) => takenOf(step).id);
    assert.deepEqual(ids(steps.slice(3)), ids(alone.slice(0, steps.length - 3)));
  });

  it('end with the window, with the most that are wanted, or with the end token', () => {
    const endless = { ...small, special: { ...small.special, end: -1 } };
    const write = (most: number, end = endless) =>
      atOnce(writeSteps(end, new PrefixReader(network), [0, 1, 2], { ...options, most })).steps;
    assert.equal(write(5).length, 5);
    // The last one is said, and needs no place.
    assert.equal(write(100).length, smallShape.window - 3 + 1);
    const end = takenOf(write(1)[0]!).id;
    assert.equal(write(100, { ...small, special: { ...small.special, end } }).length, 1);
  });

  it('are refused to a prompt that the window has no room for, with both counts, and one that fills it gets one', () => {
    const write = (length: number) =>
      atOnce(writeSteps(small, new PrefixReader(network), new Array<number>(length).fill(1), options)).steps;
    const { window } = smallShape;
    assert.throws(() => write(window + 1), { name: 'WindowError', tokens: window + 1, window });
    assert.equal(write(window).length, 1);
  });

  it('take another candidate where they are told, brought to what there is', () => {
    const step = { rank: 0, candidates: [1, 2, 3].map((id) => ({ id, probability: 1 / 3 })) };
    assert.deepEqual(stepsWith([step, step, step], 1, 2), [step, { ...step, rank: 2 }]);
    assert.deepEqual(stepsWith([step], 7, 9), [{ ...step, rank: 2 }]);
    assert.deepEqual(stepsWith([], 0, 0), []);
  });
});
