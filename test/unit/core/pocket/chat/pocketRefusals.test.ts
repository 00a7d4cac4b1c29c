import assert from 'node:assert/strict';
import type { MessagePart } from '../../../../../src/core/chat/messages/chatTypes';
import { whyPocketCannot } from '../../../../../src/core/pocket/chat/askPocket';
import { ask, asking, memory, said, text } from '../../../../support/askingPocket';
import { pocketModel } from '../../../../support/pocket';
import { sayInEnglish } from '../../../../../src/core/base/say';

describe('Pocket as a provider refuses before it is asked', () => {
  const long = 'The quick brown fox jumps over the lazy dog. '.repeat(60);

  it('a text that does not fit, with both counts, and cuts nothing', async () => {
    const model = await pocketModel();
    const tokens = model.tokenizer.encode(long).length + 3;
    const { end, events } = await ask(asking(long));
    assert.deepEqual(events, []);
    assert.equal(end.status, 'failed');
    assert.equal(end.error?.kind, 'does-not-fit');
    assert.ok(end.error.message.includes(tokens.toLocaleString('en-US')), end.error.message);
    assert.ok(end.error.message.includes(String(model.window)), end.error.message);
    assert.deepEqual(end.error.actions, ['use-real-model']);
  });

  it('a conversation that has grown too long, where its last message would fit in a new session', async () => {
    const messages = [said('user', text(long)), said('assistant', text('Yes.')), said('user', text('What is RAG?'))];
    const why = await whyPocketCannot(memory.post, asking('', { messages }), sayInEnglish);
    assert.match(why?.advice ?? '', /new session/i);
    assert.deepEqual(why?.actions, ['new-session', 'use-real-model']);
  });

  const picture: MessagePart = { type: 'image', blob: 'b', mediaType: 'image/png' };
  const call: MessagePart = { type: 'tool-call', id: 'c', name: 'look', input: '{}' };
  for (const [what, request, words] of [
    ['a model that it is not', asking('Hi', { model: 'gpt-5.1' }), /one model/],
    ['a system prompt', asking('Hi', { system: 'Be brief.' }), /system prompt/],
    ['a picture', asking('Hi', { messages: [said('user', picture)] }), /picture/],
    ['a tool call', asking('Hi', { messages: [said('assistant', call), said('user', text('Go on'))] }), /tools/],
  ] as const) {
    it(`${what}, and says so plainly`, async () => {
      const { end, events } = await ask(request);
      assert.deepEqual(events, []);
      assert.equal(end.error?.kind, 'cannot-take');
      assert.match(end.error.message, words);
    });
  }
});
