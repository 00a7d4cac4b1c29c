import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { ChatErrorFacts } from '../../../../src/core/chat/messages/errors';
import type { ChatEvent } from '../../../../src/core/chat/messages/chatTypes';
import { behaviours } from '../../../fakes/faultBehaviours';
import { faults } from '../../../fakes/faults';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { ask, endpointAt, partsOf, says, testKey } from './ask';
import { holdTimers } from '../../../support/heldTimers';
import { poll } from '../../../support/poll';

/** Limits in ms: in an answer, before it, after its finish, and for the words of an error. */
const [idleMs, firstOutputMs, afterFinishMs, errorBodyMs] = [60_000, 300_000, 5_000, 3_000];

/** Silence after a while: the limit that ends it, the time it is waited for, and what had come before. */
const stalls: readonly (readonly [model: string, limitMs: number, times: number, kept: string])[] = [
  ['stall', idleMs, 1, 'Hello'],
  ['stall-at-start', firstOutputMs, 3, ''], // For the answer, for its first event, and again after its first bytes.
  ['never-answers', firstOutputMs, 1, ''],
];

describe('streamAnswer, when it goes wrong', () => {
  const timers = holdTimers(idleMs, firstOutputMs, afterFinishMs, errorBodyMs);
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  const asked = (model: string, deps = {}) =>
    ask(endpointAt(server.baseUrl), { model }, { idleMs, firstOutputMs, ...deps });

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
      assert.equal(error.facts.hasOutput ?? false, kept !== '');
      assert.equal(finish, undefined);
    });
  }

  for (const [dialect, answer] of [
    [
      'chat-completions',
      { object: 'chat.completion', choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }] },
    ],
    ['responses', { object: 'response', error: null, output: [{ type: 'function_call', arguments: '{}' }] }],
    ['anthropic-messages', { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Hello' }] }],
  ] as const) {
    it(`says of a whole answer that it is no stream: ${dialect}`, async () => {
      for (const more of [{}, { system_fingerprint: 'x'.repeat(100_000) }]) {
        const fetch = () => Promise.resolve(Response.json({ ...answer, ...more }));
        const { error, text } = await ask(
          endpointAt('http://127.0.0.1/v1', 'custom', dialect),
          { model: 'any' },
          { fetch },
        );
        assert.deepEqual([error?.kind, error?.facts.detail, text], ['not-streamed', undefined, '']);
      }
    });
  }

  it('does not take an error for a whole answer, whatever else it has', async () => {
    const fetch = () => Promise.resolve(Response.json({ choices: [], error: { message: 'Overloaded' } }));
    const { error } = await asked('any', { fetch });
    assert.deepEqual([error?.kind, error?.facts.detail], ['not-a-chat-api', 'Overloaded']);
  });

  for (const space of ['', ' ']) {
    it(`reads an error of llama.cpp that begins with "error:${space}{"`, async () => {
      const fetch = () => Promise.resolve(new Response(`error:${space}{"message":"The context is too small."}\n\n`));
      const { error } = await ask(endpointAt('http://127.0.0.1/v1'), { model: 'any' }, { fetch });
      assert.deepEqual([error?.kind, error?.facts.detail], ['in-stream', 'The context is too small.']);
    });
  }

  for (const [model, limitMs, times, kept] of stalls) {
    it(`calls ${model} stalled, and closes the connection`, async () => {
      const seen: ChatEvent[] = [];
      const outcome = asked(model, { onEvent: (event: ChatEvent) => seen.push(event) });
      const written = () => partsOf(seen).map((part) => ('text' in part ? part.text : ''));
      await poll('what comes before', () => server.requests.length === 1 && written().join('') === kept);
      await timers.runOut(limitMs, times);
      const { error, text, finish } = await outcome;
      assert.deepEqual([error?.kind, error?.facts.idleMs, text, finish], ['stalled', limitMs, kept, undefined]);
      await poll('the connection closed', () => server.requests[0]!.closedEarly);
    });
  }

  it('tells the words after which nothing came, and not that nothing came', async () => {
    const outcome = asked('stall-after-words');
    await timers.runOut(firstOutputMs, 3); // See stall-at-start.
    const { error } = await outcome;
    assert.deepEqual([error?.kind, error?.facts.detail], ['in-stream', 'The queue is full.']);
  });

  it('takes comments for a sign of life', async () => {
    const outcome = asked('keep-alive');
    await poll('the first comment', () => timers.started(firstOutputMs) === 3); // See stall-at-start.
    for (const comments of [2, 3]) {
      server.tell();
      await poll('the time to start again', () => timers.started(firstOutputMs) === 2 + comments);
      assert.equal(timers.waiting(firstOutputMs), 1);
    }
    server.tell();
    const { text, finish } = await outcome;
    assert.deepEqual({ text, finish }, { text: 'Hello', finish: 'stop' });
  });

  it('keeps the usage of an answer that was cut off', async () => {
    assert.deepEqual((await asked('no-finish')).usage, { inputTokens: 5, outputTokens: 3 });
  });

  const whole = { text: 'Hello', reasoning: '', finish: 'stop' };

  it('takes an answer with a finish reason as whole: cut-after-finish', async () => {
    assert.deepEqual(await asked('cut-after-finish'), whole);
  });

  it('waits five seconds for what comes after a finish reason: stall-after-finish', async () => {
    const outcome = asked('stall-after-finish');
    await timers.runOut(afterFinishMs);
    assert.deepEqual(await outcome, whole);
  });

  it('takes an answer as whole that ends with [DONE] and no finish reason', async () => {
    const { text, finish, error } = await asked('done-without-finish');
    assert.deepEqual({ text, finish, error }, { text: 'Hello', finish: 'other', error: undefined });
  });

  it('has no usage where the provider counts 0 and 0 tokens at the end', async () => {
    assert.equal((await asked('usage-zero')).usage?.inputTokens, 5); // The one before it.
  });

  it('reads the date of a Retry-After', async () => {
    const { error } = await asked('rate-limit-date');
    const ms = error?.facts.retryAfterMs ?? 0;
    assert.ok(ms > 30_000 && ms <= 90_000, String(ms));
  });

  it('closes the connection of an error body that drips for ever, and tells the status', async () => {
    const outcome = asked('error-body-drips');
    await timers.runOut(errorBodyMs);
    const { error } = await outcome;
    assert.equal(error?.kind, 'forbidden');
    await poll('the connection closed', () => server.requests[0]!.closedEarly);
  });

  it('does not repeat the prompt in an error', async () => {
    const prompt = 'The launch code of the rocket is 12345, and nobody may know it.';
    const { error } = await ask(endpointAt(server.baseUrl), {
      model: 'repeats-the-prompt',
      messages: [says('user', prompt)],
    });
    assert.equal(error?.kind, 'bad-request');
    assert.match(error.facts.detail ?? '', /^Input is invalid: .*…/);
    assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), /launch code|nobody may know/);
  });

  it('waits three seconds at most for the words of an error', async () => {
    const outcome = asked('error-body-stalls');
    await timers.runOut(errorBodyMs);
    const { error } = await outcome;
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

  it('takes an answer of too many parts for malformed, also where the last of them is made at its end', async () => {
    const call = (index: number) => ({ index, id: `c${index}`, function: { name: 'f', arguments: '{}' } });
    const deltas = [{ reasoning_content: 'Hm' }, ...Array.from({ length: 999 }, (_, i) => ({ tool_calls: [call(i)] }))];
    const chunks = [...deltas.map((delta) => ({ delta })), { delta: {}, finish_reason: 'tool_calls' }];
    const body = chunks.map((choice) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`).join('');
    const { error } = await asked('ok', { fetch: () => Promise.resolve(new Response(`${body}data: [DONE]\n\n`)) });
    assert.equal(error?.kind, 'malformed');
  });

  it('has an expectation for every behaviour of the fault server', () => {
    const elsewhere = [
      /^(responses|anthropic|takes-usage-once|done-without-finish|message-for-delta|error-body-drips|repeats-the-prompt|flood-of-(words|empty-chunks)$)/,
      /^(ok|echo|echo-key.*|slow|stall.*|never-answers|keep-alive|refusal|redirect|wrong-content-type|error-body-stalls|array-content|think-tags)$/,
      /^(rate-limit-short|server-error-once|million-characters)$|-after-finish$/,
      /^(reasoning|usage|rejects|wants|hostile|tools$)/,
    ];
    const named = new Set(faults.map(([model]) => model));
    const left = Object.keys(behaviours).filter(
      (model) => !named.has(model) && !elsewhere.some((names) => names.test(model)),
    );
    assert.deepEqual(left, []);
  });
});
