import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { readRequestBody } from '../../../../../src/core/playground/import/requestBody';

const read = (body: object) => {
  const found = atOnce(readRequestBody(JSON.stringify(body)));
  assert.ok(!('problem' in found), 'problem' in found ? found.problem(sayInEnglish) : '');
  return { ...found, notes: found.notes.map((note) => note(sayInEnglish)) };
};
const text = (value: string) => ({ type: 'text', text: value });

describe('the messages of an imported request', () => {
  it('have calls without an id apart from those that have one', () => {
    const call = (id: string, name: string) => ({ id, type: 'function', function: { name, arguments: '{}' } });
    const { messages } = read({
      model: 'm',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: '', tool_calls: [call('', 'f'), call('call_1', 'g'), call('', 'h')] },
        { role: 'tool', tool_call_id: '', content: 'of f' },
        { role: 'tool', tool_call_id: 'call_1', content: 'of g' },
        { role: 'tool', tool_call_id: '', content: 'of h' },
        { role: 'assistant', content: '', tool_calls: [call('call_2', 'f')] },
      ],
    });
    const parts = messages.flatMap((message) => message.parts);
    const named = parts.flatMap((part) => (part.type === 'tool-call' ? [[part.id, `of ${part.name}`]] : []));
    assert.equal(new Set(named.map(([id]) => id)).size, 4, named.join(' '));
    const answered = parts.flatMap((part) =>
      part.type === 'tool-result'
        ? [[part.callId, ...part.parts.map((each) => ('text' in each ? each.text : ''))]]
        : [],
    );
    assert.deepEqual(answered, named.slice(0, 3));
  });

  it('have calls of one id in an answer apart, with their results in their order', () => {
    const call = (id: string, name: string) => ({ id, type: 'function', function: { name, arguments: '{}' } });
    const result = (content: string) => ({ role: 'tool', tool_call_id: 'x', content });
    const { messages } = read({
      model: 'm',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: '', tool_calls: [call('x', 'f'), call('x', 'g')] },
        ...[result('of f'), result('of g')],
        { role: 'assistant', content: '', tool_calls: [call('x', 'h')] },
        result('of h'),
      ],
    });
    const parts = messages.flatMap((message) => message.parts);
    const named = parts.flatMap((part) => (part.type === 'tool-call' ? [[part.id, `of ${part.name}`]] : []));
    assert.deepEqual(named, [
      ['x', 'of f'],
      ['call_1', 'of g'],
      ['x', 'of h'],
    ]);
    const answered = parts.flatMap((part) =>
      part.type === 'tool-result'
        ? [[part.callId, ...part.parts.map((each) => ('text' in each ? each.text : ''))]]
        : [],
    );
    assert.deepEqual(answered, named);
  });

  it('come with what of them was not taken', () => {
    const { notes, system, messages } = read({
      model: 'm',
      messages: [
        { role: 'user', content: 'One', name: 'bob' },
        { role: 'user', content: [{ type: 'input_audio' }, { type: 'file' }, { type: 'hologram' }] },
        { role: 'user', content: [{ type: 'text', text: 'Two' }] },
        { role: 'system', content: 'Late' },
        { role: 'critic', content: 'No' },
        'what',
      ],
    });
    assert.equal(system, 'Late');
    assert.deepEqual(messages, [{ role: 'user', parts: [text('One\n\nTwo')] }]);
    assert.deepEqual(notes, [
      'Files that were left out: 1',
      'Recordings that were left out: 1',
      'A system message between others was added to the system prompt.',
      'Texts of one role that follow each other were joined.',
      'Kinds of content that are not known: hologram, critic, message',
      'Fields of messages that were not taken: name',
    ]);
  });

  it('come with what of the results of tools was not taken', () => {
    const chat = [{ type: 'image_url' }, { type: 'text', text: 'Seen.' }, { type: 'hologram' }];
    const responses = [{ type: 'input_image' }, { type: 'input_text', text: 'Seen.' }, { type: 'hologram' }];
    for (const body of [
      {
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'tool', tool_call_id: 'c', content: chat },
        ],
      },
      {
        input: [
          { role: 'user', content: 'Hi' },
          { type: 'function_call_output', call_id: 'c', output: responses },
        ],
      },
    ]) {
      const { messages, notes } = read({ model: 'm', ...body });
      const result = messages.flatMap(({ parts }) => parts).find(({ type }) => type === 'tool-result');
      assert.deepEqual(result, { type: 'tool-result', callId: 'c', parts: [text('Seen.')] });
      assert.deepEqual(notes, ['Images that were left out: 1', 'Kinds of content that are not known: hologram']);
    }
  });
});
