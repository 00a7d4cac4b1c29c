import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { generate } from '../../../../src/core/pocket/generate';
import type { GenerateOptions, Generated } from '../../../../src/core/pocket/generate';
import { loadPocket } from '../../../../src/core/pocket/pocketModel';
import type { PocketModel, PocketTurn } from '../../../../src/core/pocket/pocketModel';
import { ForwardPass } from '../../../../src/core/pocket/forwardPass';
import { pocketBytes, pocketModel, turnOfLoop } from '../../../support/pocket';

const question: readonly PocketTurn[] = [{ role: 'user', text: 'What is an agent?' }];

describe('an answer of the built-in model', () => {
  let model: PocketModel;
  before(async () => {
    model = await pocketModel();
  });
  afterEach(() => mock.restoreAll());

  /** The tokens of an answer that goes on until something else than its own end stops it. */
  async function write(options: GenerateOptions): Promise<Generated & { tokens: number[]; prompt: number[] }> {
    const prompt = await model.prompt(question, turnOfLoop);
    const work = generate(new ForwardPass(model.network), model.tokenizer, -1, prompt, options);
    const tokens: number[] = [];
    for (;;) {
      const next = work.next();
      if (next.done) return { ...next.value, tokens, prompt };
      if (next.value) tokens.push(next.value.token);
    }
  }

  it('takes penalties off the tokens of the prompt and off its own', async () => {
    const { tokens, prompt } = await write({ presencePenalty: 1e6, maxTokens: 40 });
    assert.equal(new Set([...prompt, ...tokens]).size, new Set(prompt).size + tokens.length);
    const free = await write({ maxTokens: 40 });
    assert.ok(new Set(free.tokens).size < free.tokens.length);
  });

  it('stops with the token that completes a stop sequence', async () => {
    const { tokens } = await write({ maxTokens: 12 });
    const stop = model.tokenizer.decode(tokens.slice(5, 7)).trim();
    const stopped = await write({ stop: [stop] });
    assert.equal(stopped.finish, 'stop');
    const { length } = stopped.tokens;
    assert.deepEqual(stopped.tokens, tokens.slice(0, length));
    assert.ok(length <= 7, `${length} tokens`);
  });

  it('tells no log probabilities where none are asked for, and its own alone where 0 others are', async () => {
    const logprobs = async (topLogprobs?: number): Promise<unknown[]> => {
      const prompt = await model.prompt(question, turnOfLoop);
      const options = { maxTokens: 1, ...(topLogprobs !== undefined && { topLogprobs }) };
      const told = Array.from(generate(new ForwardPass(model.network), model.tokenizer, -1, prompt, options));
      return told.flatMap((each) => (each ? [[each.chances?.[0].token === each.token, each.chances?.[1].length]] : []));
    };
    assert.deepEqual(await logprobs(), [[false, undefined]]);
    assert.deepEqual(await logprobs(0), [[true, 0]]);
    assert.deepEqual(await logprobs(2), [[true, 2]]);
  });

  it('stands after the whole conversation, each question and each answer in its marks', async () => {
    const { bos, user, assistant, end } = model.special;
    const ids = (text: string): number[] => [...model.tokenizer.encode(text)];
    const turns: readonly PocketTurn[] = [
      { role: 'user', text: 'Who makes Claude?' },
      { role: 'assistant', text: 'Anthropic.' },
      { role: 'user', text: 'And Llama?' },
    ];
    const prompt = await model.prompt(turns, turnOfLoop);
    const asked = (text: string): number[] => [user, ...ids(text), assistant];
    assert.deepEqual(prompt, [bos, ...asked('Who makes Claude?'), ...ids('Anthropic.'), end, ...asked('And Llama?')]);
    assert.equal(await model.count(turns, turnOfLoop), prompt.length);
  });

  it('goes on with the start of an answer, which has no end yet', async () => {
    const turns: readonly PocketTurn[] = [
      { role: 'user', text: 'Who makes Claude?' },
      { role: 'assistant', text: 'Claude is', isOpen: true },
    ];
    const prompt = await model.prompt(turns, turnOfLoop);
    assert.deepEqual(prompt.slice(-2), [...model.tokenizer.encode('Claude is')].slice(-2));
    assert.equal(await model.count(turns, turnOfLoop), prompt.length);
  });

  it('is made in stretches of some milliseconds, and so is the model itself', async () => {
    // Each look at the clock takes half a millisecond: what lies between two pauses is exact.
    let clock = 0;
    mock.method(performance, 'now', () => (clock += 0.5));
    let [last, longest, pauses] = [0, 0, 0];
    const pause = async (): Promise<void> => {
      longest = Math.max(longest, clock - last);
      pauses++;
      await turnOfLoop();
      last = clock;
    };
    const made = await loadPocket(pocketBytes(), pause);
    const work = made.answer(question, { maxTokens: 3 }, pause);
    while (!(await work.next()).done);
    assert.ok(pauses > 20, `${pauses} pauses`);
    assert.ok(longest <= 5, `${longest} ms`);
  });
});
