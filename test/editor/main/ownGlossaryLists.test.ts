import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import type { CommandName } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import { makeTree, makeWatchedFolder, removeTrees } from '../support/folders';
import { positionOf } from '../support/texts';
import { startCommand } from '../support/commands';
import { hideViews, showAlone, unfold } from '../support/views';
import { chooseFromMenu, menuItem, openMenu } from '../support/window';
import { onScreen, ui } from '../support/ui';

const pane = '.pane:has(.pane-header :text-is("Glossary"))';
const rows = `${pane} .monaco-list-row`;
const row = (label: string): string => `${rows}:has(.monaco-icon-name-container :text-is("${label}"))`;
const run = (name: CommandName, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(commandId(name), ...args);
const readRow = (label: string, expected: RegExp): Promise<string> =>
  poll(
    `${expected.source} at ${label}`,
    () => ui.text(row(label)),
    (text) => expected.test(text),
  );
/** Without its box, which closes where the focus goes elsewhere: glossaryView.test.ts types into that. */
const search = (query: string): Thenable<unknown> => run('glossary.search', query);

const glossary = `terms:
  - term: gantry crane
    aliases: [portal crane]
    definition: It lifts boxes from ships.
`;

describe('terms of own glossaries in the lists', () => {
  let root: vscode.Uri;
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(root, name);

  before(async () => {
    await makeWatchedFolder('lists/deep');
    root = await makeTree('lists', {
      'deep/port.glossary.yml': glossary,
      'deep/one.md': 'The gantry crane and the portal crane.\n',
      'two.md': 'A gantry crane of theirs.\n',
    });
  });
  beforeEach(async () => {
    await showAlone(viewId('glossary'), 'Glossary');
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('glossary')}.collapseAll`);
  });
  afterEach(async () => {
    await search('');
    await closeEditors();
  });
  after(removeTrees);
  after(hideViews);

  /** The editor shows the line of the term in its glossary. */
  const isOpened = async (): Promise<void> => {
    const editor = await poll(
      'the glossary',
      () => vscode.window.activeTextEditor,
      (shown) => shown?.document.uri.toString() === at('deep/port.glossary.yml').toString(),
    );
    assert.equal(editor?.selection.active.line, 1);
  };

  onScreen('are a part of the Glossary view, and lead to their line', async () => {
    // Those of the samples, too.
    await readRow('Your Glossaries', /^Your Glossaries\d+$/);
    await unfold(row('Your Glossaries'), row('Gantry crane'));
    await readRow('Gantry crane', /port\.glossary\.yml · portal crane/);
    await setSetting('workbench.colorTheme', 'Default Dark Modern');
    await ui.picture('glossary-own');
    await ui.click(row('Gantry crane'));
    await isOpened();
    await closeEditors();
    await chooseFromMenu(row('Gantry crane'), 'Look Up Term...');
    await isOpened();
  });

  onScreen('are offered to be explained nowhere, and not always: that they are @deep', async () => {
    await search('portal crane');
    await readRow('Gantry crane', /port\.glossary\.yml/);
    await openMenu(row('Gantry crane'), 'Never Explain in This Workspace');
    assert.equal(await ui.count(menuItem('Always Explain in This Workspace')), 0);
    await ui.key('Escape');
    const { document } = await vscode.window.showTextDocument(at('deep/one.md'));
    const place = positionOf(document, 'gantry', 1);
    void vscode.commands.executeCommand(
      commandId('glossary.explainTerm'),
      document.uri.toString(),
      place.line,
      place.character,
    );
    await ui.text('.quick-input-list .monaco-list-row:has-text("Never Explain Here")');
    assert.equal(await ui.count('.quick-input-list .monaco-list-row:has-text("Always Explain Here")'), 0);
    await ui.key('Escape');
  });

  onScreen('are found by a search in the view and by Look Up Term @deep', async () => {
    await search('portal crane');
    await readRow('Gantry crane', /port\.glossary\.yml/);
    await search('');
    await startCommand('glossary.lookUp');
    await ui.fill('.quick-input-widget input[placeholder^="Search terms, models"]', 'portal cra');
    await ui.click('.quick-input-widget .monaco-list-row:has-text("It lifts boxes from ships.")');
    await isOpened();
  });

  onScreen('are met in the files for which they hold, and follow their glossary @deep', async () => {
    await run('glossary.findInFiles');
    await readRow('Found in Your Files', / of [\d,]+ files/);
    await search('gantry');
    await readRow('Gantry crane', /1 file ·/);
    await ui.click(`${row('Gantry crane')} .monaco-tl-twistie`);
    await readRow('one.md', /^one\.md2 /);
    assert.equal(await ui.count(row('two.md')), 0);
    await writeFile(at('deep/port.glossary.yml').fsPath, glossary.replace('portal', 'bridge'));
    await readRow('one.md', /^one\.md1 /);
    await writeFile(at('top.glossary.yml').fsPath, glossary.replace('It lifts', 'Theirs lifts'));
    // Above it has the words that the nearer one leaves: its alias, and all in the other file.
    await ui.text(`${rows}:has-text("top.glossary.yml"):has-text("2 files")`);
  });
});
