import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import { listModels } from '../../../src/core/chat/listModels';
import { ask, endpointAt, testKey } from './ask';

// What a well-behaved provider does, as somebody else has written it down.
describe('streamChat against aimock', () => {
  let mock: LLMock;
  before(async () => {
    mock = new LLMock({ port: 0, chunkSize: 4 });
    mock.onMessage('plain', { content: 'Hello from the mock, 😀.' });
    mock.onMessage('think', { content: 'Four.', reasoning: 'Two and two.' });
    mock.onMessage('long', { content: 'Cut', finishReason: 'length' });
    mock.onMessage('limited', { error: { message: 'Slow down.' }, status: 429, retryAfter: 42 });
    await mock.start();
  });
  after(() => mock.stop());

  const asked = (content: string) =>
    ask(endpointAt(`${mock.url}/v1`), { model: 'gpt-5', messages: [{ role: 'user', content }] }, { key: testKey });

  it('streams text with usage', async () => {
    const { text, reasoning, usage, finish } = await asked('plain');
    assert.deepEqual({ text, reasoning, finish }, { text: 'Hello from the mock, 😀.', reasoning: '', finish: 'stop' });
    assert.ok(usage !== undefined && usage.inputTokens > 0 && usage.outputTokens > 0);
  });

  it('streams reasoning apart from text', async () => {
    const { text, reasoning } = await asked('think');
    assert.deepEqual({ text, reasoning }, { text: 'Four.', reasoning: 'Two and two.' });
  });

  it('reports the finish reason', async () => assert.equal((await asked('long')).finish, 'length'));

  it('reports a rate limit with its time', async () => {
    const { error } = await asked('limited');
    assert.equal(error?.kind, 'rate-limited');
    assert.equal(error.facts.retryAfterMs, 42_000);
    assert.equal(error.facts.detail, 'Slow down.');
  });

  it('lists models', async () => {
    const models = await listModels(endpointAt(`${mock.url}/v1`), {
      key: testKey,
      signal: new AbortController().signal,
    });
    assert.ok(models.length > 0);
    assert.deepEqual(models, [...models].sort());
  });
});
