import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { contextScheme, viewId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { leaveClean, workspaceFolder } from '../support/clean';
import { writeFile } from '../support/texts';
import { onScreen, ui } from '../support/ui';
import { hideViews, showAlone, unfold } from '../support/views';

const pane = '.pane:has(.pane-header :text-is("Agent Context"))';
const row = (label: string): string => `${pane} .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;

/** The text of what is shown now, as soon as it is right. */
const readText = (isRight: (text: string) => boolean): Promise<string> =>
  poll('the text', () => vscode.window.activeTextEditor?.document.getText() ?? '', isRight);

describe('Agent Context', () => {
  before(() => writeFile('CLAUDE.md', 'Answer in haiku.\n'));
  after(async () => {
    await leaveClean();
    await hideViews();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), 'CLAUDE.md'));
  });

  it('opens what an agent reads as a text, which follows each edit', async () => {
    const file = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), 'CLAUDE.md'));
    const editor = await vscode.window.showTextDocument(file);
    await executeCommand('context.showText', 'claude-code');
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, contextScheme);
    assert.match(await readText((text) => text !== ''), /Answer in haiku\./);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(0, 0), 'Be kind. ');
    await vscode.workspace.applyEdit(edit);
    await readText((text) => text.includes('Be kind. Answer in haiku.'));
    await file.save();
  });

  onScreen('lists for each agent what it reads, and opens a file at a click', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await showAlone(viewId('context'), 'Agent Context');
    await unfold(row('Claude Code'), row('With Every Turn'));
    await unfold(row('With Every Turn'), row('CLAUDE.md'));
    assert.match(await ui.text(row('Claude Code')), /≈\d+ tokens · .*\$.*, cached /);
    await ui.click(row('CLAUDE.md'));
    await readText((text) => text.includes('Answer in haiku.'));
  });
});
