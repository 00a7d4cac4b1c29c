import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../../../src/core/chat/messages/chatTypes';
import type { Generated, GeneratedToken } from '../../../../../src/core/pocket/generate';
import { PocketModel } from '../../../../../src/core/pocket/pocketModel';
import type { PocketReply } from '../../../../../src/core/pocket/chat/pocketProtocol';
import { PocketServer } from '../../../../../src/core/pocket/chat/pocketServer';
import { maxUnits } from '../../../../../src/core/pocket/chat/pocketRoom';
import { ask, asking, textIn } from '../../../../support/askingPocket';
import { pocketModel, turnOfLoop } from '../../../../support/pocket';
import { pocketInMemory } from '../../../../support/pocketPost';
import { poll } from '../../../../support/poll';

describe('Pocket as a provider that is stopped, or breaks', () => {
  it('keeps what has come when it is stopped, with its counts, and works on it no more', async () => {
    const stop = new AbortController();
    const own = pocketInMemory(pocketModel);
    const events: ChatEvent[] = [];
    const { end } = await ask(
      asking('What is temperature?', { params: { maxOutputTokens: 400 } }),
      {
        signal: stop.signal,
        onEvents: (some) => {
          events.push(...some);
          stop.abort();
        },
      },
      own,
    );
    assert.equal(end.status, 'stopped');
    const kept = textIn(events);
    assert.notEqual(kept, '');
    assert.ok((end.usage?.outputTokens ?? 0) > 0);
    const whole = await ask(asking('What is temperature?'), {}, own);
    assert.ok(whole.text.startsWith(kept) && kept.length < whole.text.length, kept);
    const ofFirst = own.replies.filter(({ kind, id }) => kind === 'answered' && id === 1);
    assert.deepEqual(ofFirst, []);
  });

  it('is stopped before its first word, also where the text is far too long', async () => {
    for (const question of ['What is a token?', 'a'.repeat(maxUnits + 1)]) {
      const { end, text: answer } = await ask(asking(question), { signal: AbortSignal.abort() });
      assert.deepEqual([end.status, answer], ['stopped', '']);
    }
  });

  it('counts no further when nobody waits for it, and says nothing then', async () => {
    const replies: PocketReply[] = [];
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses++;
      return turnOfLoop();
    };
    const server = new PocketServer(pocketModel, (reply) => replies.push(reply), pause);
    const long = 'The sea is blue in the morning. '.repeat(300_000);
    server.receive({ kind: 'count', id: 1, turns: [{ role: 'user', text: long }] });
    await poll('the count to be under way', () => pauses > 2);
    server.receive({ kind: 'cancel', id: 1 });
    const before = pauses;
    for (let turn = 0; turn < 20; turn++) await turnOfLoop();
    assert.ok(pauses - before <= 1, `${pauses - before} pieces more`);
    assert.deepEqual(replies, []);
  });

  it('keeps what it has told and counted when it stops working in the middle', async () => {
    const { network, tokenizer, special } = await pocketModel();
    const breaking = new (class extends PocketModel {
      override async *answer(): AsyncGenerator<GeneratedToken, Generated> {
        await turnOfLoop();
        yield { token: 5, text: 'Half' };
        throw new Error('The memory is gone.');
      }
    })(network, tokenizer, special);
    const thrown: unknown[] = [];
    const { end, events } = await ask(
      asking('Hi'),
      { onBroken: (error) => thrown.push(error) },
      pocketInMemory(() => Promise.resolve(breaking)),
    );
    assert.deepEqual([end.status, textIn(events), end.usage?.outputTokens], ['failed', 'Half', 1]);
    assert.equal(events.at(-1)?.type, 'partEnd');
    assert.ok(end.firstTokenMs !== undefined && end.durationMs !== undefined);
    assert.match(String(thrown[0]), /memory is gone/);
  });

  it('fails, and tells the log why, where whoever listens throws', async () => {
    const thrown: unknown[] = [];
    const { end } = await ask(asking('Who makes Claude?'), {
      onEvents: () => {
        throw new Error('No room to show it.');
      },
      onBroken: (error) => thrown.push(error),
    });
    assert.equal(end.status, 'failed');
    assert.match(String(thrown[0]), /No room to show it/);
  });

  it('says that it stopped working where its file is damaged, with what may mend it, and tells the log why', async () => {
    const broken = pocketInMemory(() => Promise.reject(new Error('The file is damaged.')));
    const thrown: unknown[] = [];
    const { end } = await ask(asking('Hi'), { onBroken: (error) => thrown.push(error) }, broken);
    assert.equal(end.error?.kind, 'unexpected');
    assert.ok(end.error.actions.includes('use-real-model'));
    assert.match(String(thrown[0]), /damaged/);
  });
});
