import assert from 'node:assert/strict';
import { ChatError } from '../../../../../src/core/chat/messages/errors';
import { listModels } from '../../../../../src/core/chat/discovery/listModels';
import { testConnection as testEndpoint } from '../../../../../src/core/chat/discovery/connectionCheck';
import { RequestVariants } from '../../../../../src/core/chat/exchange/openAnswer';
import type { Endpoint } from '../../../../../src/core/chat/messages/chatTypes';
import { behaviours } from '../../../../fakes/faultBehaviours';
import { startFaultServer } from '../../../../fakes/faultServer';
import type { FaultServer } from '../../../../fakes/faultServer';
import { endpointAt, hostWith, keyState, testKey } from '../ask';
import { holdTimers } from '../../../../support/heldTimers';
import { poll } from '../../../../support/poll';

/** Ms without a byte. */
const idleMs = 30_000;

describe('the model list', () => {
  const timers = holdTimers(idleMs);
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  const deps = () => ({
    host: hostWith(),
    key: keyState(testKey),
    signal: new AbortController().signal,
    idleMs,
  });
  const testConnection = (endpoint: Endpoint, { idleMs, ...more }: ReturnType<typeof deps>, model?: string) => {
    const limits = { idleMs, firstOutputMs: idleMs, answerCharacters: 1_000 };
    return testEndpoint(endpoint, { ...more, memory: new RequestVariants(() => 0), limits }, model);
  };
  const idsAt = async (endpoint: Endpoint) => (await listModels(endpoint, deps())).map(({ id }) => id);
  const list = (name: string) => idsAt(endpointAt(server.baseUrlFor(name)));
  const kindOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => assert.fail('no error'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ChatError);
    return error.kind;
  };

  it('is sorted', async () => {
    assert.deepEqual(await idsAt(endpointAt(server.baseUrl)), Object.keys(behaviours).sort());
    assert.equal(server.requests[0]!.headers.authorization, `Bearer ${testKey}`);
  });

  for (const [name, expected] of [
    ['list-bare', ['a', 'b']],
    ['list-ollama', ['llama3:latest']],
    ['list-google', ['gemini-flash', 'gemini-pro']],
    ['list-anthropic', ['claude-opus-5-5']],
  ] as const) {
    it(`is read in the form of ${name}`, async () => assert.deepEqual(await list(name), expected));
  }

  it('leaves out of list-hostile what is no id, and what is longer than 256 characters', async () => {
    assert.deepEqual(await list('list-hostile'), ['ok', 'y'.repeat(256)]);
  });

  it('has 5,000 models at most', async () => assert.equal((await list('list-huge')).length, 5_000));

  for (const [name, kind] of [
    ['list-none', 'not-a-chat-api'],
    ['html', 'not-a-chat-api'],
    ['no-such-path', 'not-a-chat-api'],
    ['no-such-model', 'not-a-chat-api'],
    ['bad-key', 'wrong-key'],
    ['rate-limit-long', 'rate-limited'],
    ['server-error', 'server-error'],
    ['redirect', 'not-a-chat-api'],
    ['cut', 'cut-off'],
  ] as const) {
    it(`fails with ${kind} for ${name}`, async () => assert.equal(await kindOf(list(name)), kind));
  }

  for (const name of ['never-answers', 'stall']) {
    it(`fails with stalled for ${name}`, async () => {
      const kind = kindOf(list(name));
      await timers.runOut(idleMs);
      assert.equal(await kind, 'stalled');
    });
  }

  it('is waited for as long as something comes', async () => {
    const kind = kindOf(list('keep-alive'));
    for (const pieces of [1, 2, 3]) {
      await poll('the time to start again', () => timers.started(idleMs) === 1 + pieces);
      assert.equal(timers.waiting(idleMs), 1);
      server.tell();
    }
    assert.equal(await kind, 'not-a-chat-api');
  });

  it('is asked of Anthropic with its key and version, up to 1,000 models at once', async () => {
    const endpoint = endpointAt(server.baseUrlFor('list-anthropic'), 'custom', 'anthropic-messages');
    assert.deepEqual(await idsAt(endpoint), ['claude-opus-5-5']);
    const [request] = server.requests;
    assert.equal(request?.path, '/list-anthropic/v1/models?limit=1000');
    assert.equal(request.headers['x-api-key'], testKey);
    assert.equal(request.headers['anthropic-version'], '2023-06-01');
  });

  it('of a server that drips for ever ends with the connection when it is stopped', async () => {
    const stop = new AbortController();
    const work = listModels(endpointAt(server.baseUrlFor('error-body-drips')), { ...deps(), signal: stop.signal });
    await poll('the first request', () => server.requests.length === 1);
    stop.abort();
    await assert.rejects(work);
    await poll('the connection closed', () => server.requests[0]!.closedEarly);
  });

  it('closes the connection when it is stopped', async () => {
    const stop = new AbortController();
    const work = listModels(endpointAt(server.baseUrlFor('never-answers')), { ...deps(), signal: stop.signal });
    await poll('the first request', () => server.requests.length === 1);
    stop.abort();
    await assert.rejects(work, { name: 'AbortError' });
    await poll('the connection closed', () => server.requests[0]!.closedEarly);
  });

  describe('as a test of the connection', () => {
    it('is enough, and says whether the model is in it', async () => {
      const endpoint = endpointAt(server.baseUrlFor('list-bare'));
      const host = new URL(server.origin).host;
      const expected = { via: 'models', host, models: ['a', 'b'].map((id) => ({ id, figures: {}, can: {} })) };
      assert.deepEqual(await testConnection(endpoint, deps()), expected);
      assert.deepEqual(await testConnection(endpoint, deps(), 'a'), { ...expected, hasModel: true });
      assert.deepEqual(await testConnection(endpoint, deps(), 'z'), { ...expected, hasModel: false });
      assert.ok(server.requests.every(({ method }) => method === 'GET'));
    });

    it('gives way to a request for one token where there is no list', async () => {
      const endpoint = endpointAt(server.baseUrlFor('chat-only'));
      const report = await testConnection(endpoint, deps(), 'ok');
      assert.deepEqual(report, { via: 'chat', host: new URL(server.origin).host, model: 'ok' });
      assert.deepEqual(
        server.requests.map(({ method, body }) => [method, body['max_tokens']]),
        [
          ['GET', undefined],
          ['POST', 1],
        ],
      );
    });

    for (const status of [405, 501]) {
      it(`gives way to it after ${status} too`, async () => {
        const endpoint = endpointAt(server.baseUrlFor(`list-${status}`));
        assert.equal((await testConnection(endpoint, deps(), 'ok')).via, 'chat');
      });
    }

    it('does not give way to it after 503', async () => {
      const endpoint = endpointAt(server.baseUrlFor('list-503'));
      assert.equal(await kindOf(testConnection(endpoint, deps(), 'ok')), 'server-error');
      assert.ok(server.requests.every(({ method }) => method === 'GET'));
    });

    for (const [dialect, model, limit] of [
      ['responses', 'responses', 'max_output_tokens'],
      ['anthropic-messages', 'anthropic', 'max_tokens'],
    ] as const) {
      it(`asks for one token in ${dialect}`, async () => {
        const endpoint = endpointAt(server.baseUrlFor('chat-only'), 'custom', dialect);
        assert.equal((await testConnection(endpoint, deps(), model)).via, 'chat');
        assert.equal(server.requests.at(-1)!.body[limit], 1);
      });
    }

    it('asks a model at once where the provider has no list of what can be asked, and says so without one', async () => {
      const endpoint = endpointAt(server.baseUrlFor('chat-only'), 'azure', 'chat-completions');
      assert.equal((await testConnection(endpoint, deps(), 'ok')).via, 'chat');
      assert.equal(await kindOf(testConnection(endpoint, deps())), 'not-a-chat-api');
      assert.equal(await kindOf(listModels(endpoint, deps())), 'not-a-chat-api');
      assert.deepEqual(
        server.requests.map(({ method }) => method),
        ['POST'],
      );
    });

    it('fails where there is neither', async () => {
      const endpoint = endpointAt(server.baseUrlFor('chat-only'));
      assert.equal(await kindOf(testConnection(endpoint, deps())), 'not-a-chat-api');
      assert.equal(await kindOf(testConnection(endpoint, deps(), 'bad-key')), 'wrong-key');
    });

    it('does not send a chat request after another error', async () => {
      assert.equal(await kindOf(testConnection(endpointAt(server.baseUrlFor('bad-key')), deps(), 'ok')), 'wrong-key');
      assert.equal(server.requests.length, 1);
    });

    it('asks for the key where the list is public', async () => {
      const endpoint = endpointAt(server.baseUrlFor('list-bare'), 'openrouter');
      assert.equal(await kindOf(testConnection(endpoint, deps())), 'not-a-chat-api'); // This server has no /key.
      assert.deepEqual(
        server.requests.map(({ path }) => path),
        ['/list-bare/v1/models', '/list-bare/v1/key'],
      );
    });
  });
});
