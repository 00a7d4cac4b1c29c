import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { playground, useFaultServer } from '../support/playground';
import { openText } from '../support/texts';
import { onScreen } from '../support/ui';

describe('an answer that is taken to an editor', () => {
  useFaultServer();

  onScreen('goes where the cursor was, over what is selected, and Undo takes it back', async () => {
    const { document } = await openText('Say: old.');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(0, 5, 0, 8);
    await playground.open();
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await playground.click('insert');
    await poll('the text', () => document.getText() === 'Say: Hello.');
    await vscode.commands.executeCommand('undo');
    await poll('the text before', () => document.getText() === 'Say: old.');
  });

  onScreen('opens as a file, as Markdown', async () => {
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await playground.click('open-answer');
    const document = await poll('the file', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled && active.languageId === 'markdown' ? active : undefined;
    });
    assert.equal(document.getText().includes('Hello'), true);
  });
});
