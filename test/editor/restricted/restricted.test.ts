import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { startCountServer } from '../../fakes/countServer';
import { poll, pollFor } from '../../support/poll';
import { runFolder, setSetting } from '../support/clean';
import {
  answeringDialog,
  byId,
  chatRequests,
  faultProvider,
  page,
  playground,
  sendSelection,
  setProviders,
  useFaultServer,
} from '../support/playground';
import { makeTree, removeTrees } from '../support/folders';
import { hoverAt, openSample, openText, positionOf, withWorkspaceSettings } from '../support/texts';
import { pickRow, readMessage, readPage, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('Restricted Mode', () => {
  it('keeps the extension enabled in a folder that nobody trusts', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
    assert.ok(extension, 'the extension is disabled');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  onScreen('is what the window says', async () => {
    await ui.text('.statusbar .statusbar-item:has-text("Restricted Mode")');
  });

  it('explains terms on hover', async () => {
    const { document } = await openSample('foundation-models.md');
    assert.match(await hoverAt(document, positionOf(document, 'Context window.', 3)), /Why it matters/);
  });

  onScreen('looks terms up', async () => {
    await ui.runInPalette('AI Field Guide: Look Up Term');
    await pickRow('Search terms, models', 'hallucin', 'Hallucination');
    assert.match(await readPage('Hallucination'), /Why it matters/);
  });

  onScreen('counts tokens', async () => {
    await openSample('foundation-models.md');
    assert.match((await ui.text(`${tokenStatus}:has-text("tokens")`)).trim(), /^≈\d,\d{3} tokens$/);
  });

  onScreen('shows the model families', async () => {
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await ui.text('.pane-body .monaco-list-row:has-text("Google DeepMind")');
  });

  it('asks before the catalog of models.dev is read, and says that the folder takes no part', async () => {
    const refresh = () => vscode.commands.executeCommand(commandId('models.refreshCatalog'));
    assert.match(await answeringDialog(undefined, refresh), /models\.dev.* This workspace is not trusted/);
  });
});

describe('model ids in Restricted Mode', () => {
  after(removeTrees);

  it('are checked in all files of the folder', async () => {
    const root = await makeTree('restricted-ids', { 'a.py': 'ask(model="gpt-4-32k")\n' });
    await vscode.commands.executeCommand(commandId('models.checkWorkspace'));
    const file = vscode.Uri.joinPath(root, 'a.py');
    await poll('its problem', () => vscode.languages.getDiagnostics(file).length === 1);
  });
});

describe('Compare Tokens with a Commit in Restricted Mode', () => {
  after(removeTrees);

  onScreen('runs no git, which would read the config of the repository', async () => {
    const root = await makeTree('restricted-commit', { 'a.md': 'One two three.\n' });
    await executeCommand('tokens.compareCommit', root, 'nowhere');
    assert.equal(await readMessage('git runs'), 'git runs in trusted folders alone.');
  });
});

describe('glossaries of the folder in Restricted Mode', () => {
  after(removeTrees);

  it('explain their terms as plain text, with their origin on the card', async () => {
    const root = await makeTree('restricted-glossary', {
      'a.glossary.yml':
        'terms:\n  - term: berth\n    definition: A [place](command:workbench.action.quit) <b>here</b>.\n',
      'readme.md': 'The berth.\n',
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, 'readme.md'));
    const hover = await poll(
      'its card',
      () => hoverAt(document, positionOf(document, 'berth', 1)),
      (text) => text.includes('place'),
    );
    assert.match(hover, /From glossary \[a\.glossary\.yml\]/);
    assert.doesNotMatch(hover, /\]\(command:workbench/);
    assert.doesNotMatch(hover, /(?<!\\)<b>/);
  });

  it('are not read where they are a link out of the folder, which is said at the file', async () => {
    const outside = path.join(runFolder(), 'outside.yml');
    await writeFile(outside, 'terms:\n  - term: crane\n    definition: It lifts.\n');
    const root = await makeTree('restricted-link', { 'readme.md': 'The crane.\n' });
    const link = vscode.Uri.joinPath(root, 'a.glossary.yml');
    await symlink(outside, link.fsPath);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, 'readme.md'));
    const ask = () => hoverAt(document, positionOf(document, 'crane', 1));
    const [problem] = await poll(
      'the problem',
      async () => {
        assert.equal(await ask(), '');
        return vscode.languages.getDiagnostics(link);
      },
      (found) => found.length === 1,
    );
    assert.match(problem!.message, /link leads out of the workspace, which is not trusted\./);
    assert.equal(await ask(), '');
  });
});

describe('sending in Restricted Mode', () => {
  const faults = useFaultServer();

  onScreen('takes no provider from the folder', async () => {
    const evil = faultProvider(faults.server, { baseUrl: 'https://evil.example/v1' });
    await withWorkspaceSettings({ [settingId('providers.list')]: [evil] }, async () => {
      const stored = vscode.workspace.getConfiguration().get(settingId('providers.list'));
      assert.deepEqual(stored, [faultProvider(faults.server)]);
      await pollFor(() => page.text(byId('destination')), /127\.0\.0\.1/);
      await playground.ask('ok', 'Hello');
      await playground.readTurn('done');
      assert.equal(chatRequests(faults.server).length, 1);
    });
  });

  onScreen('asks before a selection of the folder goes anywhere, and names where', async () => {
    const editor = await openText('from a stranger');
    editor.selection = new vscode.Selection(0, 0, 0, 15);
    const asked = await answeringDialog(undefined, sendSelection);
    assert.match(asked, /untrusted workspace/);
    assert.ok(asked.includes(faults.server.baseUrl), asked);
    await playground.open();
    await playground.ask('ok', 'Afterwards');
    await playground.readTurn('done');
    assert.equal(chatRequests(faults.server).length, 1);
  });

  onScreen('sends the selection once the user has said so', async () => {
    await playground.ask('ok', 'To choose the model');
    await playground.readTurn('done');
    const editor = await openText('from a stranger');
    editor.selection = new vscode.Selection(0, 0, 0, 15);
    await answeringDialog('Send', sendSelection);
    await poll(
      'the request',
      () => chatRequests(faults.server).length,
      (requests) => requests === 2,
    );
    await page.text('ai-turn [data-status="done"]:has-text("from a stranger")');
  });
});

describe('counting at a provider in Restricted Mode', () => {
  it('asks before a text of the folder is counted elsewhere, and sends nothing without a yes', async () => {
    const server = await startCountServer();
    try {
      const baseUrl = `${server.origin}/v1`;
      await setProviders({ id: 'claude', name: 'Claude', baseUrl, preset: 'custom', dialect: 'anthropic-messages' });
      await setSetting(settingId('tokens.model'), 'claude-opus-5-5');
      await openText('from a stranger');
      const asked = await answeringDialog(undefined, () =>
        vscode.commands.executeCommand(commandId('tokens.countExactly')),
      );
      assert.match(asked, /from this untrusted workspace to Claude to count its tokens/);
      assert.ok(asked.includes(baseUrl), asked);
      assert.equal(server.requests.length, 0);
    } finally {
      await server.close();
    }
  });
});

describe('an eval in Restricted Mode', () => {
  const faults = useFaultServer();
  after(removeTrees);

  onScreen('is not run: no row of it is sent', async () => {
    const config = "prompts: ['{{q}}']\nproviders: ['custom:ok']\ntests: [{vars: {q: secret}}]\n";
    const root = await makeTree('restricted-eval', { 'promptfooconfig.yaml': config });
    await vscode.commands.executeCommand(commandId('evals.run'), vscode.Uri.joinPath(root, 'promptfooconfig.yaml'));
    await readMessage('Evals do not run in a workspace that is not trusted.');
    assert.deepEqual(chatRequests(faults.server), []);
  });
});
