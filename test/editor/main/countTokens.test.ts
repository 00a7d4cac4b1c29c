import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { commandIds, settingIds } from '../../../src/editor/contributions';
import { setSetting } from '../support/clean';
import { grouped, openSample, openText, selectionOf, writeFile } from '../support/texts';
import { readPreview, readMessage } from '../support/window';
import { onScreen, ui } from '../ui';

/** A picture of one point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('Count Tokens', () => {
  beforeEach(() => setSetting(settingIds.model, 'gpt-4o'));

  onScreen('reports the document: tokens, share of the window, cost and where they come from', async () => {
    const { document } = await openSample('foundation-models.md');
    await ui.command('AI Field Guide: Count Tokens');
    const report = await readPreview('Tokens of foundation-models.md');
    assert.ok(report.includes(grouped(countTokens(document.getText()))), report);
    assert.match(report, /GPT-4o.*Share of the usable input.*Cost as input.*Exact, with the encoding o200k_base/s);
    assert.doesNotMatch(report, /Selection/);
  });

  onScreen('reports the selection beside the document', async () => {
    const editor = await openSample('askModel.ts');
    const text = 'Signals that nobody waits for the answer any more.';
    editor.selection = selectionOf(editor.document, text);
    await ui.command('AI Field Guide: Count Tokens');
    const report = await readPreview('Tokens of askModel.ts');
    const [selected, whole] = [text, editor.document.getText()].map((part) => grouped(countTokens(part)));
    assert.match(report, new RegExp(`Selection\\s+Document\\s+Tokens\\s+${selected}\\s+${whole}\\s`));
  });

  onScreen('shows the new report in the place of the old one', async () => {
    await openText('One.');
    await vscode.commands.executeCommand(commandIds.countTokens);
    await readPreview('Tokens of');
    await openText('One two three four five six seven eight nine ten eleven.');
    await vscode.commands.executeCommand(commandIds.countTokens);
    await ui.inWebview('td:text-is("12")').text('h1');
  });

  onScreen('says what to do when no editor is open', async () => {
    await vscode.commands.executeCommand(commandIds.countTokens);
    assert.match(await readMessage('No editor is open'), /Open a text file/);
  });

  onScreen('says what to do on a picture', async () => {
    const uri = await writeFile('point.png', Buffer.from(png, 'base64'));
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await ui.text('.tab.active:has-text("point.png")');
      await vscode.commands.executeCommand(commandIds.countTokens);
      assert.match(await readMessage('point.png'), /not a text editor\. Open a text file/);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('says what to do on a file that is no text', async () => {
    const uri = await writeFile(
      'data.bin',
      new Uint8Array(2_000).map((_, index) => index % 7),
    );
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await ui.text('.tab.active:has-text("data.bin")');
      await vscode.commands.executeCommand(commandIds.countTokens);
      assert.match(await readMessage('data.bin'), /Open a/);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('says what to do with a model that the catalog does not know', async () => {
    await openText('One.');
    await setSetting(settingIds.model, 'no-such-model');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    const done = vscode.commands.executeCommand(commandIds.countTokens);
    assert.match(await readMessage('no-such-model'), /which the catalog does not know/);
    await vscode.commands.executeCommand('notifications.clearAll');
    await done;
  });
});
