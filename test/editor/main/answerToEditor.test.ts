import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { changeScheme } from '../../../src/editor/shared/contributions';
import { playground, sendSelection, useFaultServer } from '../support/playground';
import { openText, selectionOf, writeFile } from '../support/texts';
import { onScreen, ui } from '../support/ui';

describe('an answer that is taken to an editor', () => {
  useFaultServer();

  onScreen('goes where the cursor was, over what is selected, and Undo takes it back @deep', async () => {
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

  onScreen(
    'is shown in the place of the selection that it is about, applied, and taken back by Undo @deep',
    async () => {
      await playground.use('ok');
      const uri = await writeFile('apply.txt', 'Say: old.\n');
      try {
        const editor = await vscode.window.showTextDocument(uri, { preview: false });
        const { document } = editor;
        editor.selection = selectionOf(document, 'old');
        await sendSelection('Put into the Message Field', 'Say it better.');
        await playground.click('send');
        await playground.readTurn('done');
        // It has moved by then.
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Hm.\n'));
        await playground.click('apply-answer');
        const isPreview = ({ uri: { scheme } }: vscode.TextDocument): boolean => scheme === changeScheme;
        const preview = await poll('the preview', () => vscode.workspace.textDocuments.find(isPreview));
        assert.equal(preview.getText(), 'Hm.\nSay: Hello.\n');
        assert.equal(document.getText(), 'Hm.\nSay: old.\n');
        await ui.picture('apply-change');
        await ui.click('.editor-actions .action-label[aria-label^="Apply Change"]');
        await poll('the text', () => document.getText() === 'Hm.\nSay: Hello.\n');
        await poll('the document in front', () => vscode.window.activeTextEditor?.document === document);
        await vscode.commands.executeCommand('undo');
        await poll('the text before', () => document.getText() === 'Hm.\nSay: old.\n');
      } finally {
        await vscode.commands.executeCommand('workbench.action.files.revert');
        await vscode.workspace.fs.delete(uri);
      }
    },
  );

  onScreen('opens as a file in the column of texts beside the page @deep', async () => {
    await playground.use('ok');
    const editor = await openText('Say: old.');
    editor.selection = selectionOf(editor.document, 'old');
    await sendSelection();
    await playground.readTurn('done');
    await playground.click('open-answer');
    const opened = await poll('the file', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.languageId === 'markdown' ? active : undefined;
    });
    assert.equal(opened.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  onScreen('opens as a file, as Markdown @deep', async () => {
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
