import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { presets } from '../../../../src/core/chat/providers/presets';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { ask, endpointAt, says, testKey } from './ask';
import type { ChatEvent } from '../../../../src/core/chat/messages/chatTypes';
import { poll } from '../../../support/poll';

describe('streamAnswer', () => {
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
      const asked = { model: 'ok', system: 'Be short.', temperature: 0.5, maxOutputTokens: 7 };
      await ask(endpointAt(server.baseUrl), { ...asked, messages: [says('user', 'Hi')] });
      assert.deepEqual(server.requests[0]!.body, {
        model: 'ok',
        messages: [
          { role: 'system', content: 'Be short.' },
          { role: 'user', content: 'Hi' },
        ],
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

    it('calls the limit max_completion_tokens for OpenAI, xAI, Groq, Azure and Bedrock, and max_tokens for all others', async () => {
      const ids = presets.map(({ id }) => id);
      for (const id of ids) {
        await ask(endpointAt(server.baseUrl, id), { model: `ok-${id}`, maxOutputTokens: 7 }, { key: testKey });
      }
      const newer = ids.filter((_id, at) => 'max_completion_tokens' in server.requests[at]!.body);
      const older = ids.filter((_id, at) => 'max_tokens' in server.requests[at]!.body);
      assert.deepEqual(newer, ['openai', 'xai', 'groq', 'azure', 'bedrock']);
      assert.deepEqual(
        older,
        ids.filter((id) => !newer.includes(id)),
      );
    });

    it('reads chunks under a wrong content type', async () => {
      const { text, finish } = await asked('wrong-content-type');
      assert.deepEqual({ text, finish }, { text: 'Hello', finish: 'stop' });
    });

    it('takes a message in the place of a delta', async () => {
      assert.equal((await asked('message-for-delta')).text, 'Hello');
    });

    it('lets other work have its turn while an answer comes in one piece: every 5 ms', async () => {
      const chunk = 'data: {"choices":[{"delta":{"content":"word "}}]}\n\n';
      const last = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
      const fetch = () => Promise.resolve(new Response(chunk.repeat(700) + last));
      // Each event takes a millisecond.
      let events = 0;
      const clock = mock.method(performance, 'now', () => events);
      let turns = 0;
      let done = false;
      const turn = (): void => {
        if (events > 0) turns++;
        if (!done) setImmediate(turn);
      };
      setImmediate(turn);
      try {
        const { text } = await asked('any', { fetch, onEvent: () => (events += 1) });
        assert.equal(text.length, 3_500);
        assert.ok(turns >= 100, `${turns} turns`);
      } finally {
        done = true;
        clock.mock.restore();
      }
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
      let words = 0;
      const onEvent = (event: ChatEvent): void => {
        if ((event.type === 'part' || event.type === 'delta') && ++words === 3) stop.abort();
      };
      const outcome = await asked('slow', { signal: stop.signal, onEvent });
      assert.deepEqual(outcome, { text: 'word word word ', reasoning: '' });
      await poll('the connection closed', () => server.requests[0]!.closedEarly);
    });

    it('ends while the provider has not answered yet', async () => {
      const stop = new AbortController();
      const outcome = asked('never-answers', { signal: stop.signal });
      await poll('the first request', () => server.requests.length === 1);
      stop.abort();
      assert.deepEqual(await outcome, { text: '', reasoning: '' });
      await poll('the connection closed', () => server.requests[0]!.closedEarly);
    });

    it('ends while it waits for a second attempt', async () => {
      const stop = new AbortController();
      const outcome = asked('server-error', { signal: stop.signal });
      await poll('the first request', () => server.requests.length === 1);
      stop.abort();
      assert.deepEqual(await outcome, { text: '', reasoning: '' });
      assert.equal(server.requests.length, 1);
    });

    it('sends nothing when it is stopped before it starts', async () => {
      assert.deepEqual(await asked('ok', { signal: AbortSignal.abort() }), { text: '', reasoning: '' });
      assert.equal(server.requests.length, 0);
    });
  });
});
