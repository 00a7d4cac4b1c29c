import assert from 'node:assert/strict';
import type { ChatRequest } from '../../../../../src/core/chat/messages/chatTypes';
import { askedRequest } from '../../../../../src/core/playground/import/askedRequest';

describe('a request that was made here, as a session', () => {
  const blob = 'ab'.repeat(32);
  const request: ChatRequest = {
    model: 'm',
    system: 'Be short.',
    messages: [
      { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
      { role: 'assistant', parts: [{ type: 'tool-call', id: '1', name: 'look', input: '{}' }] },
      { role: 'tool', parts: [{ type: 'tool-result', callId: '1', parts: [{ type: 'text', text: 'seen' }] }] },
      { role: 'user', parts: [{ type: 'image', blob, mediaType: 'image/png' }] },
    ],
    params: { temperature: 0, sampling: { topP: 0.5, stop: ['END'], reasoningEffort: 'low' } },
    tools: [{ name: 'look', parameters: { type: 'object' }, strict: true }],
    toolChoice: { name: 'look' },
    outputSchema: { name: 'answer', schema: { type: 'object' } },
  };

  it('takes messages, parameters, tools, schema and files', async () => {
    const made = await askedRequest(request, () => Promise.resolve(new TextEncoder().encode('Hi')));
    assert.deepEqual(
      made.messages.map(({ role }) => role),
      ['user', 'assistant', 'user', 'user'],
    );
    assert.deepEqual([made.system, made.temperature, made.maxOutputTokens], ['Be short.', 0, null]);
    assert.deepEqual(made.sampling.split(' ').sort(), ['reasoning_effort=low', 'stop="END"', 'top_p=0.5']);
    assert.deepEqual(JSON.parse(made.tools), [{ name: 'look', parameters: { type: 'object' }, strict: true }]);
    assert.deepEqual([made.toolChoice, JSON.parse(made.schema)], ['look', { type: 'object' }]);
    assert.deepEqual(made.files, [{ mark: blob, name: '', base64: 'SGk=' }]);
  });

  it('leaves to the provider what the request leaves to it', async () => {
    const made = await askedRequest({ model: 'm', system: '', messages: [], params: {} }, () =>
      Promise.resolve(undefined),
    );
    assert.deepEqual(
      [
        made.temperature,
        made.maxOutputTokens,
        made.sampling,
        made.bodyFields,
        made.tools,
        made.toolChoice,
        made.schema,
      ],
      [null, null, '', '', '', '', ''],
    );
  });
});
