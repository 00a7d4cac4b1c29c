import assert from 'node:assert/strict';
import type { AskEditorOptions } from '../../../../../src/core/chat/editorModels/askEditorModel';
import type { EditorAnswerPart, EditorModel } from '../../../../../src/core/chat/editorModels/editorModel';
import type { ChatEvent, ChatRequest, Message } from '../../../../../src/core/chat/messages/chatTypes';
import { editorModel, silence } from '../../../../fakes/editorModels';
import { holdTimers } from '../../../../support/heldTimers';
import { says } from '../ask';
import { ask, request, text } from './ask';

const textIn = (events: readonly ChatEvent[]): string =>
  events
    .map((event) => {
      if (event.type === 'delta') return event.text;
      return event.type === 'part' && event.part.type === 'text' ? event.part.text : '';
    })
    .join('');

describe('a request to a model of the editor', () => {
  const sentFor = async (more: Partial<ChatRequest>, options: Partial<AskEditorOptions> = {}) => {
    const model = editorModel('m');
    await ask(model, request(more), options);
    return model.asked[0];
  };

  it('has the system prompt as the first message of the user', async () => {
    const sent = await sentFor({ system: 'Be brief.' });
    assert.deepEqual(sent, {
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Be brief.' }] },
        { role: 'user', parts: [{ type: 'text', text: 'What is a token?' }] },
      ],
    });
  });

  it('has calls of tools with their inputs as objects, and their results as a message of the user', async () => {
    const messages: Message[] = [
      says('user', 'Weather?'),
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'I look it up.' },
          { type: 'tool-call', id: '1', name: 'weather', input: '{"city":"Rome"}' },
          { type: 'tool-call', id: '2', name: 'now', input: '' },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool-result', callId: '1', parts: [{ type: 'text', text: 'Sun.' }] }] },
    ];
    assert.deepEqual((await sentFor({ messages }))?.messages.slice(1), [
      {
        role: 'assistant',
        parts: [
          { type: 'tool-call', id: '1', name: 'weather', input: { city: 'Rome' } },
          { type: 'tool-call', id: '2', name: 'now', input: {} },
        ],
      },
      { role: 'user', parts: [{ type: 'tool-result', callId: '1', parts: [{ type: 'text', text: 'Sun.' }] }] },
    ]);
  });

  it('has the definitions of tools, and says only that one is required', async () => {
    const tools = [{ name: 'now', parameters: { type: 'object' }, strict: true }];
    const inEditor = [{ name: 'now', description: '', inputSchema: { type: 'object' } }];
    assert.deepEqual((await sentFor({ tools }))?.tools, inEditor);
    assert.equal((await sentFor({ tools }))?.toolMode, undefined);
    assert.equal((await sentFor({ tools, toolChoice: 'required' }))?.toolMode, 'required');
    assert.equal((await sentFor({}))?.tools, undefined);
  });

  it('has the bytes of an image, as they were read', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const image = { type: 'image', blob: 'ab', mediaType: 'image/png' } as const;
    const messages: Message[] = [{ role: 'user', parts: [image, { type: 'text', text: 'What is this?' }] }];
    const sent = await sentFor({ messages }, { media: (blob) => Promise.resolve(blob === 'ab' ? bytes : undefined) });
    assert.deepEqual(sent?.messages[0]?.parts[0], { type: 'data', mediaType: 'image/png', bytes });
    const model = editorModel('m');
    const { end } = await ask(model, request({ messages }));
    assert.deepEqual([end.status, end.error?.kind, model.asked], ['failed', 'files-gone', []]);
  });

  it('is refused, and not sent, where a part of it could only be left out', async () => {
    const part = (...parts: Message['parts']): Partial<ChatRequest> => ({ messages: [{ role: 'user', parts }] });
    const blob = { blob: 'ab', mediaType: 'image/png' };
    const tools = [{ name: 'now', parameters: {} }];
    const schema = { name: 'answer', schema: {} };
    const cases: [Partial<ChatRequest>, EditorModel['can'], RegExp][] = [
      [part({ type: 'image', ...blob }), { images: false }, /takes no images/],
      [part({ type: 'tool-result', callId: '1', parts: [{ type: 'image', ...blob }] }), { images: false }, /no images/],
      [part({ type: 'file', ...blob }), {}, /takes no files/],
      [part({ type: 'tool-call', id: '1', name: 'a', input: '[1]' }), {}, /with a JSON object/],
      [{ tools }, { tools: false }, /takes no tools/],
      [{ tools, toolChoice: 'none' }, {}, /no other choice/],
      [{ tools, toolChoice: { name: 'now' } }, {}, /no other choice/],
      [{ outputSchema: schema }, {}, /fits a schema/],
    ];
    for (const [more, can, message] of cases) {
      const model = editorModel('m', [], { can });
      const { end, events } = await ask(model, request(more));
      assert.deepEqual([end.status, end.error?.kind, events, model.asked], ['failed', 'cannot-take', [], []]);
      assert.match(end.error?.message ?? '', message);
      assert.match(end.error?.message ?? '', /Nothing was sent/);
    }
  });
});

describe('an answer of a model of the editor', () => {
  it('has text, reasoning and calls as parts, and leaves out what nobody knows', async () => {
    const model = editorModel('m', [
      { type: 'reasoning', text: 'Hm. ' },
      { type: 'other' },
      { type: 'reasoning', text: 'So.' },
      text('A '),
      text('word.'),
      { type: 'tool-call', id: '1', name: 'look', input: { at: 2 } },
      { type: 'tool-call', id: '2', name: 'look', input: undefined },
      { type: 'tool-call', id: '3', name: 'look', input: '{"at":3}' },
    ]);
    const { end, events } = await ask(model);
    assert.deepEqual(events, [
      { type: 'part', index: 0, part: { type: 'reasoning', text: 'Hm. ' } },
      { type: 'delta', index: 0, text: 'So.' },
      { type: 'partEnd', index: 0 },
      { type: 'part', index: 1, part: { type: 'text', text: 'A ' } },
      { type: 'delta', index: 1, text: 'word.' },
      { type: 'partEnd', index: 1 },
      { type: 'part', index: 2, part: { type: 'tool-call', id: '1', name: 'look', input: '' } },
      { type: 'delta', index: 2, text: '{"at":2}' },
      { type: 'partEnd', index: 2 },
      { type: 'part', index: 3, part: { type: 'tool-call', id: '2', name: 'look', input: '' } },
      { type: 'delta', index: 3, text: '{}' },
      { type: 'partEnd', index: 3 },
      { type: 'part', index: 4, part: { type: 'tool-call', id: '3', name: 'look', input: '' } },
      { type: 'delta', index: 4, text: '{"at":3}' },
      { type: 'partEnd', index: 4 },
      { type: 'finish', reason: 'tool-calls' },
    ]);
    assert.deepEqual([end.status, end.finishReason], ['done', 'tool-calls']);
  });

  it('has usage that the model counts, marked as that', async () => {
    const { end } = await ask(editorModel('m', [text('One two three.')]), request({ system: 'Be brief.' }));
    assert.deepEqual(end.usage, { inputTokens: 6, outputTokens: 3, isCounted: true });
  });

  it('has no usage where the model counts nonsense, or does not count', async () => {
    const counts: EditorModel['count'][] = [
      () => Promise.resolve(NaN),
      () => Promise.resolve(-1),
      () => Promise.resolve('7' as never),
      () => Promise.reject(new Error('No.')),
    ];
    for (const count of counts) {
      const { end } = await ask(editorModel('m', undefined, { count }));
      assert.deepEqual([end.status, end.usage], ['done', undefined]);
    }
  });

  describe('that lets one wait', () => {
    const timers = holdTimers(61, 62, 3_000);
    const limits = { firstOutputMs: 61, idleMs: 62 };

    it('ends when the model says nothing for too long, with what had come', async () => {
      const asking = ask(editorModel('m', [text('A'), silence]), undefined, { limits });
      await timers.runOut(62);
      const { end, events } = await asking;
      assert.deepEqual([end.status, end.error?.kind, textIn(events)], ['failed', 'stalled', 'A']);
      assert.match(end.error?.message ?? '', /^Acme sent nothing for/);
      assert.match(end.error?.advice ?? '', /received so far is kept/);
      assert.deepEqual(events.at(-1), { type: 'partEnd', index: 0 });
    });

    it('ends when it says nothing at all, or does not even begin', async () => {
      for (const model of [editorModel('m', [silence]), editorModel('m', [], { ask: () => silence })]) {
        const before = timers.started(61);
        const asking = ask(model, undefined, { limits });
        await timers.runOut(61, before + 1);
        const { end, events } = await asking;
        assert.deepEqual([end.status, end.error?.kind, events], ['failed', 'stalled', []]);
      }
    });

    it('is whole, without a count, where the model never ends counting', async () => {
      const asking = ask(editorModel('m', undefined, { count: () => silence }));
      await timers.runOut(3_000);
      const { end, events } = await asking;
      assert.deepEqual([end.status, end.usage, textIn(events)], ['done', undefined, 'Ok.']);
    });
  });

  it('is stopped at once, by a model too that heeds no signal', async () => {
    for (const parts of [[silence], [text('A'), silence]]) {
      const stop = new AbortController();
      const asking = ask(editorModel('m', parts), undefined, { signal: stop.signal });
      setTimeout(() => stop.abort(), 5);
      const { end, events, thrown } = await asking;
      assert.deepEqual([end.status, end.error, end.finishReason, thrown], ['stopped', undefined, undefined, []]);
      assert.equal(textIn(events), parts.length > 1 ? 'A' : '');
    }
  });

  it('hands its stop on to the model', async () => {
    const stop = new AbortController();
    let signal: AbortSignal | undefined;
    const model = editorModel('m', [], {
      ask: (_request, given) => {
        signal = given;
        return silence;
      },
    });
    const asking = ask(model, undefined, { signal: stop.signal });
    setTimeout(() => stop.abort(), 5);
    await asking;
    assert.equal(signal?.aborted, true);
  });

  it('is cut where it has more characters than the setting allows', async () => {
    const { end, events } = await ask(editorModel('m', [text('12345'), text('67890'), silence]), undefined, {
      limits: { answerCharacters: 7 },
    });
    assert.deepEqual([end.status, end.finishReason, textIn(events)], ['done', 'answer-limit', '1234567']);
  });

  it('is closed where no more of it is wanted, whatever the model makes of that', async () => {
    for (const fails of [false, true]) {
      let closed = 0;
      const next = () => Promise.resolve({ done: false, value: text('1234567890') } as const);
      const close = () => {
        closed += 1;
        return fails
          ? Promise.reject(new Error('Closed.'))
          : Promise.resolve({ done: true, value: undefined } as const);
      };
      const stream = { [Symbol.asyncIterator]: () => ({ next, return: close }) };
      const model = editorModel('m', [], { ask: () => Promise.resolve(stream) });
      const { end } = await ask(model, undefined, { limits: { answerCharacters: 7 } });
      assert.deepEqual([end.finishReason, closed], ['answer-limit', 1]);
    }
  });

  it('that is empty is an error', async () => {
    for (const parts of [[], [text('')], [{ type: 'other' } as const]]) {
      const { end } = await ask(editorModel('m', parts));
      assert.deepEqual([end.status, end.error?.kind], ['failed', 'empty']);
    }
  });

  it('fails where it has a thousand parts and more: nobody answers like that', async () => {
    const calls = Array.from({ length: 1_001 }, (_, i): EditorAnswerPart => ({
      ...{ type: 'tool-call', id: String(i), name: 'a', input: {} },
    }));
    const { end, events } = await ask(editorModel('m', calls));
    assert.equal(end.status, 'failed');
    assert.equal(events.filter(({ type }) => type === 'part').length, 1_000);
  });
});
