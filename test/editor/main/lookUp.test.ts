import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { pageScheme } from '../../../src/editor/shared/contributions';
import { startCommand } from '../support/commands';
import { pickRow, pageWith, readPage } from '../support/window';
import { onScreen } from '../support/ui';

async function readText(page: string): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.from({ scheme: pageScheme, path: page }));
  return new TextDecoder().decode(bytes);
}

describe('Look Up Term', () => {
  onScreen('finds a term by what is typed and opens its page', async () => {
    await startCommand('glossary.lookUp');
    await pickRow('Search terms, models', 'hallucin', 'Hallucination');
    const page = await readPage('Hallucination');
    assert.match(page, /Why it matters/);
    assert.match(page, /Related:/);
    assert.match(page, /Source:/);
  });

  onScreen('finds a term by another form of its name @deep', async () => {
    await startCommand('glossary.lookUp');
    await pickRow('Search terms, models', 'num_ctx', 'Context window');
    assert.match(await readPage('Context window'), /max_model_len/);
  });

  onScreen('leads from page to page by the links in them @deep', async () => {
    await executeCommand('glossary.lookUp', 'context-window');
    await pageWith('Context window').click('a:text-is("long context")');
    assert.match(await readPage('Long context'), /Why it matters/);
  });

  it('refuses an address that is no page', async () => {
    await assert.rejects(readText('/terms/no-such-term.md'), vscode.FileSystemError);
    await assert.rejects(readText('/terms/../guide/limits.md/x'), vscode.FileSystemError);
  });
});
