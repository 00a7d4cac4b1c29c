import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/chat/errors';
import { listModels } from '../../../src/core/chat/listModels';
import { testConnection } from '../../../src/core/chat/testConnection';
import { behaviours } from '../../fakes/faultBehaviours';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { endpointAt, eventually, testKey } from './ask';

describe('the model list', () => {
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  const deps = () => ({ key: testKey, signal: new AbortController().signal, idleTimeoutMs: 200 });
  const list = (name: string) => listModels(endpointAt(server.baseUrlFor(name)), deps());
  const kindOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => assert.fail('no error'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ChatError);
    return error.kind;
  };

  it('is sorted', async () => {
    assert.deepEqual(await listModels(endpointAt(server.baseUrl), deps()), Object.keys(behaviours).sort());
    assert.equal(server.requests[0]!.headers.authorization, `Bearer ${testKey}`);
  });

  for (const [name, expected] of [
    ['list-bare', ['a', 'b']],
    ['list-ollama', ['llama3:latest']],
    ['list-google', ['gemini-flash', 'gemini-pro']],
    ['list-hostile', ['ok']],
  ] as const) {
    it(`is read in the form of ${name}`, async () => assert.deepEqual(await list(name), expected));
  }

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
    ['never-answers', 'stalled'],
    ['stall', 'stalled'],
    ['cut', 'cut-off'],
  ] as const) {
    it(`fails with ${kind} for ${name}`, async () => assert.equal(await kindOf(list(name)), kind));
  }

  it('closes the connection when it is stopped', async () => {
    const stop = new AbortController();
    const work = listModels(endpointAt(server.baseUrlFor('never-answers')), { ...deps(), signal: stop.signal });
    await eventually(() => server.requests.length === 1);
    stop.abort();
    await assert.rejects(work, { name: 'AbortError' });
    await eventually(() => server.requests[0]!.closedEarly);
  });

  describe('as a test of the connection', () => {
    it('is enough, and says whether the model is in it', async () => {
      const endpoint = endpointAt(server.baseUrlFor('list-bare'));
      const host = new URL(server.origin).host;
      const expected = { via: 'models', host, models: ['a', 'b'] };
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
