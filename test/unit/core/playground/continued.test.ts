import assert from 'node:assert/strict';
import { anthropicMessages } from '../../../../src/core/chat/dialects/anthropicMessages';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import type { AnswerRequest } from '../../../../src/core/playground/session/messagesFor';
import { ownAnswer } from '../../../../src/core/playground/session/sessionSchema';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { backendAt, endpointAt } from '../../../support/backends';
import { branchedSession, headsIn, idsIn, sendable, sentBy, textsIn } from '../../../support/conversations';
import { maker, say, sendIn } from '../../../support/liveSessions';

const variant = { without: [], limitField: 'max_tokens' } as const;

/** A conversation whose one answer was stopped after these words. */
async function stopped(text: string) {
  const open = await branchedSession();
  sendIn(open.live, maker, sendable('Tell.'));
  open.asked[0]?.say(say(text));
  open.live.main.stop();
  await open.live.whenIdle();
  return Object.assign(open, { column: open.live.main });
}

describe('an answer that is continued', () => {
  it('begins with what had come, goes on with what comes, and stands beside the one that was stopped', async () => {
    const open = await stopped('Once upon \n');
    const { column, asked, live } = open;
    const [[, id] = ['', '']] = idsIn(column);
    const request = column.requestContinued(id, maker);
    assert.ok(request);
    assert.deepEqual(
      request.request.messages.map(({ role, parts }) => [role, textOf({ parts })]),
      [
        ['user', 'Tell.'],
        ['assistant', 'Once upon'],
      ],
    );
    assert.equal(column.retry(request), undefined);
    asked[1]?.say(say(' a time'), { type: 'delta', index: 0, text: ' there was' });
    asked[1]?.say({ type: 'part', index: 1, part: { type: 'text', text: ' a token.' } });
    asked[1]?.end({ status: 'done', finishReason: 'stop' });
    await live.whenIdle();
    assert.deepEqual(textsIn(column), ['Tell.', 'Once upon a time there was a token.']);
    const [head] = headsIn(open);
    assert.deepEqual([head?.made, head?.siblings.of, head?.status], ['continued', 2, 'done']);
    column.showSibling(id);
    assert.deepEqual(textsIn(column), ['Tell.', 'Once upon \n']);
  });

  it('begins with another start, to the letter, which is kept when it is asked again', async () => {
    const { column, asked, live } = await stopped('Once upon a time');
    const [[, id] = ['', '']] = idsIn(column);
    const request = column.requestContinued(id, maker, {}, 'Once \n');
    assert.equal(request && textOf({ parts: request.request.messages.at(-1)!.parts }), 'Once \n');
    assert.ok(request);
    column.retry(request);
    asked[1]?.say(say('more'));
    asked[1]?.end({ status: 'done', finishReason: 'stop' });
    await live.whenIdle();
    assert.deepEqual(textsIn(column), ['Tell.', 'Once \nmore']);
    const again = column.requestAgain(idsIn(column)[0]?.[1] ?? '', maker);
    assert.deepEqual(again?.begun, { text: 'Once \n', made: 'begun' });
  });

  it('is stopped again without losing a word of either', async () => {
    const open = await stopped('Once');
    const { column, asked, live } = open;
    const request = column.requestContinued(idsIn(column)[0]?.[1] ?? '', maker);
    assert.ok(request);
    column.retry(request);
    asked[1]?.say(say(' upon'));
    column.stop();
    await live.whenIdle();
    assert.deepEqual([textsIn(column)[1], headsIn(open)[0]?.status], ['Once upon', 'stopped']);
  });

  it('is none where nothing had come', async () => {
    const { column } = await stopped(' \n');
    assert.equal(column.requestContinued(idsIn(column)[0]?.[1] ?? '', maker), undefined);
  });

  it('is asked of Anthropic without thinking, which refuses an answer that is begun', () => {
    const request = {
      ...{ model: 'm', system: '', params: {} },
      messages: [
        { role: 'user' as const, parts: [{ type: 'text' as const, text: 'Tell.' }] },
        { role: 'assistant' as const, parts: [{ type: 'text' as const, text: 'Once' }] },
      ],
    };
    assert.equal('thinking' in anthropicMessages.body(request, variant), false);
    const usual = { ...request, messages: request.messages.slice(0, 1) };
    assert.equal('thinking' in anthropicMessages.body(usual, variant), true);
  });
});

describe('a message that is sent with the start of its answer', () => {
  it('has the answer begin with it, and leaves nothing in the draft', async () => {
    const open = await branchedSession();
    const { live, asked } = open;
    live.main.changeDraft(sendable('As JSON.', { editing: ownAnswer, edited: '{"name": ' }));
    assert.equal(sendIn(live, maker, live.main.draft), undefined);
    const [first] = asked;
    assert.ok(first);
    assert.deepEqual(
      first.request.messages.map(({ parts }) => textOf({ parts })),
      ['As JSON.', '{"name":'],
    );
    first.say(say(' "x"}'));
    first.end({ status: 'done' });
    await live.whenIdle();
    assert.deepEqual(textsIn(live.main), ['As JSON.', '{"name": "x"}']);
    assert.equal(headsIn(open)[0]?.made, 'begun');
    const { message, editing, edited } = live.main.draft;
    assert.deepEqual([message, editing, edited], ['', '', '']);
    assert.deepEqual(sentBy(open), ['user: As JSON.', 'assistant: {"name": "x"}', 'user: next']);
  });
});

describe('an answer whose start was given to its model', () => {
  /** One that the user has begun, and its id. */
  async function begun() {
    const open = await branchedSession();
    const { live, asked } = open;
    sendIn(live, maker, sendable('As JSON.', { editing: ownAnswer, edited: '{' }));
    asked[0]?.say(say('"x"'));
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    return Object.assign(open, { column: live.main, id: idsIn(live.main)[0]![1] });
  }
  const textsOf = (request: AnswerRequest | undefined) =>
    request?.request.messages.map(({ parts }) => textOf({ parts }));

  it('is asked again with it, and begins with it again', async () => {
    const open = await begun();
    const { column, asked, live, id } = open;
    const again = column.requestAgain(id, maker);
    assert.deepEqual(textsOf(again), ['As JSON.', '{']);
    assert.ok(again);
    column.retry(again);
    asked[1]?.say(say('"y"}'));
    asked[1]?.end({ status: 'done' });
    await live.whenIdle();
    assert.deepEqual([textsIn(column)[1], headsIn(open)[0]?.made], ['{"y"}', 'begun']);
  });

  it('is continued from all of its text, and that is what is asked again', async () => {
    const { column, asked, live, id } = await begun();
    const more = column.requestContinued(id, maker);
    assert.deepEqual(textsOf(more), ['As JSON.', '{"x"']);
    column.retry(more!);
    asked[1]?.end({ status: 'done' });
    await live.whenIdle();
    assert.deepEqual(textsOf(column.requestAgain(idsIn(column)[0]![1], maker)), ['As JSON.', '{"x"']);
  });

  it('is asked of another model without it', async () => {
    const { column, id } = await begun();
    assert.deepEqual(textsOf(column.requestAgain(id, maker, { model: 'other' })), ['As JSON.']);
  });
});

describe('whether a model goes on with an answer that is begun for it', () => {
  const catalog = createCatalog(table, () => new Date('2026-11-30'));
  const continues = (model: string, dialect: 'anthropic-messages' | 'chat-completions' | 'responses'): boolean =>
    backendAt(endpointAt('https://api.example.com', { dialect })).continues?.(model, catalog) ?? false;

  it('is a fact about the model, with a source', () => {
    const models = [
      'claude-haiku-4-5',
      'claude-opus-4-5-20251101',
      'claude-opus-4-6',
      'claude-sonnet-5-5',
      'gpt-5.1',
      'x',
    ];
    assert.deepEqual(
      models.filter((model) => continues(model, 'anthropic-messages')),
      ['claude-haiku-4-5', 'claude-opus-4-5-20251101'],
    );
    const model = catalog.findModel('claude-haiku-4-5');
    assert.ok(model?.sources.some(({ id }) => id === model.prefill));
  });

  it('is not said of a request that cannot carry it', () => {
    for (const dialect of ['chat-completions', 'responses'] as const) {
      assert.equal(continues('claude-haiku-4-5', dialect), false);
    }
  });
});
