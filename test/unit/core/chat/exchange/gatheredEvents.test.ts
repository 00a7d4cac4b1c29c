import assert from 'node:assert/strict';
import { GatheredEvents } from '../../../../../src/core/chat/exchange/gatheredEvents';
import type { ChatEvent } from '../../../../../src/core/chat/messages/chatTypes';

describe('events that are gathered', () => {
  it('are one piece of text and one row of tokens, however they came', () => {
    const told: ChatEvent[] = [];
    const gathered = new GatheredEvents(
      (events) => told.push(...events),
      (error) => {
        throw error;
      },
    );
    const token = (text: string) => ({ text, logprob: -1, top: [] });
    gathered.add({ type: 'part', index: 0, part: { type: 'text', text: 'a' } });
    for (const text of ['b', 'c', 'd']) {
      gathered.add({ type: 'delta', index: 0, text });
      gathered.add({ type: 'tokens', tokens: [token(text)] });
    }
    gathered.add({ type: 'finish', reason: 'stop' });
    gathered.flush();
    assert.deepEqual(told, [
      { type: 'tokens', tokens: ['b', 'c', 'd'].map(token) },
      { type: 'part', index: 0, part: { type: 'text', text: 'a' } },
      { type: 'delta', index: 0, text: 'bcd' },
      { type: 'finish', reason: 'stop' },
    ]);
    gathered.flush();
    assert.equal(told.length, 4);
  });

  it('are not passed on any more once their listener has thrown', () => {
    const errors: unknown[] = [];
    let calls = 0;
    const gathered = new GatheredEvents(
      () => {
        calls += 1;
        throw new Error('The page is gone.');
      },
      (error) => errors.push(error),
    );
    for (const text of ['a', 'b']) {
      gathered.add({ type: 'delta', index: 0, text });
      gathered.flush();
    }
    assert.deepEqual([calls, errors.map(String)], [1, ['Error: The page is gone.']]);
  });
});
