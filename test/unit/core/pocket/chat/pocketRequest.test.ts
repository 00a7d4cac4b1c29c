import assert from 'node:assert/strict';
import type { ChatRequest, Message, MessagePart, Sampling } from '../../../../../src/core/chat/messages/chatTypes';
import { pocketRequest } from '../../../../../src/core/pocket/chat/pocketRequest';
import type { PocketLacks } from '../../../../../src/core/pocket/chat/pocketRequest';
import { brokenView, pocketLacksView, tooLongView } from '../../../../../src/core/pocket/chat/pocketMessages';
import { sayInEnglish } from '../../../../../src/core/base/say';

const said = (role: Message['role'], ...parts: MessagePart[]): Message => ({ role, parts });
const text = (words: string): MessagePart => ({ type: 'text', text: words });
const asking = (messages: readonly Message[], more: Partial<ChatRequest> = {}): ChatRequest => ({
  ...{ model: 'pocket', system: '', messages, params: {} },
  ...more,
});
const question = said('user', text('What is RAG?'));

const requestOf = (request: ChatRequest) => pocketRequest(request, () => 7);

describe('a request as Pocket takes it', () => {
  for (const [what, part, lacking] of [
    ['a picture', { type: 'image', blob: 'b', mediaType: 'image/png' }, 'attachments'],
    ['a file', { type: 'file', blob: 'b', mediaType: 'application/pdf' }, 'attachments'],
    ['the call of a tool', { type: 'tool-call', id: 'c', name: 'look', input: '{}' }, 'tools'],
    ['what a tool gave back', { type: 'tool-result', callId: 'c', parts: [] }, 'tools'],
  ] as const satisfies readonly (readonly [string, MessagePart, PocketLacks])[]) {
    it(`is none where ${what} stands in any of its messages`, () => {
      assert.deepEqual(requestOf(asking([said('assistant', part), question])), { lacking });
    });
  }

  it('is none with a system prompt, and one with a system prompt of blanks', () => {
    assert.deepEqual(requestOf(asking([question], { system: 'Be brief.' })), { lacking: 'system' });
    assert.ok('turns' in requestOf(asking([question], { system: ' \n' })));
  });

  it('has the texts of its messages, and no reasoning of another model', () => {
    const before = said('assistant', { type: 'reasoning', text: 'Hm.' }, text('It is '), text('this.'));
    const asked = requestOf(asking([question, before, question]));
    assert.deepEqual('turns' in asked && asked.turns, [
      { role: 'user', text: 'What is RAG?' },
      { role: 'assistant', text: 'It is this.' },
      { role: 'user', text: 'What is RAG?' },
    ]);
  });

  it('has the start of the answer where that is the last message', () => {
    const asked = requestOf(asking([question, said('assistant', text('RAG is'))]));
    assert.deepEqual('turns' in asked && asked.turns.at(-1), { role: 'assistant', text: 'RAG is', isOpen: true });
  });

  it('has every parameter that can be asked for', () => {
    // Each value is of its own, and one that later versions add has to be named here.
    type Drawing = Omit<Sampling, 'reasoningEffort' | 'reasoningBudget' | 'verbosity'>;
    const sampling: Required<Drawing> = {
      ...{ topK: 2, topP: 0.3, minP: 0.04, repetitionPenalty: 1.5, frequencyPenalty: 0.6, presencePenalty: 0.7 },
      ...{ seed: 8, stop: ['.'], topLogprobs: 3 },
    };
    const params = { temperature: 0.9, maxOutputTokens: 10, sampling };
    const asked = requestOf(asking([question], { params }));
    const told = new Set<unknown>('options' in asked ? Object.values(asked.options) : []);
    const { sampling: drawn, ...others } = params;
    for (const [name, value] of Object.entries({ ...others, ...drawn })) assert.ok(told.has(value), name);
  });

  it('ends after 200 tokens where nobody says how many, and draws as it is told', () => {
    const options = (params: ChatRequest['params']): unknown => {
      const asked = requestOf(asking([question], { params }));
      return 'options' in asked && asked.options;
    };
    assert.deepEqual(options({}), { temperature: 0, maxTokens: 200 });
    assert.deepEqual(options({ temperature: 1 }), { temperature: 1, seed: 7, maxTokens: 200 });
    assert.deepEqual(options({ temperature: 0, maxOutputTokens: 7, sampling: { topK: 3, stop: ['.'] } }), {
      ...{ temperature: 0, maxTokens: 7, topK: 3, stop: ['.'] },
    });
  });
});

describe('what Pocket says when it cannot', () => {
  it('leads to a new session where one would help, and to a real model', () => {
    const actions = (lacking: PocketLacks): unknown => pocketLacksView(lacking, sayInEnglish).actions;
    for (const lacking of ['attachments', 'tools'] as const)
      assert.deepEqual(actions(lacking), ['new-session', 'use-real-model']);
    for (const lacking of ['model', 'system'] as const) assert.deepEqual(actions(lacking), ['use-real-model']);
    assert.deepEqual(brokenView(sayInEnglish).actions, ['retry', 'use-real-model']);
  });

  it('tells the tokens of the message from those of the conversation, and does not where they are the same', () => {
    const alone = tooLongView({ tokens: 812, lastTokens: 812, window: 512 }, undefined, sayInEnglish);
    assert.match(alone.message, /^This text has 812 tokens\. .* 512 tokens,/);
    const grown = tooLongView({ tokens: 1_812, lastTokens: 12, window: 512 }, undefined, sayInEnglish);
    assert.match(grown.message, /^The conversation with this message has 1,812 tokens, the message alone 12\./);
  });
});
