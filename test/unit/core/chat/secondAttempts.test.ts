import assert from 'node:assert/strict';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { RequestVariants } from '../../../../src/core/chat/exchange/openAnswer';
import type { FetchLike } from '../../../../src/core/chat/messages/transport';
import { holdTimers } from '../../../support/heldTimers';
import { poll } from '../../../support/poll';
import { ask, endpointAt } from './ask';

describe('streamAnswer, second attempts', () => {
  let server: FaultServer;
  let memory: RequestVariants;
  beforeEach(async () => {
    server = await startFaultServer();
    memory = new RequestVariants(() => performance.now());
  });
  afterEach(() => server.close());

  const asked = (model: string, request = {}) => ask(endpointAt(server.baseUrl), { model, ...request }, { memory });
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

  describe('with a Retry-After', () => {
    const timers = holdTimers(500, 5_000);

    /** A provider that is busy for that time, without a socket. */
    function busyFor(ms: number | undefined) {
      let requests = 0;
      const fetch: FetchLike = () => {
        requests++;
        const headers = ms === undefined ? {} : { 'retry-after-ms': String(ms) };
        return Promise.resolve(
          requests === 1
            ? new Response('{}', { status: 429, headers })
            : new Response('data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n'),
        );
      };
      const outcome = ask(endpointAt('http://127.0.0.1/v1'), { model: 'busy' }, { fetch });
      return { outcome, requests: () => requests };
    }

    const inSilence = async (said: number | undefined, ms: number) => {
      const { outcome, requests } = busyFor(said);
      await poll('the wait', () => timers.waiting(ms) === 1);
      assert.equal(requests(), 1);
      await timers.runOut(ms);
      assert.equal((await outcome).text, 'Hi');
      assert.equal(requests(), 2);
    };

    it('of 5,000 ms is waited for in silence', () => inSilence(5_000, 5_000));

    it('of nothing is one of 500 ms', () => inSilence(undefined, 500));

    it('of 5,001 ms is reported at once', async () => {
      const { outcome, requests } = busyFor(5_001);
      assert.equal((await outcome).error?.facts.retryAfterMs, 5_001);
      assert.equal(requests(), 1);
    });
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
    'no-quota', // insufficient_quota: waiting changes nothing.
    'final-error', // x-should-retry: false
    'method-not-allowed',
    'google-bad-key',
  ]) {
    it(`does not repeat ${model}`, async () => {
      assert.ok((await asked(model)).error);
      assert.equal(server.requests.length, 1);
    });
  }

  for (const model of ['rejects-stream-options', 'rejects-without-saying']) {
    it(`leaves usage out after ${model}, and remembers it for the model`, async () => {
      assert.equal((await asked(model)).text, 'Hello');
      assert.equal((await asked(model)).text, 'Hello');
      assert.deepEqual(
        fieldsSent().map((fields) => fields.includes('stream_options')),
        [true, false, false],
      );
    });
  }

  it('asks again after a 400 that names nothing, once for a model', async () => {
    assert.equal((await asked('google-bad-request')).error?.kind, 'bad-request');
    assert.equal(server.requests.length, 2);
    assert.equal((await asked('google-bad-request')).error?.kind, 'bad-request');
    assert.equal(server.requests.length, 3);
    await asked('ok');
    assert.ok(fieldsSent().at(-1)!.includes('stream_options'));
  });

  it('does not ask again after a 400 that names nothing, where usage had been taken before', async () => {
    assert.equal((await asked('takes-usage-once')).text, 'Hello');
    assert.equal((await asked('takes-usage-once')).error?.kind, 'bad-request');
    assert.equal(server.requests.length, 2);
  });

  it('believes a refusal that names nothing for 30 minutes, and one that names the field for ever', async () => {
    let now = 0;
    memory = new RequestVariants(() => now);
    const askAt = async (minutes: number, model: string) => {
      now = minutes * 60_000;
      server.reset();
      assert.equal((await ask(endpointAt(server.baseUrl), { model }, { memory })).text, 'Hello');
      return server.requests.length;
    };
    const unnamed = [];
    for (const minutes of [0, 29, 31]) unnamed.push(await askAt(minutes, 'rejects-without-saying'));
    assert.deepEqual(unnamed, [2, 1, 2]);
    const named = [];
    for (const minutes of [0, 29, 31]) named.push(await askAt(minutes, 'rejects-stream-options'));
    assert.deepEqual(named, [2, 1, 1]);
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

  it('rewords a request 3 times at most, where the provider refuses each name of the limit', async () => {
    let requests = 0;
    const fetch: FetchLike = (_url, init) => {
      requests++;
      const param = /"(max_\w+)"/.exec(new TextDecoder().decode(init.body as Uint8Array))?.[1];
      const error = { message: 'Unsupported.', param, code: 'unsupported_parameter' };
      return Promise.resolve(new Response(JSON.stringify({ error }), { status: 400 }));
    };
    const { error } = await ask(endpointAt('http://127.0.0.1/v1'), { model: 'never', maxOutputTokens: 9 }, { fetch });
    assert.equal(error?.kind, 'bad-request');
    assert.equal(requests, 1 + 3);
  });

  it('rewords all that the provider names, one after the other', async () => {
    assert.equal((await asked('rejects-one-by-one', { maxOutputTokens: 9 })).text, 'Hello');
    assert.equal(server.requests.length, 3);
  });
});
