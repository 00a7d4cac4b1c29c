import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { startCommand } from '../support/commands';
import { byId, chatRequests, page, playground, setProviders, useFaultServer } from '../support/playground';
import { openSample, positionOf } from '../support/texts';
import { pickRow, readHover, readPage, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

/** A file or folder of the installed package. */
function packaged(name: string): vscode.Uri {
  const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
  assert.ok(extension, 'the extension is not installed');
  return vscode.Uri.joinPath(extension.extensionUri, name);
}

const filesIn = async (folder: string): Promise<string[]> =>
  (await vscode.workspace.fs.readDirectory(packaged(folder))).map(([name]) => name).sort();

const readPackaged = async (name: string): Promise<string> =>
  Buffer.from(await vscode.workspace.fs.readFile(packaged(name))).toString('utf8');

describe('the packaged extension', () => {
  it('is installed, not loaded from the repository, and activates', async () => {
    const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
    assert.ok(extension, 'the extension is not installed');
    assert.match(extension.extensionUri.path, /\/extensions\/ai-field-guide\.ai-field-guide-\d/);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('carries the terms of the vocabularies beside them', async () => {
    const vocabularies = await filesIn('dist/vocabularies');
    assert.ok(vocabularies.includes('llama3.bin'));
    assert.ok(vocabularies.includes('LICENCES.md'));
    assert.match(await readPackaged('dist/vocabularies/NOTICE.txt'), /^Meta Llama 3 is licensed under /m);
    assert.deepEqual(await filesIn('dist/vocabularies/licences'), ['Apache-2.0.txt', 'Llama-3.txt', 'MIT.txt']);
    assert.match(
      await readPackaged('dist/vocabularies/licences/Llama-3.txt'),
      /^META LLAMA 3 COMMUNITY LICENSE AGREEMENT/,
    );
    // vsce gives README.md this name.
    assert.match(await readPackaged('readme.md'), /Built with Meta Llama 3/);
    assert.match(await readPackaged('dist/ThirdPartyNotices.txt'), /^@lenml\/tokenizer-llama3 \d/m);
  });

  it('carries the server for agents, which answers as a program of its own', async () => {
    const server = spawn(process.execPath, [packaged('dist/mcp.js').fsPath, '--root', packaged('docs').fsPath]);
    try {
      let said = '';
      server.stdout.on('data', (data: Buffer) => (said += data.toString()));
      const clientInfo = { name: 'test', version: '1' };
      const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
      const call = { name: 'count_tokens', arguments: { path: 'agents.md' } };
      for (const message of [
        { id: 1, method: 'initialize', params: hello },
        { method: 'notifications/initialized' },
        { id: 2, method: 'tools/call', params: call },
      ]) {
        server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
      }
      await poll(
        'the answer',
        () => said,
        (text) => /\d+ tokens in o200k_base, exactly/.test(text),
      );
    } finally {
      server.kill();
    }
  });

  it('has a README without pictures and links to files, which VS Code would drop', async () => {
    const readme = await readPackaged('readme.md');
    assert.match(readme, /Open Documentation/);
    assert.doesNotMatch(readme, /!\[|\]\((?!https:|#)/);
  });

  onScreen('shows the pages of its documentation, which lead to each other', async () => {
    const shown = (): string | undefined => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    await startCommand('start.openDocumentation');
    await pickRow('Which page?', 'gloss', 'Glossary');
    await poll('the glossary', shown, (label) => label === 'Preview glossary.md');
    await ui.inWebview('h1:text-is("Glossary")').click('a:text-is("command line")');
    await poll('the command line', shown, (label) => label === 'Preview command-line.md');
    await ui.inWebview('h1:text-is("Command line")').text('h2:text-is("Terms and own glossaries")');
  });

  onScreen('explains a term under the mouse, and opens its page', async () => {
    const editor = await openSample('foundation-models.md');
    const at = positionOf(editor.document, 'Context window.');
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenter);
    await readHover('Context window', /How many tokens a model can take into account/);
    await ui.click('.monaco-hover a:text-is("token")');
    assert.match(await readPage('Token'), /Why it matters/);
  });

  onScreen('counts tokens, exactly and estimated', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    await openSample('foundation-models.md');
    assert.match((await ui.text(`${tokenStatus}:has-text("tokens")`)).trim(), /^\d,\d{3} tokens$/);
    await setSetting(settingId('tokens.model'), 'claude-opus-5-5');
    await ui.text(`${tokenStatus}:has-text("≈")`);
  });

  onScreen('shows the model families', async () => {
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await ui.text('.pane-body .monaco-list-row:has-text("Google DeepMind")');
  });
});

describe('the playground of the packaged extension', () => {
  const faults = useFaultServer();

  onScreen('streams an answer', async () => {
    await playground.ask('ok', 'Hello');
    assert.match(await playground.readTurn('done'), /5 tokens in, 3 out/);
    await playground.answerIs('Hello');
    assert.equal(chatRequests(faults.server).length, 1);
  });

  onScreen('is answered by the model of the package where no provider was ever set up', async () => {
    await setProviders();
    await page.text(`${byId('destination')}:text-is("Stays on this machine")`);
    await playground.fill('message', 'Who makes Claude?');
    await playground.click('send');
    await playground.readTurn('done');
    assert.match(await playground.readAnswer(), /Anthropic/);
    assert.deepEqual(faults.server.requests, []);
  });
});
