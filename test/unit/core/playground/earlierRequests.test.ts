import assert from 'node:assert/strict';
import { answerFrom } from '../../../../src/core/chat/answerFrom';
import type { Usage } from '../../../../src/core/chat/messages/types';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import type { LiveSessionHost } from '../../../../src/core/playground/liveSessionHost';
import { askedAfter } from '../../../../src/core/playground/session/earlierRequests';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { maker, provider, retryIn, say, sendIn, storeOn } from '../../../support/liveSessions';
import { draftOf } from '../../../support/sessionEvents';

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
