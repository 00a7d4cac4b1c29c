import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toolId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { leaveClean, setSetting } from '../support/clean';

/** Without a chat there is no token of one. */
const call = async (name: string, input: object): Promise<string> => {
  const { content } = await vscode.lm.invokeTool(toolId(name), { input, toolInvocationToken: undefined });
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return part.value;
};

describe('the tools for agents of VS Code', () => {
  afterEach(leaveClean);

  it('are offered with the setting alone, and answer', async () => {
    const offered = (): string[] =>
      vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith(toolId('')));
    assert.deepEqual(offered(), []);
    await setSetting('aiFieldGuide.context.agentTools', true);
    await poll('the tools', offered, (names) => names.length === 3);
    assert.equal(await call('count_tokens', { text: 'hello world' }), '2 tokens in o200k_base, exactly.');
    assert.match(await call('count_tokens', { path: 'foundation-models.md' }), /^\d+ tokens in o200k_base, exactly\.$/);
    assert.match(await call('explain_ai_term', { term: 'RAG' }), /^retrieval-augmented generation/);
    assert.match(await call('check_model_ids', { ids: ['gpt-3.5-turbo'] }), /^gpt-3\.5-turbo was retired at /);
    await assert.rejects(call('count_tokens', { path: '/etc/passwd' }), /is outside of/);
  });
});
