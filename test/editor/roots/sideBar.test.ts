import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { makeTree, removeTrees } from '../support/folders';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';

const pane = (name: string): string => `.pane:has(.pane-header :text-is("${name}"))`;
const rowsIn = (name: string): string => `${pane(name)} .monaco-list-row`;
const isExpanded = async (name: string): Promise<boolean> =>
  (await ui.count(`.pane-header.expanded:has(:text-is("${name}"))`)) > 0;
/** Whole rows that a view has room for. CSS pixels: 22 a row. VS Code gives a view that starts collapsed some 140 in all, whatever its initialSize. */
const seen = async (name: string): Promise<number> => {
  // Plain CSS.
  const [box] = await ui.boxes(`.pane:has(.pane-header[aria-label^="${name}"]) .pane-body`);
  return box ? Math.floor(box.height / 22) : 0;
};
const others = ['Terms on This Page', 'Glossary'];
const card = ui.inWebview('ai-card main');

describe('the side bar of a window that nobody has arranged', () => {
  before(async () => {
    const files = Array.from({ length: 30 }, (_, i) => [`f${i}.md`, `Text ${i}.\n`] as const);
    await makeTree('many', Object.fromEntries(files));
  });
  after(removeTrees);

  onScreen('shows the families and the card, each with room, and all else one click away', async () => {
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await ui.text(`${rowsIn('Model Families')}:has-text("Google DeepMind")`);
    await card.text('.empty');
    for (const name of others) assert.equal(await isExpanded(name), false, name);
    assert.ok((await seen('Model Families')) >= 12);
    assert.ok((await seen('Glossary Card')) >= 10);
    for (const theme of ['Default Dark Modern', 'Default Light Modern', 'Default High Contrast']) {
      await setSetting('workbench.colorTheme', theme);
      await ui.screenshot(`side-bar-${theme.split(' ').slice(1).join('-').toLowerCase()}`);
    }
  });

  onScreen('shows the sessions and the providers beside each other in a container of the playground', async () => {
    await vscode.commands.executeCommand('workbench.view.extension.aiFieldGuidePlayground');
    for (const name of ['Sessions', 'Providers']) {
      await poll(`room for ${name}`, async () => (await seen(name)) >= 8);
    }
    await ui.screenshot('side-bar-playground');
  });

  onScreen('puts the folders below them once they are counted, with room for some rows', async () => {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'many');
    await vscode.commands.executeCommand(commandId('tokens.countFolder'), folder, [folder]);
    await poll(
      'room for the folders',
      () => seen('Tokens in Folders'),
      (rows) => rows >= 6,
    );
    assert.ok((await seen('Model Families')) >= 9);
    assert.ok((await seen('Glossary Card')) >= 9);
    await setSetting('workbench.colorTheme', 'Default Dark Modern');
    await ui.screenshot('side-bar-folders');
  });

  onScreen('gives a view that is opened beside them room for some rows', async () => {
    await openText('Tokens fill the context window of the LLM. A prompt has tokens.', 'markdown');
    await vscode.commands.executeCommand(`${viewId('glossary.pageTerms')}.focus`);
    await ui.text(rowsIn('Terms on This Page'));
    assert.ok((await seen('Terms on This Page')) >= 5);
    assert.ok((await seen('Tokens in Folders')) >= 5);
    assert.ok((await seen('Glossary Card')) >= 6);
    await ui.screenshot('side-bar-all');
    await vscode.commands.executeCommand(commandId('tokens.clearFolders'));
  });
});
