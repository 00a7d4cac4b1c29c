import assert from 'node:assert/strict';
import { glossary } from '../../../../../generated/glossary';
import { countForPocket, whyPocketCannot } from '../../../../../src/core/pocket/chat/askPocket';
import type { PocketPost } from '../../../../../src/core/pocket/chat/askPocket';
import type { PocketRequest } from '../../../../../src/core/pocket/chat/pocketProtocol';
import { answerRoom } from '../../../../../src/core/pocket/chat/pocketRoom';
import type { Generated, GenerateOptions, GeneratedToken } from '../../../../../src/core/pocket/generate';
import { PocketModel } from '../../../../../src/core/pocket/pocketModel';
import type { Pause, PocketTurn } from '../../../../../src/core/pocket/pocketModel';
import { ask, asking, said, text } from '../../../../support/askingPocket';
import { pocketModel, randomNetwork, smallShape } from '../../../../support/pocket';
import { pocketInMemory } from '../../../../support/pocketPost';
import { sayInEnglish } from '../../../../../src/core/base/say';

/** Reads as Pocket does, and writes one word. */
class BriefModel extends PocketModel {
  /** Texts, as often as each was counted. */
  readonly counted: string[] = [];

  override count(turns: readonly PocketTurn[], pause: Pause): Promise<number> {
    this.counted.push(...turns.map((turn) => turn.text));
    return super.count(turns, pause);
  }

  override async *answer(
    turns: readonly PocketTurn[],
    _options: GenerateOptions,
    pause: Pause,
  ): AsyncGenerator<GeneratedToken, Generated> {
    await this.prompt(turns, pause);
    yield { token: 5, text: 'Yes.' };
    return { finish: 'stop', text: '' };
  }
}

async function briefPocket() {
  const { network, tokenizer, special } = await pocketModel();
  const model = new BriefModel(network, tokenizer, special);
  const inMemory = pocketInMemory(() => Promise.resolve(model));
  const posted: PocketRequest['kind'][] = [];
  const post: PocketPost = (make, ...others) =>
    inMemory.post(
      (id) => {
        const request = make(id);
        posted.push(request.kind);
        return request;
      },
      ...others,
    );
  return { model, posted, pocket: { ...inMemory, post } };
}

/** One token each. */
const words = (count: number): string => ' the'.repeat(count);
/** Tokens around a question. */
const frame = 3;
const saidYes = said('assistant', text('Yes.'));

describe('the room of Pocket for an answer', () => {
  it('holds what 99 in 100 terms mean and are good for, with the end of the answer', async () => {
    const { tokenizer } = await pocketModel();
    const lengths = glossary
      .flatMap(({ term, summary, why }) => [`${term}: ${summary}`, `${term}, in practice: ${why}`])
      .map((answer) => tokenizer.encode(answer).length + 1);
    const held = lengths.filter((length) => length <= answerRoom);
    assert.ok(held.length >= 0.99 * lengths.length, `${held.length} of ${lengths.length}`);
  });

  it('is there where a question just fits, and one token more is refused with both counts, in both ways', async () => {
    const { model, pocket } = await briefPocket();
    const most = words(model.window - frame - answerRoom);
    assert.equal(await countForPocket(pocket.post, most), model.window - frame - answerRoom);
    assert.equal(await whyPocketCannot(pocket.post, asking(most), sayInEnglish), undefined);
    const { end } = await ask(asking(most), {}, pocket);
    assert.deepEqual([end.status, end.usage?.inputTokens], ['done', model.window - answerRoom]);
    const more = asking(most + words(1));
    const refused = (await ask(more, {}, pocket)).end;
    assert.equal(refused.status, 'failed');
    assert.deepEqual(refused.error, await whyPocketCannot(pocket.post, more, sayInEnglish));
    assert.match(refused.error?.message ?? '', /has 417 tokens.* 512 tokens, of which 96 are reserved/);
  });

  for (const tokens of [502, 511]) {
    it(`is none in a conversation of ${tokens} tokens, which leads to a new session and to a real model`, async () => {
      const question = 'What is a token?';
      const { tokenizer } = await pocketModel();
      const others = tokenizer.encode(question).length + tokenizer.encode('Yes.').length + 6;
      const messages = [said('user', text(words(tokens - others))), saidYes, said('user', text(question))];
      const { end, events } = await ask(asking('', { messages }));
      assert.deepEqual(events, []);
      assert.equal(end.error?.kind, 'does-not-fit');
      assert.match(end.error.message, new RegExp(`has ${tokens} tokens, the message alone \\d+\\.`));
      assert.deepEqual(end.error.actions, ['new-session', 'use-real-model']);
    });
  }

  it('is no more than the answer that was asked for', async () => {
    const { model, pocket } = await briefPocket();
    const params = { maxOutputTokens: 5 };
    const most = words(model.window - frame - 5);
    assert.equal((await ask(asking(most, { params }), {}, pocket)).end.status, 'done');
    const more = asking(most + words(1), { params });
    assert.match((await whyPocketCannot(pocket.post, more, sayInEnglish))?.message ?? '', /of which 5 are reserved/);
    // A long answer may be asked for where a short one has room.
    const long = asking(words(model.window - frame - answerRoom), { params: { maxOutputTokens: 400 } });
    assert.equal((await ask(long, {}, pocket)).end.status, 'done');
  });
});

describe('a question to Pocket', () => {
  it('is posted once, and each of its texts is counted twice at most', async () => {
    const { model, posted, pocket } = await briefPocket();
    const messages = [said('user', text('One')), saidYes, said('user', text('Two'))];
    const { end } = await ask(asking('', { messages }), {}, pocket);
    assert.deepEqual(posted, ['answer']);
    assert.deepEqual(model.counted.sort(), ['One', 'One', 'Two', 'Two', 'Yes.', 'Yes.']);
    assert.equal(end.usage?.inputTokens, (await model.prompt(turnsOf(messages), () => Promise.resolve())).length);
  });

  it('has each of its texts counted once where it does not fit', async () => {
    const { model, posted, pocket } = await briefPocket();
    const messages = [said('user', text(words(500))), saidYes, said('user', text(words(20)))];
    const { end } = await ask(asking('', { messages }), {}, pocket);
    assert.deepEqual([posted, model.counted.length], [['answer'], 3]);
    const tokens = await model.count(turnsOf(messages), () => Promise.resolve());
    assert.match(end.error?.message ?? '', new RegExp(`has ${tokens} tokens, the message alone 23\\.`));
  });
});

describe('an answer of Pocket that fills the window', () => {
  /** Its window has 128 tokens, and its weights never lead to the end of an answer. */
  async function endless() {
    const { network, tokenizer, special } = await pocketModel();
    const shape = { ...smallShape, vocabulary: network.shape.vocabulary, window: 128 };
    const model = new PocketModel(randomNetwork(shape), tokenizer, special);
    return pocketInMemory(() => Promise.resolve(model));
  }
  const conversation = [said('user', text('One')), saidYes, said('user', text('Two'))];

  it('is kept, and says that the window was full, with the way to a new session', async () => {
    const { end, text: answer } = await ask(asking('', { messages: conversation }), {}, await endless());
    assert.deepEqual([end.status, end.finishReason], ['done', 'window-full']);
    assert.notEqual(answer, '');
    const { inputTokens = 0, outputTokens = 0 } = end.usage ?? {};
    assert.equal(inputTokens + outputTokens, 128);
    assert.match(
      end.error?.message ?? '',
      new RegExp(`was full, with ${inputTokens} tokens of the conversation and ${outputTokens} of the answer`),
    );
    assert.deepEqual(end.error?.actions, ['new-session', 'use-real-model']);
  });

  it('leads to no new session where the question stood alone: it would end there again', async () => {
    const { end } = await ask(asking('One'), {}, await endless());
    assert.equal(end.finishReason, 'window-full');
    assert.match(end.error?.message ?? '', /tokens of this text/);
    assert.deepEqual(end.error?.actions, ['use-real-model']);
  });

  it('stopped at its output limit all the same where that was reached first, or with the last place', async () => {
    const pocket = await endless();
    const full = await ask(asking('One'), {}, pocket);
    const last = full.end.usage?.outputTokens ?? 0;
    for (const maxOutputTokens of [last - 1, last]) {
      const { end } = await ask(asking('One', { params: { maxOutputTokens } }), {}, pocket);
      assert.deepEqual([end.finishReason, end.usage?.outputTokens, end.error], ['length', maxOutputTokens, undefined]);
    }
  });
});

const turnsOf = (messages: ReturnType<typeof said>[]): PocketTurn[] =>
  messages.map(({ role, parts }) => ({
    role: role === 'assistant' ? role : 'user',
    text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
  }));
