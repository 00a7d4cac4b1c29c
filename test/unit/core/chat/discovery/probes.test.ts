import assert from 'node:assert/strict';
import { hasLogprobs, probes } from '../../../../../src/core/chat/discovery/probes';
import type { ProbeId, Seen } from '../../../../../src/core/chat/discovery/probes';
import { abilitiesFound, runProbe, runProbes } from '../../../../../src/core/chat/discovery/runProbe';
import type { ProbeFinding } from '../../../../../src/core/chat/discovery/runProbe';
import { RequestVariants } from '../../../../../src/core/chat/exchange/openAnswer';
import { ChatError } from '../../../../../src/core/chat/messages/errors';
import type { ErrorView, Outcome } from '../../../../../src/core/chat/messages/errors';
import type { DialectId } from '../../../../../src/core/chat/messages/chatTypes';
import { endpointAt, hostWith, keyState } from '../ask';

/** Asks a provider that answers like this, over no network. */
const find = (id: ProbeId, answer: () => Response): Promise<ProbeFinding> =>
  runProbe(id, endpointAt('https://example.com/v1'), 'm', {
    host: hostWith(() => Promise.resolve(answer())),
    key: keyState('sk-0123456789abcdef'),
    signal: new AbortController().signal,
    memory: new RequestVariants(() => 0),
    limits: { idleMs: 5_000, firstOutputMs: 5_000, answerCharacters: 10_000 },
  });

const stream = (...deltas: object[]) => {
  const chunks = deltas.map((delta) => ({ choices: [{ index: 0, delta }] }));
  const all = [...chunks, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }];
  const body = all.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  return () => new Response(body, { headers: { 'content-type': 'text/event-stream' } });
};
const refusal = (status: number, message: string, more: object = {}) => {
  return () => Response.json({ error: { message, ...more } }, { status });
};
const kindOf = (asked: Promise<ProbeFinding>): Promise<string> =>
  asked.then(
    ({ state }) => state,
    (error: unknown) => (error instanceof ChatError ? error.kind : String(error)),
  );

describe('the request of a probe', () => {
  const amended = (id: ProbeId, dialect: DialectId, body: object) =>
    probes[id].amend[dialect]?.({ model: 'm', ...body });

  it('asks for reasoning with the least effort, and leaves what is asked for already', () => {
    assert.deepEqual(amended('reasoning', 'chat-completions', {}), { reasoning_effort: 'low' });
    assert.deepEqual(amended('reasoning', 'responses', { reasoning: { summary: 'auto' } }), {
      reasoning: { summary: 'auto', effort: 'low' },
    });
  });

  it('asks for probabilities beside what is included already', () => {
    const included = ['reasoning.encrypted_content'];
    assert.deepEqual(amended('logprobs', 'responses', { include: included })?.['include'], [
      ...included,
      'message.output_text.logprobs',
    ]);
    assert.deepEqual(amended('logprobs', 'responses', {})?.['include'], ['message.output_text.logprobs']);
  });
});

describe('an answer to a probe', () => {
  const nothing: Seen = { text: '', hasReasoning: false, toolCalls: [], hasLogprobs: false };
  for (const [id, seen, works] of [
    ['reasoning', { hasReasoning: true }, true],
    ['reasoning', { usage: { inputTokens: 1, outputTokens: 9, reasoningTokens: 8 } }, true],
    ['reasoning', { usage: { inputTokens: 1, outputTokens: 9, reasoningTokens: 0 } }, false],
    ['tools', { toolCalls: ['search', 'read_thermometer'] }, true],
    ['tools', { toolCalls: ['search'] }, false],
    ['structured', { text: ' {"colour": "yellow"}\n' }, true],
    ['structured', { text: '{"colour": "yellow", "why": "It is ripe."}' }, false],
    ['structured', { text: '{"colour": 7}' }, false],
    ['structured', { text: 'Yellow.' }, false],
    ['images', { text: 'Red.' }, true],
    ['images', { text: 'It is CRIMSON' }, true],
    ['images', { text: 'scarlet' }, true],
    ['images', { text: 'I was bored.' }, false],
    ['logprobs', { hasLogprobs: true }, true],
  ] satisfies [ProbeId, Partial<Seen>, boolean][]) {
    it(`${works ? 'shows' : 'does not show'} ${id}: ${JSON.stringify(seen)}`, () => {
      assert.equal(probes[id].worked({ ...nothing, ...seen }), works);
    });
  }

  it('has probabilities only where there is one', () => {
    const token = { token: 'Hi', logprob: -0.1 };
    for (const [event, has] of [
      [{ logprobs: [token] }, true],
      [{ logprobs: [] }, false],
      [{ choices: [{ logprobs: { content: [token] } }] }, true],
      [{ choices: [{ logprobs: { content: [] } }] }, false],
      [{ choices: [{ logprobs: null }] }, false],
      [{ choices: 'none' }, false],
      ['[DONE]', false],
    ] as const) {
      assert.equal(hasLogprobs(event), has, JSON.stringify(event));
    }
  });

  it('is read in its text, not in the reasoning before it', async () => {
    const answer = stream({ reasoning_content: 'A ' }, { reasoning_content: 'red square?' }, { content: 'Blue.' });
    assert.equal((await find('images', answer)).state, 'ignored');
    assert.equal((await find('images', stream({ content: 'R' }, { content: 'ed.' }))).state, 'works');
  });
});

describe('a request of a probe that fails', () => {
  for (const [what, answer, kind] of [
    ['a parameter is unknown', refusal(400, 'Unknown parameter'), 'refused'],
    ['the model is unknown with it', refusal(404, 'No such model', { code: 'model_not_found' }), 'refused'],
    ['the account has no money', refusal(402, 'Insufficient balance'), 'other'],
    ['the key is wrong', refusal(401, 'No'), 'wrong-key'],
  ] as const) {
    it(`${kind === 'refused' ? 'says that it is refused' : 'is an error'} where ${what}`, async () => {
      const found = await kindOf(find('tools', answer));
      if (kind === 'other') assert.notEqual(found, 'refused');
      else assert.equal(found, kind);
    });
  }

  it('is an error where it asks for an answer alone: nothing else is refused then', async () => {
    assert.equal(await kindOf(find('answer', refusal(400, 'No'))), 'bad-request');
  });

  for (const [kind, isLast] of [
    ['missing-key', true],
    ['wrong-key', true],
    ['unreachable', true],
    ['invalid-url', true],
    ['rate-limited', true],
    ['server-error', false],
    ['cut-off', false],
  ] satisfies [ErrorView['kind'], boolean][]) {
    it(`is ${isLast ? 'the last one' : 'followed by the others'} where it ends in ${kind}`, async () => {
      const asked: ProbeId[] = [];
      const run = (id: ProbeId): Promise<Outcome<ProbeFinding>> => {
        asked.push(id);
        const error = { kind, message: 'No.', advice: 'Do.', actions: [] };
        return Promise.resolve(
          id === 'tools' ? { status: 'failed', error } : { status: 'done', value: { state: 'works' } },
        );
      };
      await runProbes(['tools', 'images'], run, () => undefined);
      assert.deepEqual(asked, isLast ? ['answer', 'tools'] : ['answer', 'tools', 'images']);
    });
  }

  it('says of usage that there was none where the answer had none', () => {
    const answered = (value: ProbeFinding) => abilitiesFound([{ probe: 'answer', outcome: { status: 'done', value } }]);
    assert.deepEqual(answered({ state: 'works' }), { streaming: true, usage: false });
    const usage = { inputTokens: 1, outputTokens: 1 };
    assert.deepEqual(answered({ state: 'works', usage }), { streaming: true, usage: true });
  });
});
