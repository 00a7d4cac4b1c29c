import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { atOnce } from '../../../../src/core/base/work';
import { generate } from '../../../../src/core/pocket/generate';
import { PocketFileError, readPocketFile } from '../../../../src/core/pocket/pocketFile';
import { PocketModel } from '../../../../src/core/pocket/pocketModel';
import { ForwardPass, WindowError } from '../../../../src/core/pocket/forwardPass';
import { belowFigures } from '../../../support/heldFigures';
import {
  askHeld,
  askInSessions,
  pocketBytes,
  pocketModel,
  randomNetwork,
  readPocketJson,
  smallShape,
  turnOfLoop,
} from '../../../support/pocket';
import type { HeldQuestions } from '../../../support/pocket';

interface Reference {
  readonly question: string;
  readonly ids: readonly number[];
  readonly top: readonly (readonly [number, number])[];
}

interface LlamaReference {
  /** Of the weights that llama.cpp had. */
  readonly sha256: string;
  readonly answers: readonly (Reference & { readonly questionIds: readonly number[] })[];
}

/** Two logits that are closer than this may stand in either order. */
const NEAR_TIE = 1e-4;

describe('the built-in model', function () {
  this.timeout(600_000);
  const held = readPocketJson('questions.json') as HeldQuestions;
  const everyNth = (n: number): HeldQuestions => ({
    ...held,
    inside: held.inside.filter((_, at) => at % n === 0),
    outside: held.outside.filter((_, at) => at % n === 0),
  });
  const kindsOf = ({ inside }: HeldQuestions): string[] => [...new Set(inside.map(({ kind }) => kind))].sort();
  const references = readPocketJson('reference.json') as Reference[];
  const llama = readPocketJson('llama.json') as LlamaReference;

  it('is the file of its training record, and of 3 MB at most', () => {
    const { sha256, bytes } = readPocketJson('training.json') as { readonly sha256: string; readonly bytes: number };
    assert.equal(sha256, createHash('sha256').update(pocketBytes()).digest('hex'));
    assert.equal(bytes, pocketBytes().length);
    assert.ok(bytes <= 3 * 1024 * 1024, `${bytes} bytes`);
  });

  it('has the token ids of the references, torch and llama.cpp', async () => {
    const model = await pocketModel();
    for (const { question, ids } of references) {
      const prompt = await model.prompt([{ role: 'user', text: question }], turnOfLoop);
      assert.deepEqual(ids.slice(0, prompt.length), prompt);
      assert.equal(model.tokenizer.decode(prompt.slice(2, -1)), question);
    }
    for (const { question, questionIds } of llama.answers)
      assert.deepEqual(Array.from(model.tokenizer.encode(question)), questionIds);
  });

  it('has the five likeliest tokens of torch and llama.cpp on the same weights', async () => {
    const { network } = await pocketModel();
    assert.ok(references.length >= 20);
    assert.equal(llama.sha256, createHash('sha256').update(pocketBytes()).digest('hex'));
    assert.deepEqual(
      llama.answers.map(({ ids }) => ids),
      references.map(({ ids }) => ids),
    );
    for (const [i, { ids, top }] of references.entries()) {
      const logits = atOnce(new ForwardPass(network).feed(ids));
      const order = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]!);
      for (const [place, [id, logit]] of [...top.entries(), ...llama.answers[i]!.top.entries()]) {
        assert.ok(Math.abs(logits[id]! - logit) < 1e-3, `${logits[id]!} is not ${logit}`);
        const ours = order[place]!;
        assert.ok(ours === id || Math.abs(logits[ours]! - logits[id]!) < NEAR_TIE, `place ${place}`);
      }
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
      const [own, [likeliest]] = next.value.chances!;
      assert.equal(own.token, likeliest!.token);
    }
    assert.match(text, /Anthropic/);
  });

  it('ends at a stop sequence and at the most tokens', async () => {
    const model = await pocketModel();
    const prompt = await model.prompt([{ role: 'user', text: 'What is an agent?' }], turnOfLoop);
    const end = (options: object, most = 1e6): { text: string; finish: string } => {
      let text = '';
      const work = generate(new ForwardPass(model.network), model.tokenizer, model.special.end, prompt, options);
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
  });

  it('never has more tokens of question and answer than its window, and fills it', async () => {
    const network = randomNetwork(smallShape);
    const { tokenizer } = await pocketModel();
    for (let asked = 1; asked <= smallShape.window; asked++) {
      const prompt = Array.from({ length: asked }, (_, i) => i % smallShape.vocabulary);
      const work = generate(new ForwardPass(network), tokenizer, -1, prompt);
      let written = 0;
      let step = work.next();
      for (; !step.done; step = work.next()) if (step.value) written++;
      assert.deepEqual([written + asked, step.value.finish], [smallShape.window, 'length']);
    }
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
      assert.throws(() => atOnce(readPocketFile(change(Uint8Array.from(bytes)))), PocketFileError);
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

  it('writes the same from the same seed, and pauses before it has worked for long', async () => {
    const model = await pocketModel();
    const write = async (seed: number): Promise<[string, number]> => {
      let pauses = 0;
      const pause = (): Promise<void> => {
        pauses++;
        return turnOfLoop();
      };
      const turns = [{ role: 'user', text: 'What is an agent?' }] as const;
      const work = model.answer(turns, { temperature: 3, seed, maxTokens: 60 }, pause);
      for (let text = ''; ;) {
        const next = await work.next();
        text += next.value.text;
        if (next.done) return [text, pauses];
      }
    };
    const [first, pauses] = await write(1);
    assert.ok(pauses > 0);
    assert.equal((await write(1))[0], first);
    assert.notEqual((await write(2))[0], first);
  });

  // Some of every kind; `npm run test:deep:unit` asks them all, and longer sessions.
  it('answers questions in wordings that it never saw, and says what it is to the others @deep', async () => {
    const some = everyNth(10);
    assert.deepEqual(kindsOf(some), kindsOf(held));
    const score = await askHeld(await pocketModel(), some);
    const below = belowFigures(score, some);
    assert.deepEqual(below, [], [...below, ...score.wrong].join('\n'));
  });

  it('answers the questions of a session after its own answers @deep', async () => {
    const right = await askInSessions(await pocketModel(), held, 2, 4);
    assert.ok(right.reduce((sum, one) => sum + one, 0) >= 6, `of 2 by the turn: ${right.join()}`);
  });

  it('knows its answers by its weights alone: with random ones the questions fail @deep', async () => {
    const model = await pocketModel();
    const random = new PocketModel(randomNetwork(model.network.shape), model.tokenizer, model.special);
    const score = await askHeld(random, everyNth(20), 40);
    assert.deepEqual([score.right, score.outside], [0, 0]);
  });
});
