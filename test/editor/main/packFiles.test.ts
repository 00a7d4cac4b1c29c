import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewId } from '../../../src/editor/shared/contributions';
import { executeCommand } from '../../../src/editor/shared/commands';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { leaveClean, storedDraftWith, setSetting } from '../support/clean';
import { startCommand } from '../support/commands';
import { makeTree, removeTrees } from '../support/folders';
import { answerInputBox, menuItem, pickRow, readDone, readMessage, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';
import { hideViews, showAlone } from '../support/views';

const pane = '.pane:has(.pane-header:has-text("Tokens in Folders"))';
const row = (name: string): string => `${pane} .monaco-list-row:has(.monaco-icon-name-container :text-is("${name}"))`;
const quickInput = '.quick-input-widget';
/** The text by which the pick is asked. */
const everything = 'Everything fits.';

/** From the pick that is asked by `placeholder`. */
async function changeBudget(placeholder: string, tokens: string): Promise<void> {
  await pickRow(placeholder, '', 'Change Budget...');
  await answerInputBox('Budget for Packed Files', tokens);
}

const files = {
  'a.md': 'One two three.\n',
  'src/b.ts': 'export const b = 1;\n',
  'src/c.ts': 'export const c = 2;\n',
  '.env': 'KEY=abc\n',
  '.gitignore': 'out\n',
  'out/x.js': 'x',
};

describe('Pack Files for a Model', () => {
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));
  afterEach(async () => {
    await leaveClean();
    await removeTrees();
  });
  after(async () => {
    await executeCommand('tokens.clearFolders');
    await hideViews();
  });

  onScreen(
    'packs what is selected in the explorer, without secrets and what git ignores, for the clipboard',
    async () => {
      const root = await makeTree('packing', files);
      await startCommand('tokens.packFiles', root, [root]);
      const title = await ui.text(`${quickInput} .quick-input-title`);
      assert.match(title, /^Files for GPT-4o: \d+ of [\d,]+ tokens$/);
      await ui.picture('pack-pick');
      await pickRow(everything, '', 'Copy as Markdown');
      await readDone('Copied 4 files');
      const text = await vscode.env.clipboard.readText();
      assert.match(text, /^## packing\/\.gitignore\n[^]*## packing\/a\.md\n\n```markdown\nOne two three\.\n```/);
      assert.doesNotMatch(text, /KEY|x\.js/);
      await vscode.env.clipboard.writeText('');
    },
  );

  onScreen('says what is left out, and why, in a report', async () => {
    const root = await makeTree('packing', files);
    await startCommand('tokens.packFiles', root);
    await pickRow(everything, '', 'Show Report');
    const report = await readPage('Files for GPT-4o');
    assert.match(report, /4 files whole, 2 left out/);
    assert.match(
      report,
      /May hold a key or a password: 1\s+packing\/\.env[^]*Ignored by git, or node_modules: 1\s+packing\/out\//,
    );
    await ui.picture('pack-report');
  });

  onScreen('says before that files are cut where the budget is small @deep', async () => {
    const root = await makeTree('packing', {
      'a.md': 'One two three.\n',
      'long.md': 'A line of some words.\n'.repeat(200),
    });
    await startCommand('tokens.packFiles', root);
    await changeBudget(everything, '200');
    await poll(
      'the pick with the budget',
      () => ui.text(`${quickInput} .quick-input-title`),
      (title) => /of 200 tokens$/.test(title),
    );
    const asked = await ui.html(`${quickInput} .quick-input-filter input`);
    assert.match(asked, /Not everything fits: 1 file whole, 1 cut\./);
    await pickRow('Not everything fits: 1 file whole, 1 cut.', '', 'Copy as XML');
    await readDone('Copied 2 files');
    assert.match(await vscode.env.clipboard.readText(), /^<files>\n<file path="packing\/a\.md">/);
    await vscode.env.clipboard.writeText('');
    // Nothing stands for the usable input again.
    await startCommand('tokens.packFiles', root);
    await changeBudget('Not everything fits', '');
    await ui.text(`${quickInput} input[placeholder^="${everything}"]`).catch(() => undefined);
    await poll(
      'the pick with the usable input',
      () => ui.text(`${quickInput} .quick-input-title`),
      (title) => !title.includes('of 200 tokens'),
    );
  });

  onScreen('sums up what is checked in the view, and packs that', async () => {
    const root = await makeTree('packing', files);
    await executeCommand('tokens.countFolder', root);
    await showAlone(viewId('tokens.folders'), 'Tokens in Folders');
    await ui.click(`${row('src')} .monaco-checkbox`);
    const message = (isRight: (text: string) => boolean): Promise<string> =>
      poll('the sum', () => ui.text(`${pane} .message`), isRight);
    assert.match(
      await message((text) => text.includes('Chosen: 2 files')),
      /Chosen: 2 files, \d+ tokens, .* of the budget\.$/,
    );
    await poll(
      'the sum of the folder',
      () => ui.text(row('packing')),
      (text) => /2 of \d chosen/.test(text),
    );
    await ui.picture('pack-tree');
    const button = `${pane} .pane-header .action-label[aria-label^="Pack Files for a Model"]`;
    await vscode.commands.executeCommand(`${viewId('tokens.folders')}.focus`);
    await ui.click(button);
    await changeBudget(everything, '60');
    await ui.text(`${quickInput}:has-text("of 60 tokens") input[placeholder^="${everything}"]`);
    await ui.key('Escape');
    await message((text) => /, [1-9][\d.]+ % of the budget\.$/.test(text));
    await ui.click(button);
    await changeBudget(everything, '');
    await pickRow(everything, '', 'Copy as Markdown');
    await readDone('Copied 2 files');
    assert.match(await vscode.env.clipboard.readText(), /^## packing\/src\/b\.ts\n[^]*## packing\/src\/c\.ts\n/);
    await vscode.env.clipboard.writeText('');
  });

  onScreen('packs rows that are selected with the keyboard alone, into the playground @deep', async () => {
    const root = await makeTree('packing', { 'a.md': 'One two three.\n', 'b.md': 'Four.\n', 'c.md': 'Five.\n' });
    await executeCommand('tokens.countFolder', root);
    await showAlone(viewId('tokens.folders'), 'Tokens in Folders');
    await ui.text(row('c.md'));
    await vscode.commands.executeCommand(`${viewId('tokens.folders')}.focus`);
    for (const key of ['Home', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+F10']) await ui.key(key);
    await poll('the menu', () => ui.count(menuItem('Pack Files for a Model...')));
    await ui.key('ArrowDown');
    await ui.key('Enter');
    await ui.text(`${quickInput} input[placeholder^="${everything}"]`);
    await ui.type('playground');
    await ui.key('Enter');
    const draft = await poll('the draft', () => storedDraftWith('packing/b.md'));
    assert.match(draft, /packing\/c\.md/);
    assert.doesNotMatch(draft, /packing\/a\.md/);
    // Only Pocket is there, which cannot stand in for the model that is counted for.
    assert.match(await readMessage('GPT-4o needs'), /GPT-4o needs OpenAI, or a router that has it\./);
  });
});
