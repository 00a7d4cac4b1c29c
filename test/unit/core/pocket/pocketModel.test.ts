import assert from 'node:assert/strict';
import { generate } from '../../../../src/core/pocket/generate';
import { PocketFileError, readPocketFile } from '../../../../src/core/pocket/pocketFile';
import { PocketModel } from '../../../../src/core/pocket/pocketModel';
import { Run, WindowError } from '../../../../src/core/pocket/run';
import { askHeld, pocketBytes, pocketModel, randomNetwork, readPocketJson, turnOfLoop } from '../../../support/pocket';
import type { HeldQuestions } from '../../../support/pocket';

interface Reference {
  readonly question: string;
  readonly ids: readonly number[];
  readonly top: readonly (readonly [number, number])[];
}

/** Two logits that are closer than this may stand in either order. */
const NEAR_TIE = 1e-4;

describe('the built-in model', function () {
  this.timeout(600_000);
  const held = readPocketJson('questions.json') as HeldQuestions;
  const references = readPocketJson('reference.json') as Reference[];

  it('has the token ids of the reference', async () => {
    const model = await pocketModel();
    for (const { question, ids } of references) {
      const prompt = await model.prompt([{ role: 'user', text: question }], turnOfLoop);
      assert.deepEqual(ids.slice(0, prompt.length), prompt);
      assert.equal(model.tokenizer.decode(prompt.slice(2, -1)), question);
    }
  });

  it('has the five likeliest tokens of torch on the same weights', async () => {
    const { network } = await pocketModel();
    assert.ok(references.length >= 20);
    for (const { ids, top } of references) {
      const run = new Run(network);
      for (const id of ids) run.step(id);
      const order = Array.from(run.logits.keys()).sort((a, b) => run.logits[b]! - run.logits[a]!);
      top.forEach(([id, logit], place) => {
        assert.ok(Math.abs(run.logits[id]! - logit) < 1e-3, `${run.logits[id]!} is not ${logit}`);
        const ours = order[place]!;
        assert.ok(ours === id || Math.abs(run.logits[ours]! - run.logits[id]!) < NEAR_TIE, `place ${place}`);
      });
    }
  });

  it('answers what it learned', async () => {
    const model = await pocketModel();
    const answer = model.answer([{ role: 'user', text: 'Who makes Claude?' }], { topLogprobs: 2 }, turnOfLoop);
    let text = '';
    for (let next = await answer.next(); ; next = await answer.next()) {
      text += next.value.text;
      if (next.done) {
        assert.equal(next.value.finish, 'stop');
        break;
      }
      assert.equal(next.value.logprob!.token, next.value.top![0]!.token);
    }
    assert.match(text, /Anthropic/);
  });

  it('ends at a stop sequence, at the most tokens and at the end of the window', async () => {
    const model = await pocketModel();
    const prompt = await model.prompt([{ role: 'user', text: 'What is an agent?' }], turnOfLoop);
    const end = (options: object, endToken = model.special.end, most = 1e4): { text: string; finish: string } => {
      let text = '';
      const work = generate(new Run(model.network), model.tokenizer, endToken, prompt, options);
      for (let i = 0; i < most; i++) {
        const next = work.next();
        text += next.value?.text ?? '';
        if (next.done) return { text, finish: next.value.finish };
      }
      throw new Error('It does not end.');
    };
    const whole = end({}).text;
    const mark = whole.slice(10, 14);
    assert.deepEqual(end({ stop: [mark] }), { text: whole.slice(0, whole.indexOf(mark)), finish: 'stop' });
    assert.equal(end({ maxTokens: 3 }).finish, 'length');
    assert.equal(end({ temperature: 1, seed: 4 }, -1).finish, 'length');
  });

  it('refuses a text that does not fit, with both counts', async () => {
    const model = await pocketModel();
    const text = 'word '.repeat(600);
    const tokens = await model.count([{ role: 'user', text }], turnOfLoop);
    await assert.rejects(
      model.prompt([{ role: 'user', text }], turnOfLoop),
      (error: unknown) => error instanceof WindowError && error.tokens === tokens && error.window === model.window,
    );
    assert.equal(tokens, model.tokenizer.encode(text).length + 3);
  });

  it('refuses a file that is cut off, damaged or of another version', () => {
    const bytes = pocketBytes();
    const broken = (change: (copy: Uint8Array) => Uint8Array): void => {
      assert.throws(() => readPocketFile(change(Uint8Array.from(bytes))), PocketFileError);
    };
    broken((copy) => copy.subarray(0, 12));
    broken((copy) => copy.subarray(0, copy.length - 4));
    for (const at of [0, 4, 8, 12, 40, bytes.length - 9]) {
      broken((copy) => {
        copy[at]! ^= 1;
        return copy;
      });
    }
  });

  it('knows its answers by its weights alone: with random ones the questions fail', async () => {
    const model = await pocketModel();
    const random = new PocketModel(randomNetwork(model.network.shape), model.tokenizer, model.special);
    const some = { ...held, inside: held.inside.filter((_, i) => i % 5 === 0), outside: held.outside.slice(0, 10) };
    const score = await askHeld(random, some, 40);
    assert.deepEqual([score.right, score.outside], [0, 0]);
  });
});
