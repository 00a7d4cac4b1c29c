import assert from 'node:assert/strict';
import { ChatService } from '../../../../src/core/chat/service';
import type { AskOptions } from '../../../../src/core/chat/service';
import type { ChatHost } from '../../../../src/core/chat/messages/transport';
import type { ChatEvent } from '../../../../src/core/chat/messages/chatTypes';
import { createChatHost } from '../../../../src/host/node/chatHost';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { holdTimers } from '../../../support/heldTimers';
import { poll } from '../../../support/poll';
import { endpointAt, keyState, partsOf, requestOf, says, testKey } from './ask';
import { sayInEnglish } from '../../../../src/core/base/say';

describe('the chat service', () => {
  let server: FaultServer;
  let logged: string[];
  before(async () => (server = await startFaultServer({ slowMs: 2 })));
  beforeEach(() => {
    server.reset();
    logged = [];
  });
  after(() => server.close());

  const service = (host: Partial<ChatHost> = {}) =>
    new ChatService({ ...createChatHost({ warn: (message) => logged.push(message) }), ...host }, sayInEnglish);
  const options = (more: Partial<AskOptions> = {}): AskOptions => ({
    key: () => Promise.resolve(keyState(testKey)),
    signal: new AbortController().signal,
    onEvents: () => undefined,
    ...more,
  });
  const ask = (model: string, more: Partial<AskOptions> = {}, host: Partial<ChatHost> = {}) =>
    service(host).ask(endpointAt(server.baseUrl), requestOf({ model }), options(more));

  describe('asking', () => {
    it('gives the answer as events, and how it ended', async () => {
      const events: ChatEvent[] = [];
      const end = await ask('ok', { onEvents: (some) => events.push(...some) });
      assert.deepEqual(partsOf(events), [{ type: 'text', text: 'Hello' }]);
      const { firstTokenMs = NaN, durationMs = NaN, ...facts } = end;
      assert.deepEqual(facts, {
        status: 'done',
        finishReason: 'stop',
        usage: { inputTokens: 5, outputTokens: 3 },
        usageReceived: '{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}',
      });
      assert.ok(firstTokenMs >= 0 && durationMs >= firstTokenMs);
      assert.deepEqual(logged, []);
    });

    describe('gathers events for 40 ms', () => {
      const timers = holdTimers(40);

      it('and joins them, and gives all of them before it ends', async () => {
        for (const model of ['million-characters', 'think-tags']) {
          const calls: (readonly ChatEvent[])[] = [];
          await ask(model, { onEvents: (events) => calls.push(events) });
          assert.equal(calls.length, 1);
          const deltas = calls[0]!.filter((event) => event.type === 'delta');
          const parts = calls[0]!.filter((event) => event.type === 'part');
          // One more for letters that the key might have begun with: they come at the end.
          assert.ok(deltas.length <= parts.length + 1, `${deltas.length} deltas in ${parts.length} parts`);
          assert.deepEqual(calls[0]!.at(-1), { type: 'finish', reason: 'stop' });
        }
      });

      it('and hands them on while the answer goes on', async () => {
        const stop = new AbortController();
        const calls: (readonly ChatEvent[])[] = [];
        const end = ask('stall', { signal: stop.signal, onEvents: (events) => calls.push(events) });
        await timers.runOut(40);
        assert.equal(calls.length, 1);
        stop.abort();
        assert.equal((await end).status, 'stopped');
      });
    });

    it('ends as stopped when its signal says so, with what had come', async () => {
      const stop = new AbortController();
      const events: ChatEvent[] = [];
      const end = await ask('slow', {
        signal: stop.signal,
        onEvents: (some) => {
          events.push(...some);
          stop.abort();
        },
      });
      assert.equal(end.status, 'stopped');
      assert.equal(end.error, undefined);
      assert.match(JSON.stringify(partsOf(events)), /word/);
      assert.equal(events.at(-1)?.type, 'partEnd');
      await poll('the connection closed', () => server.requests[0]!.closedEarly);
    });

    it('ends as failed with an error in words, and keeps the facts', async () => {
      const end = await ask('no-finish');
      assert.equal(end.status, 'failed');
      assert.equal(end.error?.kind, 'cut-off');
      assert.match(end.error.message, /ended before the answer was complete/);
      assert.deepEqual(end.usage, { inputTokens: 5, outputTokens: 3, isPartial: true });
    });

    it('marks a usage that came before the answer was stopped, or had reached our limit', async () => {
      const chunk = (content: string) => ({
        choices: [{ delta: { content } }],
        usage: { prompt_tokens: 7, completion_tokens: 1 },
      });
      const fetch = (_url: unknown, { signal }: RequestInit = {}) => {
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            const text = `data: ${JSON.stringify(chunk('Hi'))}\n\ndata: ${JSON.stringify(chunk('x'.repeat(50)))}\n\n`;
            controller.enqueue(new TextEncoder().encode(text));
            signal?.addEventListener('abort', () => controller.error(signal.reason));
          },
        });
        return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
      };
      const host = createChatHost({ warn: () => undefined }, fetch);
      const stop = new AbortController();
      const stopped = await ask('any', { signal: stop.signal, onEvents: () => stop.abort() }, host);
      assert.deepEqual(
        [stopped.status, stopped.usage],
        ['stopped', { inputTokens: 7, outputTokens: 1, isPartial: true }],
      );
      const long = await ask('any', { limits: { answerCharacters: 20 } }, host);
      assert.deepEqual([long.finishReason, long.usage?.isPartial], ['answer-limit', true]);
    });

    it('keeps at most 8,000 characters of the usage as received', async () => {
      const usage = { prompt_tokens: 1, completion_tokens: 1, more: 'x'.repeat(20_000) };
      const chunk = { choices: [{ delta: { content: 'Hi' }, finish_reason: 'stop' }], usage };
      const fetch = () => Promise.resolve(new Response(`data: ${JSON.stringify(chunk)}\n\n`));
      const end = await ask('any', {}, createChatHost({ warn: () => undefined }, fetch));
      assert.equal(end.usageReceived?.length, 8_000);
    });

    it('ends an answer at its limit of characters', async () => {
      const end = await ask('flood-of-words', { limits: { answerCharacters: 5_000 } });
      assert.deepEqual([end.status, end.finishReason], ['done', 'answer-limit']);
    });
  });

  describe('never rejects', () => {
    const secret = 'word of a prompt';
    const broken = () => {
      throw new Error(secret);
    };
    for (const [what, more, host] of [
      ['the key cannot be read', { key: () => Promise.reject(new Error(secret)) }, {}],
      ['the listener throws', { onEvents: broken }, {}],
      ['the decoder throws at once', {}, { openStream: broken }],
      ['the decoder rejects', {}, { openStream: () => Promise.reject(new TypeError(secret)) }],
    ] as const) {
      it(`where ${what}: the answer fails as unexpected, and the log tells the place only`, async () => {
        const end = await ask('ok', more, host);
        assert.equal(end.status, 'failed');
        assert.equal(end.error?.kind, 'unexpected');
        assert.equal(logged.length, 1);
        assert.match(logged[0]!, /unexpected, (?:Type)?Error\n\s+at /);
        assert.doesNotMatch(JSON.stringify([logged, end]), new RegExp(secret));
      });
    }

    it('where the log throws', async () => {
      const end = await ask('forbidden', {}, { log: { warn: broken } });
      assert.equal(end.error?.kind, 'forbidden');
    });

    it('and closes the connection when the listener throws', async () => {
      await ask('slow', { onEvents: broken });
      await poll('the connection closed', () => server.requests[0]!.closedEarly);
    });
  });

  it('looks the key up once an answer, and says once why there is none', async () => {
    let lookups = 0;
    const key = () => {
      lookups++;
      return Promise.resolve({ state: 'other-origin', origin: 'https://old.example' } as const);
    };
    const endpoint = endpointAt(server.baseUrl);
    const asked = await service().ask(endpoint, requestOf({ model: 'ok' }), options({ key }));
    const listed = await service().listModels(endpoint, options({ key }));
    const tested = await service().testConnection(endpoint, options({ key }));
    assert.equal(lookups, 3);
    for (const end of [asked, listed, tested]) {
      assert.ok(end.status === 'failed');
      assert.equal(end.error?.kind, 'missing-key');
      assert.match(end.error.message, /The stored key was entered for https:\/\/old\.example\./);
    }
    assert.equal(server.requests.length, 0);
  });

  it('logs neither key nor prompt nor words of the provider', async () => {
    const prompt = 'The launch code of the rocket is 12345, and nobody may know it.';
    const request = requestOf({ model: 'repeats-the-prompt', system: prompt, messages: [says('user', prompt)] });
    const end = await service().ask(endpointAt(server.baseUrl), request, options());
    assert.equal(end.error?.kind, 'bad-request');
    const host = new URL(server.origin).host;
    assert.deepEqual(logged, [`A request to the provider test failed: bad-request, ${host} HTTP 422`]);
    assert.doesNotMatch(JSON.stringify(end), /launch code|nobody may know/);
    await ask('bad-key');
    assert.doesNotMatch(logged.join(), /Incorrect|Bearer|sk-test/);
  });

  describe('other questions', () => {
    it('lists models', async () => {
      const listed = await service().listModels(endpointAt(server.baseUrlFor('list-bare')), options());
      assert.deepEqual(listed, { status: 'done', value: ['a', 'b'].map((id) => ({ id, figures: {}, can: {} })) });
    });

    it('can be stopped while it lists them', async () => {
      const stop = new AbortController();
      const work = service().listModels(
        endpointAt(server.baseUrlFor('never-answers')),
        options({ signal: stop.signal, limits: {} }),
      );
      await poll('the request', () => server.requests.length === 1);
      stop.abort();
      assert.deepEqual(await work, { status: 'stopped' });
      await poll('the connection closed', () => server.requests[0]!.closedEarly);
    });

    it('tests a connection', async () => {
      const tested = await service().testConnection(endpointAt(server.baseUrlFor('list-bare')), options());
      const host = new URL(server.origin).host;
      const models = ['a', 'b'].map((id) => ({ id, figures: {}, can: {} }));
      assert.deepEqual(tested, { status: 'done', value: { via: 'models', host, models } });
    });

    it('says of a server without a list that it has none, after one request', async () => {
      for (const model of ['not-implemented', 'not-implemented-path', 'method-not-allowed']) {
        server.reset();
        const listed = await service().listModels(endpointAt(server.baseUrlFor(model)), options());
        assert.ok(listed.status === 'failed');
        assert.match(listed.error.message, /has no list of models at this address \(HTTP (?:405|501)\)/);
        assert.equal(server.requests.length, 1);
      }
    });

    it('says why there is no list', async () => {
      const listed = await service().listModels(endpointAt(server.baseUrlFor('bad-key')), options());
      assert.ok(listed.status === 'failed');
      assert.equal(listed.error.kind, 'wrong-key');
      const broken = await service().listModels(
        endpointAt(server.baseUrl),
        options({ key: () => Promise.reject(new Error('locked')) }),
      );
      assert.ok(broken.status === 'failed');
      assert.equal(broken.error.kind, 'unexpected');
    });
  });
});
