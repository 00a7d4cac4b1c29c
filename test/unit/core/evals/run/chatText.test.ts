import assert from 'node:assert/strict';
import { chatOf } from '../../../../../src/core/evals/run/chatText';
import { readPrompt } from '../../../../../src/core/prompts/forms/readPrompt';
import { renderPrompt } from '../../../../../src/core/prompts/render/renderPrompt';

describe('the messages of a prompt', () => {
  const rolesOf = (text: string): string[] => chatOf(text).map(({ role }) => role);

  it('are those of a chat in YAML, else it is a text like any other', () => {
    assert.deepEqual(rolesOf('- role: system\n  content: a\n- role: assistant\n  content: b'), ['system', 'model']);
    for (const text of ['- role: system\n  content: a\n  content: b', '- role: system\n  content: "a', '- role: [']) {
      assert.deepEqual(chatOf(text), [{ role: 'user', content: [{ text }] }]);
    }
  });

  it('have the roles that prompt files have', () => {
    const roles = ['system', 'developer', 'user', 'human', 'assistant', 'ai', 'model', 'tool', 'function', 'User'];
    const text = JSON.stringify(roles.map((role) => ({ role, content: 'x' })));
    const own = ['system', 'system', 'user', 'user', 'model', 'model', 'model', 'tool', 'tool', 'user'];
    assert.deepEqual(rolesOf(text), own);
    assert.deepEqual(renderPrompt(readPrompt('chat.json', text), {}).messages, chatOf(text));
  });

  it('are those of a file that becomes a chat once it is filled, calls and other parts among them', () => {
    const chat = [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'image_url', image_url: { url: 'data:,' } },
        ],
      },
      { role: 'assistant', content: null, tool_calls: [{ id: '1', function: { name: 'f', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: '1', content: 'b' },
      { role: 'user', content: { c: 1 } },
    ];
    const text = `[{% for one in list %}${JSON.stringify(chat).slice(1, -1)}{% endfor %}]`;
    const prompt = readPrompt('chat.json', text);
    assert.deepEqual(renderPrompt(prompt, { input: { list: [1] } }).messages, chatOf(JSON.stringify(chat)));
    assert.deepEqual(
      chatOf(JSON.stringify(chat)).map(({ role, content }) => [role, ...content.map((part) => Object.keys(part)[0])]),
      [
        ['user', 'text', 'media'],
        ['model', 'toolRequest'],
        ['tool', 'toolResponse'],
        ['user', 'text'],
      ],
    );
  });

  it('take no more than their share longer where a value fills very many keys or brackets in @deep', () => {
    const keysOf = (count: number): string => Array.from({ length: count }, (_, at) => `k${at}: 1`).join(', ');
    const timeOf = (count: number): number => {
      const began = process.cpuUsage();
      assert.deepEqual(rolesOf(`- role: system\n  content: {${keysOf(count)}}`), ['system']);
      assert.deepEqual(rolesOf(`- role: system\n  content: ${'['.repeat(4 * count)}`), ['user']);
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    timeOf(1_000); // The first run is slower, because the code is compiled then.
    const few = timeOf(2_000);
    // Seven times as many: with the square it would be 49 times as long.
    assert.ok(timeOf(14_000) < 25 * few + 20_000);
  });
});
