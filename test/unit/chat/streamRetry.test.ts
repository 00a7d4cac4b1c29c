import assert from 'node:assert/strict';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { ask, endpointAt } from './ask';

describe('streamChat, second attempts', () => {
  // A server, and so an origin, for every test: what is learnt about an origin stays for the process.
  let server: FaultServer;
  beforeEach(async () => (server = await startFaultServer()));
  afterEach(() => server.close());

  const asked = (model: string, request = {}) => ask(endpointAt(server.baseUrl), { model, ...request });
  const fieldsSent = () => server.requests.map(({ body }) => Object.keys(body));

  it('repeats a request once after a server error', async () => {
    assert.equal((await asked('server-error-once')).text, 'Hello');
    assert.equal(server.requests.length, 2);
    assert.equal((await asked('server-error')).error?.kind, 'server-error');
    assert.equal(server.requests.length, 4);
  });

  it('waits for a short Retry-After', async () => {
    assert.equal((await asked('rate-limit-short')).text, 'Hello');
    assert.equal(server.requests.length, 2);
  });

  it('reports a long Retry-After at once', async () => {
    const start = performance.now();
    assert.equal((await asked('rate-limit-long')).error?.facts.retryAfterMs, 42_000);
    assert.equal(server.requests.length, 1);
    assert.ok(performance.now() - start < 400);
  });

  for (const model of [
    'cut',
    'no-finish',
    'malformed',
    'error-string',
    'html',
    'bad-key',
    'no-such-model',
    'forbidden',
  ]) {
    it(`does not repeat ${model}`, async () => {
      assert.ok((await asked(model)).error);
      assert.equal(server.requests.length, 1);
    });
  }

  for (const model of ['rejects-stream-options', 'rejects-without-saying']) {
    it(`leaves usage out after ${model}, and remembers it for the origin`, async () => {
      assert.equal((await asked(model)).text, 'Hello');
      assert.equal((await asked(model)).text, 'Hello');
      assert.deepEqual(
        fieldsSent().map((fields) => fields.includes('stream_options')),
        [true, false, false],
      );
    });
  }

  it('does not forget usage because of an error that has another reason', async () => {
    assert.equal((await asked('google-bad-request')).error?.kind, 'bad-request');
    assert.equal(server.requests.length, 2);
    await asked('ok');
    assert.ok(fieldsSent().at(-1)!.includes('stream_options'));
  });

  it('does not ask again when the provider names another field', async () => {
    assert.equal((await asked('rejects-temperature', { temperature: 2 })).error?.kind, 'bad-request');
    assert.equal(server.requests.length, 1);
  });

  it('renames the limit when the provider names it, and remembers that for the model', async () => {
    const limited = { maxOutputTokens: 9 };
    assert.equal((await asked('wants-max-completion-tokens', limited)).text, 'Hello');
    assert.equal((await asked('wants-max-completion-tokens', limited)).text, 'Hello');
    await asked('ok', limited);
    assert.deepEqual(
      server.requests.map(({ body }) => [body['max_tokens'], body['max_completion_tokens']]),
      [
        [9, undefined],
        [undefined, 9],
        [undefined, 9],
        [9, undefined],
      ],
    );
  });
});
