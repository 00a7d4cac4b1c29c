import assert from 'node:assert/strict';
import { answerFrom } from '../../../../../src/core/chat/answerFrom';
import type { Usage } from '../../../../../src/core/chat/messages/chatTypes';
import { LiveSession } from '../../../../../src/core/playground/liveSession';
import type { LiveSessionHost } from '../../../../../src/core/playground/liveSessionHost';
import { askedAfter } from '../../../../../src/core/playground/session/earlierRequests';
import { turnHeads } from '../../../../../src/core/playground/session/turnHeads';
import { MemoryFiles } from '../../../../fakes/memoryFiles';
import { maker, provider, retryIn, say, sendIn, storeOn } from '../../../../support/liveSessions';
import { draftOf } from '../../../../support/sessionEvents';

const noCatalog = () => Promise.resolve({ findModel: () => undefined, now: new Date('2026-11-30') });

/** A session whose provider answers at once, with that usage of the next answer. */
async function session() {
  const usages: Usage[] = [];
  let at = 0;
  const host = {
    ...provider().host,
    now: () => (at += 1_000),
    ask: ((_backend, request, listener, asked) =>
      answerFrom(
        {
          ...maker,
          ask: (_request, { onEvents }) => {
            onEvents([say('Yes.')]);
            return Promise.resolve({ status: 'done', usage: usages.shift() ?? { inputTokens: 1, outputTokens: 1 } });
          },
        },
        request,
        listener,
        noCatalog,
        asked,
      )) satisfies LiveSessionHost['ask'],
  };
  const live = new LiveSession(await storeOn(new MemoryFiles(), 'one').create(), host);
  const lastAnswer = () => live.main.turns.at(-1)!.answer!;
  const ask = async (message: string, inputTokens: number, cachedInputTokens: number, model = 'm') => {
    usages.push({ inputTokens, outputTokens: 1, cachedInputTokens });
    sendIn(live, maker, draftOf({ message, model, system: 'Be brief. '.repeat(100) }));
    await live.whenIdle();
    return lastAnswer();
  };
  return { live, usages, ask, lastAnswer };
}

const long = 'long '.repeat(2_000);

describe('an answer after earlier ones', () => {
  it('keeps why less was read from the cache than the request before has in common with it', async () => {
    const { live, ask } = await session();
    assert.equal((await ask(long, 3_000, 0)).cacheMiss, undefined);
    assert.equal((await ask('Why?', 3_010, 2_990)).cacheMiss, undefined);
    assert.deepEqual((await ask('And?', 3_020, 0)).cacheMiss, {
      ...{ cause: 'unexplained', sharedTokens: 3_010, isEstimate: false, cachedTokens: 0, missedTokens: 3_010 },
    });
    assert.equal((await ask('Other?', 3_030, 0, 'other')).cacheMiss?.cause, 'model');
    await live.close();
  });

  it('has with each of them what the user wrote into its body, where a prompt is marked for the cache', async () => {
    const { live } = await session();
    const bodyFields = '{ "cache_control": { "type": "ephemeral" } }';
    for (const message of [long, 'Why?']) {
      sendIn(live, maker, draftOf({ message, model: 'm', bodyFields }));
      await live.whenIdle();
    }
    const [before] = askedAfter(live.session, live.main.turns.at(-1)!.answer!.id).earlier();
    assert.deepEqual(before?.request.params?.bodyFields, { cache_control: { type: 'ephemeral' } });
    await live.close();
  });

  it('is compared with what was asked of the same origin before it, the newest first, also of another branch', async () => {
    const { live, usages, ask, lastAnswer } = await session();
    const first = await ask(long, 3_000, 0);
    await ask('Why?', 3_010, 0);
    usages.push({ inputTokens: 3_000, outputTokens: 1, cachedInputTokens: 0 });
    retryIn(live, first.id, maker);
    await live.whenIdle();
    live.main.showSibling(first.id);
    const last = await ask('And?', 3_020, 0);
    const texts = askedAfter(live.session, last.id)
      .earlier()
      .map(({ request, inputTokens }) => [request.messages.length, inputTokens]);
    assert.deepEqual(texts, [
      [1, 3_000],
      [3, 3_010],
      [1, 3_000],
    ]);
    assert.equal(lastAnswer().id, last.id);
    assert.deepEqual(askedAfter(live.session, first.id).earlier(), []);
    await live.close();
  });

  it('is not compared with what was sent together with it, or not begun to be answered when it was sent', async () => {
    const { asked, host } = provider();
    let now = 1;
    const live = new LiveSession(await storeOn(new MemoryFiles(), 'one').create(), { ...host, now: () => now });
    const usage = { inputTokens: 3_000, outputTokens: 1, cachedInputTokens: 0 };
    sendIn(live, maker, draftOf({ message: long, model: 'm' }));
    asked[0]?.end({ status: 'done', usage, firstTokenMs: 100, durationMs: 200 });
    await live.whenIdle();
    const first = live.main.turns[0]!.answer!;
    const earlierAt = (at: number, times: number): number[] => {
      now = at;
      live.main.retry(live.main.requestAgain(first.id, maker)!, times);
      const { ids } = turnHeads(live.session, live.main.id)[0]!.siblings;
      return ids.slice(-times).map((id) => askedAfter(live.session, id).earlier().length);
    };
    const end = async (): Promise<void> => {
      for (const one of asked) one.end({ status: 'done', usage, firstTokenMs: 10 });
      await live.whenIdle();
    };
    assert.deepEqual(earlierAt(100, 1), [0]);
    await end();
    assert.deepEqual(earlierAt(1_000, 3), [2, 2, 2]);
    await end();
    const together = turnHeads(live.session, live.main.id)[0]!.siblings.ids.slice(-3);
    assert.deepEqual(
      together.map((id) => askedAfter(live.session, id).earlier().length),
      [2, 2, 2],
    );
    await live.close();
  });

  it('is not compared with another one of the same click, however long the click took', async () => {
    const { asked, host } = provider();
    let now = 1;
    const live = new LiveSession(await storeOn(new MemoryFiles(), 'one').create(), { ...host, now: () => now++ });
    sendIn(live, maker, draftOf({ message: long, model: 'm' }));
    asked[0]?.end({ status: 'failed' });
    await live.whenIdle();
    live.main.retry(live.main.requestAgain(live.main.turns[0]!.answer!.id, maker)!, 3);
    for (const one of asked) one.end({ status: 'done', usage: { inputTokens: 3_000, outputTokens: 1 } });
    await live.whenIdle();
    const { ids } = turnHeads(live.session, live.main.id)[0]!.siblings;
    assert.deepEqual(
      ids.map((id) => askedAfter(live.session, id).earlier().length),
      [0, 0, 0, 0],
    );
    await live.close();
  });

  it('is compared with its own column where six of them ask', async () => {
    const { asked, host } = provider();
    const live = new LiveSession(await storeOn(new MemoryFiles(), 'one').create(), host);
    while (live.columnSet.canAdd) live.columnSet.add(live.main);
    const ask = async (message: (column: number) => string, model: (column: number) => string): Promise<void> => {
      for (const [index, column] of live.columns.entries()) {
        const request = column.requestOf(maker, draftOf({ message: message(index), model: model(index) }));
        assert.ok(typeof request !== 'string');
        column.send(request);
        asked.at(-1)?.say(say('Yes.'));
        asked.at(-1)?.end({ status: 'done', usage: { inputTokens: 1_000 + index, outputTokens: 1 } });
        await live.whenIdle();
      }
    };
    const likeliest = () =>
      live.columns.map((column) => askedAfter(live.session, column.turns.at(-1)!.answer!.id).earlier()[0]?.inputTokens);
    const own = live.columns.map((_column, index) => 1_000 + index);
    await ask(
      (index) => `Question ${index}`,
      () => 'same',
    );
    await ask(
      () => 'And?',
      () => 'same',
    );
    assert.deepEqual(likeliest(), own);
    await ask(
      () => 'And?',
      (index) => `m-${index}`,
    );
    await ask(
      () => 'So?',
      (index) => `m-${index}`,
    );
    assert.deepEqual(likeliest(), own);
    await live.close();
  });

  it('is asked with the id of the answer before, where its provider has given it one', async () => {
    const { asked, host } = provider();
    const live = new LiveSession(await storeOn(new MemoryFiles(), 'one').create(), host);
    const draft = draftOf({ message: 'Hi', model: 'm' });
    for (const providerAnswerId of ['msg_1', undefined]) {
      sendIn(live, maker, draft);
      asked.at(-1)?.say(say('Yes.'));
      asked.at(-1)?.end({ status: 'done', ...(providerAnswerId !== undefined && { providerAnswerId }) });
      await live.whenIdle();
    }
    sendIn(live, maker, draft);
    assert.deepEqual(
      asked.map(({ request }) => request.comparedWith),
      [undefined, 'msg_1', undefined],
    );
    asked.at(-1)?.end({ status: 'done' });
    await live.close();
  });
});
