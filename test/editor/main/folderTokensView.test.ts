import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { startCommand } from '../support/commands';
import { makeTree, removeTrees } from '../support/folders';
import { openText } from '../support/texts';
import { hideViews } from '../support/views';
import { readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const pane = '.pane:has(.pane-header:has-text("Tokens in Folders"))';
const rows = `${pane} .monaco-list-row`;

/** The names in the tree, from the top. */
async function readRow(index: number): Promise<string> {
  return ui.text(`${rows}[data-index="${index}"]`);
}

/** The buttons of a view are there while it has the focus. */
async function toggleOrder(): Promise<void> {
  await vscode.commands.executeCommand(`${viewId('tokens.folders')}.focus`);
  await ui.click(`${pane} .action-label[aria-label^="Toggle Order of Counted Folders"]`);
}

describe('folder tokens: the tree and the report', () => {
  after(hideViews);
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));
  after(async () => {
    await vscode.commands.executeCommand(commandId('tokens.clearFolders'));
    await removeTrees();
  });

  onScreen('sorts by tokens and by name', async () => {
    const root = await makeTree('sorting', {
      'b.txt': 'one '.repeat(50),
      'a.txt': 'one',
      'z/c.txt': 'one '.repeat(10),
    });
    await vscode.commands.executeCommand(commandId('tokens.countFolder'), root);
    await poll(
      'the heaviest first',
      () => readRow(1),
      (text) => text.includes('b.txt'),
    );
    assert.match(await readRow(2), /z/);
    assert.match(await readRow(3), /a\.txt/);
    await toggleOrder();
    await poll(
      'folders first',
      () => readRow(1),
      (text) => text.startsWith('z'),
    );
    assert.match(await readRow(2), /a\.txt/);
    await toggleOrder();
    await poll(
      'the heaviest first again',
      () => readRow(1),
      (text) => text.includes('b.txt'),
    );
    await ui.click(`${rows}[data-index="1"]`);
    await poll(
      'the file',
      () => vscode.window.activeTextEditor?.document.fileName ?? '',
      (name) => name.endsWith('b.txt'),
    );
  });

  onScreen('shows a page of a large folder, and more on demand @deep', async () => {
    const files = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`f${i}.txt`, 'One.']));
    const root = await makeTree('wide', files);
    await vscode.commands.executeCommand(commandId('tokens.countFolder'), root);
    await poll(
      'the tree',
      () => readRow(0),
      (text) => text.startsWith('wide'),
    );
    await ui.key('End');
    await ui.click(`${rows}:has-text("350 more")`);
    await vscode.commands.executeCommand('aiFieldGuide.tokens.folders.focus');
    const atTheEnd = async (): Promise<number> => {
      await ui.key('End');
      return ui.count(`${rows}:has-text("100 more")`);
    };
    await poll('the second page', atTheEnd);
  });

  onScreen('reports files, folders, cost and what was left out', async () => {
    const root = await makeTree('reporting', {
      'a.txt': 'One two.',
      'b/c.txt': 'Three.',
      'd.png': '',
      '.gitignore': 'skip\n',
      skip: 'x',
    });
    await vscode.commands.executeCommand(commandId('tokens.countFolder'), root);
    await ui.click(`${pane} .action-label[aria-label^="Open Report"]`);
    const report = await readPage('Tokens of reporting');
    assert.match(
      report,
      /GPT-4o.*Cost as input\s+(?:less than )?\$.*Exact, with the encoding o200k_base.*as of \d{1,2} \w+ \d{4}/s,
    );
    assert.match(report, /Folders.*reporting\/b\s+2\s.*Files.*reporting\/a\.txt\s+3\s/s);
    assert.match(report, /Left out.*Ignored by git: 1 entry.*reporting\/skip.*Binary: 1 entry.*reporting\/d\.png/s);
  });

  onScreen('counts the items that are selected in the explorer', async () => {
    const root = await makeTree('selecting', { 'a.txt': 'One two.', 'b/c.txt': 'Three.', 'd.txt': 'Four.' });
    const at = (name: string) => vscode.Uri.joinPath(root, name);
    await vscode.commands.executeCommand(commandId('tokens.countFolder'), at('b'), [at('b'), at('a.txt')]);
    await poll(
      'the sum',
      () => ui.text(`${pane} .message`),
      (text) => text.startsWith('2 files, 5 tokens'),
    );
    await pollFor(() => ui.text(`${pane} .pane-header`), /2 items/);
  });

  onScreen('asks which folder when it is given none, as from the palette', async function () {
    this.timeout(90_000);
    await startCommand('tokens.countFolder');
    await ui.text('.quick-input-list .monaco-list-row:has-text("Choose Another Folder...")');
    await ui.click('.quick-input-list .monaco-list-row:has-text("workspace folder")');
    await poll(
      'the count',
      () => ui.text(`${pane} .pane-header`),
      (text) => text.includes('samples'),
      60_000,
    );
  });

  onScreen('shows tokens as badges in the explorer where the setting asks for it', async () => {
    const root = await makeTree('badges', { 'small.txt': 'One two three.', 'middle.txt': 'word '.repeat(4_000) });
    await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.joinPath(root, 'small.txt'));
    // The label that assistive technology reads is the tooltip's text; a tooltip itself goes when its row is drawn anew.
    const label = (name: string, more = ''): string =>
      `.explorer-folders-view .monaco-icon-label[aria-label*="/${name}"]${more}`;
    await ui.text(label('small.txt'));
    assert.equal(await ui.count(label('small.txt', '[aria-label*="tokens"]')), 0);
    await setSetting(settingId('tokens.explorerBadges'), true);
    const badge = '.monaco-decoration-text-badge';
    await ui.text(label('small.txt', `[aria-label$="4 tokens (GPT-4o)"]${badge}`));
    await ui.text(label('middle.txt', `[aria-label*="4,001 tokens"]${badge}`));
    await ui.picture('folder-badges');
  });
});

describe('where the tokens of a document go (folder tokens)', () => {
  onScreen('is in the report of Count Tokens @deep', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    const picture = Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 256));
    const block = 'const first = readFirst();\nconst second = readSecond();\nconst third = readThird();\n';
    const content = `${block}\nconst icon = 'data:image/png;base64,${picture.toString('base64')}';\n${block}`;
    await openText(content, 'typescript');
    await vscode.commands.executeCommand(commandId('tokens.count'));
    const report = await poll(
      'the report of this text',
      () => ui.inWebview('ai-pages h2:has-text("Where the tokens go")').text('main'),
      (text) => text.includes('Base64'), // An earlier report of the same name may still stand there.
    );
    assert.match(report, /Starts with\s+5\s+[\d,]+\s+9\d\S* %\s+const icon = 'data:image\/png;base64,/);
    assert.match(report, /Base64\s+[\d,]+\s+9\d\S* %\s+1\s+5\s/);
    assert.match(report, /stand earlier too\s+18\s+\S+ %\s+3\s+7\s/);
    await ui.picture('folder-waste');
  });
});

describe('folder tokens of the workspace', () => {
  onScreen('lead to the report by the button of the view @deep', async () => {
    await setSetting(settingId('tokens.model'), 'claude-sonnet-5');
    await vscode.commands.executeCommand(commandId('tokens.countWorkspace'));
    await ui.text(`${rows}:has-text("samples")`);
    await ui.click(`${pane} .action-label[aria-label^="Open Report"]`);
    await readPage('Tokens of samples');
    await ui.picture('folder-tokens');
    assert.ok((await ui.count(rows)) >= 3);
  });
});
