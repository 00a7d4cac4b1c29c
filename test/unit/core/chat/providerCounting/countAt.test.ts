import assert from 'node:assert/strict';
import { ChatService } from '../../../../../src/core/chat/service';
import { countLimitMs } from '../../../../../src/core/chat/providerCounting/countAt';
import { countingWay, countsThere } from '../../../../../src/core/chat/providerCounting/ways';
import type { CountingWay } from '../../../../../src/core/chat/providerCounting/ways';
import { startCountServer } from '../../../../fakes/countServer';
import type { CountServer } from '../../../../fakes/countServer';
import { holdTimers } from '../../../../support/heldTimers';
import { poll } from '../../../../support/poll';
import { endpointAt, hostWith, keyState, testKey } from '../ask';
import { sayInEnglish } from '../../../../../src/core/base/say';

const wayOf = (family: string, openness: 'closed' | 'open-weights' = 'closed'): CountingWay => {
  const way = countingWay({ family, openness });
  assert.ok(way);
  return way;
};
const [anthropic, gemini, llamacpp] = [wayOf('claude'), wayOf('gemini'), wayOf('llama', 'open-weights')];

describe('counting at a provider', () => {
  const timers = holdTimers(countLimitMs);
  let server: CountServer;
  beforeEach(async () => (server = await startCountServer()));
  afterEach(() => server.close());

  const bases: Readonly<Record<string, string>> = { anthropic: '/v1', gemini: '/v1beta/openai', llamacpp: '/v1' };
  const count = (way: CountingWay, text = 'Hello', key: string | null = testKey, signal?: AbortSignal) => {
    const service = new ChatService(hostWith(), sayInEnglish);
    const endpoint = endpointAt(server.origin + bases[way.preset]!, way.preset);
    return service.countTokens(
      endpoint,
      { way, model: 'maker-1', text },
      { key: () => Promise.resolve(keyState(key ?? undefined)), signal: signal ?? new AbortController().signal },
    );
  };
  const errorOf = async (work: ReturnType<typeof count>) => {
    const outcome = await work;
    assert.equal(outcome.status, 'failed');
    return outcome.error;
  };

  it('asks Anthropic for the tokens of one message, with its key', async () => {
    assert.deepEqual(await count(anthropic), { status: 'done', value: 9 });
    const [request, ...more] = server.requests;
    assert.deepEqual([request!.method, request!.path, more.length], ['POST', '/v1/messages/count_tokens', 0]);
    assert.deepEqual(request!.body, { model: 'maker-1', messages: [{ role: 'user', content: 'Hello' }] });
    assert.equal(request!.headers['x-api-key'], testKey);
    assert.equal(request!.headers['anthropic-version'], '2023-06-01');
    assert.equal(request!.headers.authorization, undefined);
  });

  it('asks Gemini beside its OpenAI-compatible address, with its key', async () => {
    server.answer = { json: { totalTokens: 7, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 7 }] } };
    assert.deepEqual(await count(gemini), { status: 'done', value: 7 });
    assert.equal(server.requests[0]!.path, '/v1beta/models/maker-1:countTokens');
    assert.deepEqual(server.requests[0]!.body, { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] });
    assert.equal(server.requests[0]!.headers['x-goog-api-key'], testKey);
    assert.equal(server.requests[0]!.headers.authorization, undefined);
  });

  it('asks llama.cpp for the tokens of the model that runs there, with a key only where there is one', async () => {
    server.answer = { json: { tokens: [15339, 1917] } };
    assert.deepEqual(await count(llamacpp, 'Hello', null), { status: 'done', value: 2 });
    assert.equal(server.requests[0]!.path, '/tokenize');
    assert.deepEqual(server.requests[0]!.body, { content: 'Hello', add_special: false });
    assert.equal(server.requests[0]!.headers.authorization, undefined);
    await count(llamacpp);
    assert.equal(server.requests[1]!.headers.authorization, `Bearer ${testKey}`);
  });

  it('counts a list of many tokens without parsing it at once', async () => {
    const text = 'word '.repeat(300_000);
    server.answer = { json: { tokens: Array.from({ length: 300_000 }, (_, id) => id) } };
    assert.deepEqual(await count(llamacpp, text), { status: 'done', value: 300_000 });
  });

  for (const [title, way, answer] of [
    ['no number', anthropic, { input_tokens: 'nine' }],
    ['another shape', anthropic, { totalTokens: 9 }],
    ['half a token', anthropic, { input_tokens: 9.5 }],
    ['less than nothing', gemini, { totalTokens: -1 }],
    ['nothing for a text', gemini, { totalTokens: 0 }],
    ['more than the text can have', gemini, { totalTokens: 1e12 }],
    ['a list of other things', llamacpp, { tokens: ['a', 'b'] }],
    ['a list of lists', llamacpp, { tokens: [[1], [2]] }],
    ['no list', llamacpp, { tokens: 5 }],
    ['null', anthropic, null],
  ] as const) {
    it(`says so where ${title} comes back`, async () => {
      server.answer = { json: answer };
      const error = await errorOf(count(way));
      assert.equal(error.kind, 'no-count');
      assert.match(error.message, /127\.0\.0\.1.* not with a plausible number of tokens/);
      assert.ok(error.actions.includes('edit-provider'));
    });
  }

  it('takes no more than three tokens a character, and what a maker adds', async () => {
    const most = 3 * 'Hello'.length + 10_000;
    server.answer = { json: { input_tokens: most } };
    assert.deepEqual(await count(anthropic), { status: 'done', value: most });
    server.answer = { json: { input_tokens: most + 1 } };
    assert.equal((await errorOf(count(anthropic))).kind, 'no-count');
  });

  it('does not take a web page, a cut list, or an answer without end for a count @deep', async () => {
    server.answer = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    assert.equal((await errorOf(count(anthropic))).kind, 'no-count');
    server.answer = (response) => response.end('{"tokens":[1,2,3');
    assert.equal((await errorOf(count(llamacpp))).kind, 'no-count');
    server.answer = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('{"input_tokens": 9} '.repeat(4_000)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    assert.equal((await errorOf(count(anthropic))).kind, 'no-count');
    await poll('the connection to be closed', () => server.requests.at(-1)?.closedEarly === true);
  });

  it('needs a key, and sends nothing without one', async () => {
    const error = await errorOf(count(anthropic, 'Hello', null));
    assert.equal(error.kind, 'missing-key');
    assert.deepEqual(error.actions, ['set-key']);
    assert.equal(server.requests.length, 0);
  });

  for (const [status, kind, action] of [
    [401, 'wrong-key', 'set-key'],
    [404, 'unknown-model', 'retry'],
    [429, 'rate-limited', 'retry'],
    [500, 'server-error', 'retry'],
  ] as const) {
    it(`says ${kind} for ${status}, once, with a button and without the text or the key`, async () => {
      const text = 'a secret sentence that nobody else should read again';
      server.answer = (response) => {
        const body = { type: 'error', error: { type: 'some_error', message: `no: ${text} ${testKey}` } };
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      const error = await errorOf(count(anthropic, text));
      assert.equal(error.kind, kind);
      assert.ok(error.actions.includes(action));
      assert.ok(!error.actions.includes('choose-model'), 'there is no model to choose');
      assert.doesNotMatch(`${error.message} ${error.advice}`, /secret sentence|sk-test|tried twice|received so far/);
      assert.equal(server.requests.length, 1);
    });
  }

  it('follows no redirect', async () => {
    server.answer = (response) => response.writeHead(307, { location: `${server.origin}/elsewhere` }).end();
    assert.equal((await errorOf(count(anthropic))).kind, 'not-a-chat-api');
    assert.equal(server.requests.length, 1);
  });

  it('says that there is no connection', async () => {
    const { origin } = server;
    await server.close();
    const service = new ChatService(hostWith(), sayInEnglish);
    const outcome = await service.countTokens(
      endpointAt(`${origin}/v1`, 'anthropic'),
      { way: anthropic, model: 'maker-1', text: 'Hello' },
      { key: () => Promise.resolve(keyState(testKey)), signal: new AbortController().signal },
    );
    assert.equal(outcome.status === 'failed' && outcome.error.kind, 'unreachable');
    server = await startCountServer();
  });

  it('ends a request that takes too long, also one that goes on dripping', async () => {
    server.answer = (response) => void response.writeHead(200).write('{"input');
    const counted = count(anthropic);
    await poll('the request', () => server.requests.length === 1);
    await timers.runOut(countLimitMs);
    const error = await errorOf(counted);
    assert.equal(error.kind, 'stalled');
    assert.match(error.message, /gave no answer within 60 seconds/);
    await poll('the connection to be closed', () => server.requests[0]?.closedEarly === true);
  });

  it('stops when it is cancelled, and closes the connection', async () => {
    server.answer = () => undefined;
    const controller = new AbortController();
    const counted = count(anthropic, 'Hello', testKey, controller.signal);
    await poll('the request', () => server.requests.length === 1);
    controller.abort();
    assert.deepEqual(await counted, { status: 'stopped' });
    await poll('the connection to be closed', () => server.requests[0]?.closedEarly === true);
  });
});

describe('who counts for a model', () => {
  it('is its maker, or llama.cpp where the weights are open, or nobody', () => {
    assert.equal(countingWay({ family: 'gemini', openness: 'open-weights' })?.preset, 'llamacpp');
    assert.equal(countingWay({ family: 'gpt', openness: 'closed' }), undefined);
  });

  it('counts at its own address, and not at a router that passes the model on', () => {
    const at = (preset: string, dialect: 'chat-completions' | 'anthropic-messages' = 'chat-completions') =>
      ({ preset, dialect }) as const;
    assert.ok(countsThere(anthropic, at('anthropic')));
    assert.ok(countsThere(anthropic, at('custom', 'anthropic-messages')));
    assert.ok(!countsThere(anthropic, at('custom', 'chat-completions')));
    assert.ok(!countsThere(anthropic, at('openrouter')));
    assert.ok(!countsThere(anthropic, at('openrouter', 'anthropic-messages')));
    assert.ok(!countsThere(gemini, at('anthropic', 'anthropic-messages')));
    assert.ok(countsThere(llamacpp, at('llamacpp')));
    assert.ok(!countsThere(llamacpp, at('ollama')));
  });
});
