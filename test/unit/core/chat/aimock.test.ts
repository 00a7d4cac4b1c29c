import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import { listModels } from '../../../../src/core/chat/discovery/listModels';
import type { DialectId, FinishReason } from '../../../../src/core/chat/messages/chatTypes';
import { ask, endpointAt, hostWith, keyState, says, testKey } from './ask';

// Tests against the behaviour of a good provider, as somebody else has written it down.
describe('streamAnswer against aimock', () => {
  let mock: LLMock;
  before(async () => {
    mock = new LLMock({ port: 0, chunkSize: 4 });
    mock.onMessage('plain', {
      content: 'Hello from the mock, 😀.',
      usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
    });
    mock.onMessage('think', { content: 'Four.', reasoning: 'Two and two.' });
    mock.onMessage('long', { content: 'Cut', finishReason: 'length' });
    mock.onMessage('limited', { error: { message: 'Slow down.' }, status: 429, retryAfter: 42 });
    await mock.start();
  });
  after(() => mock.stop());

  for (const [dialect, model, reason] of [
    ['chat-completions', 'gpt-5', 'length'],
    ['responses', 'gpt-6-sol', 'other'], // It says incomplete, and not why.
    ['anthropic-messages', 'claude-opus-5-5', 'length'],
  ] as const satisfies readonly (readonly [DialectId, string, FinishReason])[]) {
    describe(`in ${dialect}`, () => {
      const asked = (content: string) =>
        ask(
          endpointAt(`${mock.url}/v1`, 'custom', dialect),
          { model, messages: [says('user', content)] },
          { key: testKey },
        );

      it('streams text with usage', async () => {
        const { text, reasoning, usage, finish } = await asked('plain');
        assert.deepEqual(
          { text, reasoning, finish },
          { text: 'Hello from the mock, 😀.', reasoning: '', finish: 'stop' },
        );
        assert.deepEqual(usage, { inputTokens: 5, outputTokens: 3 });
      });

      it('streams reasoning apart from text', async () => {
        const { text, reasoning } = await asked('think');
        assert.deepEqual({ text, reasoning }, { text: 'Four.', reasoning: 'Two and two.' });
      });

      it('reports the finish reason', async () => assert.equal((await asked('long')).finish, reason));

      it('reports a rate limit with its time', async () => {
        const { error } = await asked('limited');
        assert.equal(error?.kind, 'rate-limited');
        assert.equal(error.facts.retryAfterMs, 42_000);
        assert.equal(error.facts.detail, 'Slow down.');
      });
    });
  }

  it('lists models', async () => {
    const models = await listModels(endpointAt(`${mock.url}/v1`), {
      host: hostWith(),
      key: keyState(testKey),
      signal: new AbortController().signal,
      idleMs: 5_000,
    });
    assert.ok(models.length > 0);
    const ids = models.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort());
  });
});
