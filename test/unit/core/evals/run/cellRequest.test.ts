import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { cellRequest } from '../../../../../src/core/evals/run/cellRequest';
import type { PromptMessage } from '../../../../../src/core/prompts/prompt';

const requestOf = async (...messages: PromptMessage[]) =>
  (await cellRequest(messages, { model: 'm', params: {} }, { sha256: () => Promise.resolve('sha'), say: sayInEnglish }))
    .request;
const said = (role: PromptMessage['role'], text: string): PromptMessage => ({ role, content: [{ text }] });
const parts = (text: string): object[] => [{ type: 'text', text }];

describe('the request of a cell', () => {
  it('has what the system says in front, each apart, and what the model said as an answer', async () => {
    const { system, messages } = await requestOf(
      ...[said('system', 'a'), said('user', 'b'), said('model', 'c'), said('system', 'd'), said('user', '')],
    );
    assert.equal(system, 'a\n\nd');
    assert.deepEqual(messages, [
      { role: 'user', parts: parts('b') },
      { role: 'assistant', parts: parts('c') },
    ]);
  });

  it('asks a prompt of the system alone as a question', async () => {
    const { system, messages } = await requestOf(said('system', 'a'), said('system', 'b'));
    assert.deepEqual([system, messages], ['', [{ role: 'user', parts: parts('a\n\nb') }]]);
  });

  it('has calls of tools with what came of them', async () => {
    const { messages } = await requestOf(
      { role: 'model', content: [{ toolRequest: { ref: '1', name: 'f', input: { q: 1 } } }] },
      { role: 'tool', content: [{ toolResponse: { ref: '1', name: 'f', output: 'x' } }] },
    );
    assert.deepEqual(messages, [
      { role: 'assistant', parts: [{ type: 'tool-call', id: '1', name: 'f', input: '{"q":1}' }] },
      { role: 'tool', parts: [{ type: 'tool-result', callId: '1', parts: parts('x') }] },
    ]);
  });
});
