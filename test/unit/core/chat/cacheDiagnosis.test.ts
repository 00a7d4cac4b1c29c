import assert from 'node:assert/strict';
import { endpointBackend } from '../../../../src/core/chat/endpointBackend';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { DialectId } from '../../../../src/core/chat/messages/chatTypes';
import { ChatService } from '../../../../src/core/chat/service';
import { endpointAt, hostWith, requestOf } from './ask';

/** Asks with those events as the answer; gives the bodies that were sent, and how the answer ended. */
async function asked(
  dialect: DialectId,
  events: readonly object[],
  { isOn = true, comparedWith, refuses }: { isOn?: boolean; comparedWith?: string; refuses?: string } = {},
) {
  const bodies: Readonly<Record<string, unknown>>[] = [];
  const stream = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const host = hostWith(async (_url, { body }) => {
    const text = new TextDecoder().decode(body as Uint8Array);
    bodies.push(JSON.parse(text) as Readonly<Record<string, unknown>>);
    if (refuses !== undefined && text.includes(`"${refuses}":`)) {
      return new Response(`{"error":{"message":"${refuses}: Extra inputs are not permitted"}}`, { status: 400 });
    }
    return Promise.resolve(new Response(stream, { headers: { 'content-type': 'text/event-stream' } }));
  });
  const backend = endpointBackend(endpointAt('https://example.com/v1', 'custom', dialect), {
    service: () => Promise.resolve(new ChatService(host, sayInEnglish)),
    key: () => Promise.resolve({ state: 'none' }),
    limits: () => ({}),
    diagnosesCache: () => isOn,
    offers: () => Promise.resolve([]),
    says: () => undefined,
    knows: () => [],
    remoteName: undefined,
    say: sayInEnglish,
  });
  const request = { ...requestOf({ model: 'm' }), ...(comparedWith !== undefined && { comparedWith }) };
  const end = await backend.ask(request, { signal: new AbortController().signal, onEvents: () => undefined });
  return { bodies, end };
}

const message = (diagnostics: unknown) => [
  { type: 'message_start', message: { id: 'msg_2', usage: { input_tokens: 9 }, diagnostics } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hi' } },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
  { type: 'message_stop' },
];
const response = (prompt_cache_diagnostics: unknown) => [
  { type: 'response.output_text.delta', item_id: 'a', output_index: 0, content_index: 0, delta: 'Hi' },
  { type: 'response.completed', response: { id: 'resp_2', status: 'completed', output: [], prompt_cache_diagnostics } },
];

describe('the word of a provider on its prompt cache', () => {
  it('is asked of Anthropic Messages from the first answer on, and kept with the id of the answer', async () => {
    const first = await asked('anthropic-messages', message(null));
    assert.deepEqual(first.bodies[0]?.['diagnostics'], { previous_message_id: null });
    assert.deepEqual([first.end.providerAnswerId, first.end.cacheDiagnosis], ['msg_2', undefined]);
    const reason = { type: 'tools_changed', cache_missed_input_tokens: 5_210 };
    const next = await asked('anthropic-messages', message({ cache_miss_reason: reason }), { comparedWith: 'msg_1' });
    assert.deepEqual(next.bodies[0]?.['diagnostics'], { previous_message_id: 'msg_1' });
    assert.deepEqual(next.end.cacheDiagnosis, { reason: 'tools_changed', missedTokens: 5_210 });
    const open = await asked('anthropic-messages', message({ cache_miss_reason: null }), { comparedWith: 'msg_1' });
    assert.equal(open.end.cacheDiagnosis, undefined);
  });

  it('is asked of Responses where there is an answer to compare with', async () => {
    const first = await asked('responses', response(undefined));
    assert.equal('prompt_cache_options' in first.bodies[0]!, false);
    assert.equal(first.end.providerAnswerId, 'resp_2');
    const miss = { type: 'cache_miss', reason: 'model_changed', cache_missed_tokens: 1_200 };
    const next = await asked('responses', response(miss), { comparedWith: 'resp_1' });
    assert.deepEqual(next.bodies[0]?.['prompt_cache_options'], { comparison_response_id: 'resp_1' });
    assert.deepEqual(next.end.cacheDiagnosis, { reason: 'model_changed', missedTokens: 1_200 });
    const reasons = ['cache_hit', 'comparison_response_not_found', 'unavailable'].map(async (type) => {
      const { end } = await asked('responses', response({ type }), { comparedWith: 'resp_1' });
      return end.cacheDiagnosis?.reason;
    });
    assert.deepEqual(await Promise.all(reasons), [undefined, 'comparison_response_not_found', 'unavailable']);
  });

  it('is not asked for, and no id is kept, where the user has not switched it on', async () => {
    for (const [dialect, events] of [
      ['anthropic-messages', message({ cache_miss_reason: { type: 'tools_changed' } })],
      ['responses', response({ type: 'unavailable' })],
      ['chat-completions', [{ id: 'c', choices: [{ delta: { content: 'Hi' }, finish_reason: 'stop' }] }]],
    ] as const) {
      const { bodies, end } = await asked(dialect, events, { isOn: false, comparedWith: 'msg_1' });
      assert.doesNotMatch(JSON.stringify(bodies), /msg_1|diagnostics|prompt_cache/);
      assert.deepEqual([end.providerAnswerId, end.cacheDiagnosis], [undefined, undefined]);
    }
  });

  it('costs no answer where a server does not know the field', async () => {
    const { bodies, end } = await asked('anthropic-messages', message(null), { refuses: 'diagnostics' });
    assert.deepEqual(
      bodies.map((body) => 'diagnostics' in body),
      [true, false],
    );
    assert.equal(end.status, 'done');
  });

  it('is a word and nothing else', async () => {
    for (const type of ['<img src=x>', 'a'.repeat(61), 7, null, '[x](command:y)']) {
      const { end } = await asked('anthropic-messages', message({ cache_miss_reason: { type } }));
      assert.equal(end.cacheDiagnosis, undefined);
    }
  });
});
