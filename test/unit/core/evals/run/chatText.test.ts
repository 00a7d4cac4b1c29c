import assert from 'node:assert/strict';
import { chatOf } from '../../../../../src/core/evals/run/chatText';

describe('the messages of a prompt', () => {
  const rolesOf = (text: string): string[] => chatOf(text).map(({ role }) => role);

  it('are those of a chat in YAML, else it is a text like any other', () => {
    assert.deepEqual(rolesOf('- role: system\n  content: a\n- role: assistant\n  content: b'), ['system', 'model']);
    for (const text of ['- role: system\n  content: a\n  content: b', '- role: system\n  content: "a', '- role: [']) {
      assert.deepEqual(chatOf(text), [{ role: 'user', content: [{ text }] }]);
    }
  });

  it('come as fast where a value fills very many keys or brackets in', () => {
    const keys = Array.from({ length: 14_000 }, (_, at) => `k${at}: 1`).join(', ');
    const began = performance.now();
    assert.deepEqual(rolesOf(`- role: system\n  content: {${keys}}`), ['system']);
    assert.deepEqual(rolesOf(`- role: system\n  content: ${'['.repeat(50_000)}`), ['user']);
    assert.ok(performance.now() - began < 2_500);
  });
});
