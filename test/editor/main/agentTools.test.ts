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

  it('answer with the setting alone, also of files of the workspace', async () => {
    const ask = (): Promise<string> => call('count_tokens', { text: 'hello world' });
    await assert.rejects(ask);
    await setSetting('aiFieldGuide.context.agentTools', true);
    const answer = await poll('an answer', () => ask().catch(() => ''), Boolean);
    assert.equal(answer, '2 tokens in o200k_base, exactly.');
    assert.match(await call('count_tokens', { path: 'foundation-models.md' }), /^\d+ tokens in o200k_base, exactly\.$/);
    assert.match(await call('explain_ai_term', { term: 'RAG' }), /^retrieval-augmented generation/);
    assert.match(await call('check_model_ids', { ids: ['gpt-3.5-turbo'] }), /^gpt-3\.5-turbo was retired at /);
    assert.match(await call('context_report', { agent: 'codex' }), /^codex with \S+: .* tokens with every turn, /m);
    await assert.rejects(call('count_tokens', { path: '/etc/passwd' }), /is outside of/);
  });
});
