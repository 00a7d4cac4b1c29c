import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { describeChatError } from '../../../../src/core/chat/providers/describeError';
import { behaviours } from '../../../fakes/faultBehaviours';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { holdTimers } from '../../../support/heldTimers';
import { ask, endpointAt, testKey } from './ask';
import { sayInEnglish } from '../../../../src/core/base/say';

/** Behaviours of a server that only a time limit ends, each with that limit in ms. */
const silent: Readonly<Record<string, number>> = {
  stall: 60_000,
  'stall-at-start': 300_000,
  'stall-after-words': 300_000,
  'never-answers': 300_000,
  'stall-after-finish': 5_000,
  'error-body-stalls': 3_000,
  'error-body-drips': 3_000,
};

describe('keys', () => {
  const timers = holdTimers(...Object.values(silent));
  let server: FaultServer;
  let other: FaultServer;
  before(async () => {
    other = await startFaultServer();
    server = await startFaultServer({ redirectTo: `${other.baseUrl}/chat/completions` });
  });
  beforeEach(() => server.reset());
  after(async () => {
    await server.close();
    await other.close();
  });

  it('are sent as a bearer token, and nothing else about this machine is', async () => {
    await ask(endpointAt(server.baseUrl), { model: 'ok' }, { key: testKey });
    const { headers } = server.requests[0]!;
    assert.equal(headers.authorization, `Bearer ${testKey}`);
    assert.equal(headers['user-agent'], 'ai-field-guide');
    const told = Object.keys(headers).filter((name) => /stainless|organization|project/.test(name));
    assert.deepEqual(told, []);
  });

  it('are not sent where there is none, nor is one from the environment', async () => {
    const saved = { ...process.env };
    Object.assign(process.env, {
      OPENAI_API_KEY: 'sk-from-environment',
      OPENAI_ADMIN_KEY: 'sk-from-environment',
      OPENAI_ORG_ID: 'org-from-environment',
      OPENAI_BASE_URL: 'https://environment.invalid',
      OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer sk-from-environment\nX-Team: from-environment',
      OPENAI_LOG: 'debug',
    });
    try {
      assert.equal((await ask(endpointAt(server.baseUrl), { model: 'ok' })).text, 'Hello');
    } finally {
      process.env = saved;
    }
    assert.equal(server.requests[0]!.headers.authorization, undefined);
    assert.doesNotMatch(JSON.stringify(server.requests), /environment/);
  });

  it('and prompts are not carried to where a redirect points', async () => {
    const { error } = await ask(endpointAt(server.baseUrl), { model: 'redirect' }, { key: testKey });
    assert.equal(error?.kind, 'not-a-chat-api');
    assert.equal(error.facts.status, 307);
    assert.equal(error.facts.detail, `It redirects to ${other.origin}.`);
    assert.equal(other.requests.length, 0);
  });

  it('are missing before anything is sent where the provider wants one', async () => {
    const { error } = await ask(endpointAt(server.baseUrl, 'openai'), { model: 'ok' });
    assert.equal(error?.kind, 'missing-key');
    assert.equal(server.requests.length, 0);
  });

  it('are missing when a server without a known need answers 401', async () => {
    assert.equal((await ask(endpointAt(server.baseUrl), { model: 'bad-key' })).error?.kind, 'missing-key');
  });

  it('do not travel over plain http to another machine', async () => {
    const { error } = await ask(endpointAt('http://models.example/v1'), { model: 'ok' }, { key: testKey });
    assert.equal(error?.kind, 'invalid-url');
    assert.match(error.facts.detail ?? '', /unencrypted/);
  });

  for (const key of ['sk-with\nline-break', 'sk-with space', 'sk-ünïcode-key']) {
    it(`that no header can carry are refused without being shown: ${JSON.stringify(key)}`, async () => {
      const { error } = await ask(endpointAt(server.baseUrl), { model: 'ok' }, { key });
      assert.equal(error?.kind, 'wrong-key');
      assert.equal(inspect(error).includes(key.slice(0, 7)), false);
      assert.equal(server.requests.length, 0);
    });
  }

  it('are in no error, however the provider repeats them', async () => {
    for (const model of Object.keys(behaviours).filter(
      (name) => !/^(slow|keep-alive|flood-of-(words|empty-chunks))$/.test(name),
    )) {
      const outcome = ask(endpointAt(server.baseUrl), { model }, { key: testKey });
      const limit = silent[model];
      if (limit !== undefined) await timers.runOut(limit);
      const { error } = await outcome;
      if (error === undefined) continue;
      const shown =
        inspect(error, { depth: 10 }) +
        inspect(describeChatError(error, { providerName: 'P', needsKey: true, say: sayInEnglish }));
      assert.equal(shown.includes(testKey.slice(3, 12)), false, model);
    }
  });
});
