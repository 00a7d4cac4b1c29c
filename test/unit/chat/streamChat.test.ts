import assert from 'node:assert/strict';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { ask, endpointAt, eventually, testKey } from './ask';
import { streamChat } from '../../../src/core/chat/streamChat';

describe('streamChat', () => {
  let server: FaultServer;
  before(async () => (server = await startFaultServer({ slowMs: 5 })));
  beforeEach(() => server.reset());
  after(() => server.close());

  const asked = (model: string, deps = {}) => ask(endpointAt(server.baseUrl), { model }, deps);

  describe('a good answer', () => {
    it('yields text, usage and the finish reason', async () => {
      assert.deepEqual(await asked('ok'), {
        text: 'Hello',
        reasoning: '',
        usage: { inputTokens: 5, outputTokens: 3 },
        finish: 'stop',
      });
    });

    it('sends the messages and parameters as they are', async () => {
      const messages = [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Hi' },
      ] as const;
      await ask(endpointAt(server.baseUrl), { model: 'ok', messages, temperature: 0.5, maxOutputTokens: 7 });
      assert.deepEqual(server.requests[0]!.body, {
        model: 'ok',
        messages,
        stream: true,
        temperature: 0.5,
        max_tokens: 7,
        stream_options: { include_usage: true },
      });
    });

    it('leaves parameters out that are not given', async () => {
      await asked('ok');
      assert.deepEqual(Object.keys(server.requests[0]!.body).sort(), ['messages', 'model', 'stream', 'stream_options']);
    });

    it('writes the limit and leaves usage out as the preset says', async () => {
      await ask(endpointAt(server.baseUrl, 'mistral'), { model: 'ok', maxOutputTokens: 7 }, { key: testKey });
      await ask(endpointAt(server.baseUrl, 'openai'), { model: 'ok', maxOutputTokens: 7 }, { key: testKey });
      const [mistral, openai] = server.requests.map(({ body }) => body);
      assert.equal(mistral!['max_tokens'], 7);
      assert.equal('stream_options' in mistral!, false);
      assert.equal(openai!['max_completion_tokens'], 7);
      assert.equal('max_tokens' in openai!, false);
    });

    it('reads chunks under a wrong content type', async () => {
      const { text, finish } = await asked('wrong-content-type');
      assert.deepEqual({ text, finish }, { text: 'Hello', finish: 'stop' });
    });

    it('passes on a million characters and script tags untouched', async () => {
      assert.equal((await asked('million-characters')).text.length, 1_000_000);
      assert.match((await asked('hostile')).text, /^<script>.*<\/script>.*command:/);
    });
  });

  describe('the ways in which providers write reasoning and text', () => {
    for (const model of [
      'reasoning-content',
      'reasoning',
      'reasoning-text',
      'reasoning-twice',
      'array-content',
      'think-tags',
    ]) {
      it(`tells them apart: ${model}`, async () => {
        const { text, reasoning, finish } = await asked(model);
        assert.deepEqual({ text, reasoning, finish }, { text: 'Hello', reasoning: 'Hm', finish: 'stop' });
      });
    }

    it('takes a refusal as the answer', async () => assert.equal((await asked('refusal')).text, 'No.'));

    it('finds the usage that Moonshot puts into the choice', async () => {
      assert.deepEqual((await asked('usage-moonshot')).usage, {
        inputTokens: 5,
        outputTokens: 3,
        cachedInputTokens: 2,
      });
    });

    it('adds the reasoning that xAI counts apart', async () => {
      const { usage, finish } = await asked('usage-xai');
      assert.deepEqual(usage, { inputTokens: 5, outputTokens: 103, reasoningTokens: 100 });
      assert.equal(finish, 'length');
    });
  });

  describe('stopping', () => {
    it('ends without an error and closes the connection', async () => {
      const stop = new AbortController();
      const words: string[] = [];
      const request = { model: 'slow', messages: [] };
      const deps = { key: undefined, signal: stop.signal };
      for await (const event of streamChat(endpointAt(server.baseUrl), request, deps)) {
        if (event.type === 'text') words.push(event.text);
        if (words.length === 3) stop.abort();
      }
      assert.deepEqual(words, ['word ', 'word ', 'word ']);
      await eventually(() => server.requests[0]!.closedEarly);
    });

    it('closes the connection when the consumer leaves the loop', async () => {
      const deps = { key: undefined, signal: new AbortController().signal };
      for await (const event of streamChat(endpointAt(server.baseUrl), { model: 'slow', messages: [] }, deps)) {
        assert.equal(event.type, 'text');
        break;
      }
      await eventually(() => server.requests[0]!.closedEarly);
    });

    it('ends while the provider has not answered yet', async () => {
      const stop = new AbortController();
      const outcome = asked('never-answers', { signal: stop.signal });
      await eventually(() => server.requests.length === 1);
      stop.abort();
      assert.deepEqual(await outcome, { text: '', reasoning: '' });
      await eventually(() => server.requests[0]!.closedEarly);
    });

    it('ends while it waits for a second attempt', async () => {
      const stop = new AbortController();
      const outcome = asked('server-error', { signal: stop.signal });
      await eventually(() => server.requests.length === 1);
      stop.abort();
      assert.deepEqual(await outcome, { text: '', reasoning: '' });
      assert.equal(server.requests.length, 1);
    });

    it('sends nothing when it is stopped before it starts', async () => {
      assert.deepEqual(await asked('ok', { signal: AbortSignal.abort() }), { text: '', reasoning: '' });
      assert.equal(server.requests.length, 0);
    });
  });

  it('does not take a slow consumer for a silent provider', async () => {
    const deps = { key: undefined, signal: new AbortController().signal, idleTimeoutMs: 40, firstOutputTimeoutMs: 40 };
    let text = '';
    for await (const event of streamChat(endpointAt(server.baseUrl), { model: 'ok', messages: [] }, deps)) {
      if (event.type === 'text') text += event.text;
      await new Promise((resolve) => setTimeout(resolve, 60)); // The consumer's own time, longer than the limit.
    }
    assert.equal(text, 'Hello');
  });
});
