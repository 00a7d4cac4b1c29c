import assert from 'node:assert/strict';
import { countTokens as countCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as countO200k } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import type { AiFieldGuideApi } from '../../../src/editor/start/publicApi';
import { leaveClean, setSetting } from '../support/clean';

describe('the API for other extensions', () => {
  let api: AiFieldGuideApi;
  before(async () => {
    const extension = vscode.extensions.getExtension<AiFieldGuideApi>('ai-field-guide.ai-field-guide');
    assert.ok(extension);
    api = await extension.activate();
  });
  afterEach(leaveClean);

  const text = 'Unbelievable! A tokenizer reads <|endoftext|> as text.\r\n日本語 🙂';
  const plain = { disallowedSpecial: new Set<string>() };

  it('counts exactly for a model with a public tokenizer, whatever the id is prefixed with', async () => {
    const counted = { tokens: countO200k(text, plain), model: 'gpt-4o', encoding: 'o200k_base' };
    assert.deepEqual(await api.countTokens(text, 'gpt-4o'), counted);
    assert.deepEqual(await api.countTokens(text, 'openai/gpt-4o'), counted);
    assert.equal((await api.countTokens(text, 'gpt-4')).tokens, countCl100k(text, plain));
  });

  it('says how good an estimate is', async () => {
    const { estimate, encoding } = await api.countTokens(text, 'claude-sonnet-5');
    assert.equal(encoding, 'claude_legacy');
    assert.ok(estimate?.bandPercent && estimate.reason);
  });

  it('counts for the chosen model when no model is named', async () => {
    await setSetting('aiFieldGuide.tokens.model', 'gpt-4');
    assert.equal((await api.countTokens(text)).model, 'gpt-4');
  });

  it('counts no tokens in an empty text', async () => {
    assert.equal((await api.countTokens('', 'gpt-4o')).tokens, 0);
  });

  it('refuses a model that it does not know, by name', async () => {
    await assert.rejects(api.countTokens(text, 'gpt-9-imagined'), { name: 'RangeError', message: /"gpt-9-imagined"/ });
  });

  it('refuses what is not a text', async () => {
    await assert.rejects(api.countTokens(42 as never, 'gpt-4o'), { name: 'TypeError', message: /not number/ });
  });

  it('refuses what is no id of a model', async () => {
    for (const id of [5, null, {}]) {
      await assert.rejects(api.countTokens(text, id as never), { name: 'TypeError', message: /the id of a model/ });
    }
  });
});
