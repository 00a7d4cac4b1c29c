import assert from 'node:assert/strict';
import type { ChatErrorFacts, ChatErrorKind } from '../../../src/core/chat/errors';
import { behaviours } from '../../fakes/faultBehaviours';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { ask, endpointAt, eventually, testKey } from './ask';

const quick = { idleTimeoutMs: 150, firstOutputTimeoutMs: 250 };

/** What each behaviour ends in, and which facts belong to it. `kept` is the text that had come before. */
const faults: readonly (readonly [
  model: string,
  kind: ChatErrorKind,
  facts: Partial<ChatErrorFacts>,
  kept?: string,
])[] = [
  ['bad-key', 'wrong-key', { status: 401 }],
  ['forbidden', 'forbidden', { status: 403, detail: 'Not for you.' }],
  ['no-such-model', 'unknown-model', { status: 404, detail: 'The model does not exist.' }],
  ['no-such-model-400', 'unknown-model', { status: 400 }],
  ['no-such-path', 'not-a-chat-api', { status: 404, detail: '404 page not found' }],
  ['no-such-path-fastapi', 'not-a-chat-api', { status: 404 }],
  ['no-credit', 'bad-request', { status: 402, detail: 'Insufficient Balance' }],
  ['google-bad-request', 'bad-request', { status: 400, detail: 'Bad value.' }],
  ['rate-limit-long', 'rate-limited', { status: 429, retryAfterMs: 42_000 }],
  ['rate-limit-google', 'rate-limited', { status: 429, retryAfterMs: 43_500 }],
  ['server-error', 'server-error', { status: 500, detail: 'A web page: Internal Server Error' }],
  ['html', 'not-a-chat-api', { detail: 'A web page: Sign in' }],
  ['html-endless', 'not-a-chat-api', { detail: 'A web page: Endless' }],
  ['json', 'not-a-chat-api', { detail: 'Streaming is not supported.' }],
  ['json-as-event-stream', 'not-a-chat-api', { detail: 'Out of memory' }],
  ['other-api', 'not-a-chat-api', {}],
  ['no-body', 'empty', {}],
  ['empty-stream', 'empty', {}],
  ['role-only', 'empty', {}],
  ['no-finish', 'cut-off', {}, 'Hello'],
  ['ends-in-chunk', 'cut-off', {}, 'Hello'],
  ['cut', 'cut-off', {}, 'Hello'],
  ['stall', 'stalled', { idleMs: quick.idleTimeoutMs }, 'Hello'],
  ['stall-at-start', 'stalled', { idleMs: quick.firstOutputTimeoutMs }],
  ['never-answers', 'stalled', { idleMs: quick.firstOutputTimeoutMs }],
  ['malformed', 'malformed', {}, 'Hello'],
  ['malformed-number', 'malformed', {}, 'Hello'],
  ['error-openrouter', 'in-stream', { detail: 'Provider returned error (Overheated)' }, 'Hello'],
  ['error-anthropic', 'in-stream', { detail: 'Overloaded' }, 'Hello'],
  ['error-string', 'in-stream', { detail: 'Out of memory' }, 'Hello'],
  ['error-object', 'in-stream', { detail: 'Out of memory' }, 'Hello'],
  ['error-llamacpp', 'in-stream', { detail: 'The context is too small.' }],
  ['error-finish', 'in-stream', { detail: 'finish_reason: insufficient_system_resource' }, 'Hello'],
];

describe('streamChat, when it goes wrong', () => {
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  const asked = (model: string, deps = {}) => ask(endpointAt(server.baseUrl), { model }, { ...quick, ...deps });

  for (const [model, kind, facts, kept = ''] of faults) {
    it(`calls ${model} ${kind}${kept === '' ? '' : ' and keeps what had come'}`, async () => {
      const { error, text, finish } = await asked(model, { key: testKey });
      assert.equal(error?.kind, kind);
      assert.equal(error.facts.host, new URL(server.origin).host);
      assert.equal(error.facts.model, model);
      for (const [name, value] of Object.entries(facts)) {
        assert.deepEqual(error.facts[name as keyof ChatErrorFacts], value, name);
      }
      assert.equal(text, kept);
      assert.equal(finish, undefined);
    });
  }

  it('takes comments for a sign of life', async () => {
    const { text, finish } = await asked('keep-alive');
    assert.deepEqual({ text, finish }, { text: 'Hello', finish: 'stop' });
  });

  it('closes the connection of a stalled stream', async () => {
    await asked('stall');
    await eventually(() => server.requests[0]!.closedEarly);
  });

  it('keeps the usage of an answer that was cut off', async () => {
    assert.deepEqual((await asked('no-finish')).usage, { inputTokens: 5, outputTokens: 3 });
  });

  for (const model of ['cut-after-finish', 'stall-after-finish']) {
    it(`takes an answer with a finish reason as whole: ${model}`, async () => {
      const { text, finish, error } = await asked(model);
      assert.deepEqual({ text, finish, error }, { text: 'Hello', finish: 'stop', error: undefined });
    });
  }

  it('waits three seconds at most for the words of an error', async function () {
    this.timeout(8_000);
    const { error } = await asked('error-body-stalls', { firstOutputTimeoutMs: 60_000 });
    assert.equal(error?.kind, 'forbidden');
  });

  it('names the system error when nobody listens', async () => {
    const gone = await startFaultServer();
    await gone.close();
    const { error } = await ask(endpointAt(gone.baseUrl), { model: 'ok' });
    assert.equal(error?.kind, 'unreachable');
    assert.equal(error.facts.detail, 'ECONNREFUSED');
  });

  it('names the system error when the host does not exist', async () => {
    const { error } = await ask(endpointAt('https://no-such-host.invalid/v1'), { model: 'ok' });
    assert.equal(error?.kind, 'unreachable');
    assert.match(error.facts.detail ?? '', /^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it('says that a broken connection before the answer is no answer', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } }));
    const { error } = await asked('ok', { fetch });
    assert.equal(error?.kind, 'unreachable');
    assert.equal(error.facts.detail, 'UND_ERR_SOCKET');
  });

  it('has an expectation for every behaviour of the fault server', () => {
    const elsewhere = [
      /^(ok|slow|keep-alive|refusal|redirect|wrong-content-type|error-body-stalls|array-content|think-tags)$/,
      /^(rate-limit-short|server-error-once|million-characters)$|-after-finish$/,
      /^(reasoning|usage|rejects|wants|hostile)/,
    ];
    const named = new Set(faults.map(([model]) => model));
    const left = Object.keys(behaviours).filter(
      (model) => !named.has(model) && !elsewhere.some((names) => names.test(model)),
    );
    assert.deepEqual(left, []);
  });
});
