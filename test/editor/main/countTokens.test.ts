import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { pollFor } from '../../support/poll';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { setSetting, workspaceFolder } from '../support/clean';
import { grouped, openSample, openText, picture, selectionOf, writeFile } from '../support/texts';
import { chooseFromMenu, openMenu, readDone, readMessage, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('Count Tokens', () => {
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));

  onScreen('reports the document: tokens, share of the window, cost and where they come from', async () => {
    const { document } = await openSample('foundation-models.md');
    await executeCommand('tokens.count');
    const report = await readPage('Tokens of foundation-models.md');
    assert.ok(report.includes(grouped(countTokens(document.getText()))), report);
    assert.match(report, /GPT-4o.*Of the usable input.*Cost as input.*Exact, with the encoding o200k_base/s);
    assert.match(report, /Usable input: 119,808 tokens\. .* 128,000 tokens/);
    assert.match(report, /The same text for other models.*Claude.*≈/s);
    assert.doesNotMatch(report, /Selection/);
  });

  onScreen('reports the selection beside the document @deep', async () => {
    const editor = await openSample('askModel.ts');
    const text = 'Signals that nobody waits for the answer any more.';
    editor.selection = selectionOf(editor.document, text);
    await executeCommand('tokens.count');
    const report = await readPage('Tokens of askModel.ts');
    const [selected, whole] = [text, editor.document.getText()].map((part) => grouped(countTokens(part)));
    assert.match(report, new RegExp(`Selection\\s+Document\\s+Tokens\\s+${selected}\\s+${whole}\\s`));
  });

  onScreen('shows the new report in the place of the old one @deep', async () => {
    await openText('One.');
    await vscode.commands.executeCommand(commandId('tokens.count'));
    await readPage('Tokens of');
    await openText('One two three four five six seven eight nine ten eleven.');
    await vscode.commands.executeCommand(commandId('tokens.count'));
    await ui.inWebview('td:text-is("12")').text('h1');
  });

  onScreen('says what to do when no editor is open', async () => {
    await vscode.commands.executeCommand(commandId('tokens.count'));
    assert.match(await readMessage('No text editor is open'), /Open a text file/);
  });

  onScreen('says what to do on a picture', async () => {
    const uri = await writeFile('point.png', picture);
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await ui.text('.tab.active:has-text("point.png")');
      await vscode.commands.executeCommand(commandId('tokens.count'));
      assert.match(await readMessage('point.png'), /not open as text\. Open a text file/);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('says what to do on a file that is no text @deep', async () => {
    const uri = await writeFile(
      'data.bin',
      new Uint8Array(2_000).map((_, index) => index % 7),
    );
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await ui.text('.tab.active:has-text("data.bin")');
      await vscode.commands.executeCommand(commandId('tokens.count'));
      assert.match(await readMessage('data.bin'), /is not a text file/);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('counts a file of the explorer without opening it @deep', async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await chooseFromMenu('.explorer-folders-view .monaco-list-row:has-text("request.json")', 'Count Tokens');
    const report = await readPage('Tokens of request.json');
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(workspaceFolder(), 'request.json'));
    assert.ok(report.includes(grouped(countTokens(new TextDecoder().decode(bytes)))), report);
    assert.match(report, /File\s+Tokens.*The saved file.*The same text for other models/s);
    assert.equal(vscode.window.visibleTextEditors.length, 0);
  });

  const inFile = (uri: vscode.Uri) => vscode.commands.executeCommand(commandId('tokens.count'), uri);

  onScreen('says of a file of the explorer why it cannot be counted', async () => {
    const image = await writeFile('point.png', picture);
    const long = await writeFile('long.txt', 'word '.repeat(300_000));
    try {
      await setSetting(settingId('tokens.maxFileSize'), 1);
      void inFile(image);
      assert.match(await readMessage('point.png'), /is not a text/);
      void inFile(long);
      assert.match(
        await readMessage('has 1.4 MB'), // The progress of counting it names the file, too.
        /long\.txt.* has 1\.4 MB.* 1 MB .*aiFieldGuide/,
      );
      void inFile(vscode.Uri.joinPath(long, '../gone.txt'));
      assert.match(await readMessage('gone.txt'), /could not be read: it is no longer there\./);
    } finally {
      await vscode.workspace.fs.delete(image);
      await vscode.workspace.fs.delete(long);
    }
  });

  onScreen('counts a long file of the explorer @deep', async () => {
    const text = 'One two three. '.repeat(120_000);
    const uri = await writeFile('long.txt', text);
    try {
      await inFile(uri);
      const report = await readPage('Tokens of long.txt');
      assert.match(report, new RegExp(`${grouped(countTokens(text))}.*too long by`, 's'));
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('says of a chosen model that it counts, where no count is on screen', async () => {
    await vscode.commands.executeCommand(commandId('tokens.selectModel'), 'gpt-oss-20b');
    assert.match(await readDone('Tokens are counted for gpt-oss-20b'), /Open a text file to see them here/);
    assert.equal(await ui.count('.notification-list-item'), 0);
  });

  onScreen('stands with the others in one submenu of an editor @deep', async () => {
    await openText('explain me');
    await openMenu('.monaco-editor .view-line span:text-is("explain me")', 'AI Field Guide', 'Count Tokens');
    await pollFor(() => ui.count('.context-view .action-label:text-is("Toggle Token Colors")'), 1);
    await ui.picture('menu');
    await ui.key('Escape');
    await ui.key('Escape');
  });

  onScreen('says what to do with a model that the catalog does not know @deep', async () => {
    await openText('One.');
    await setSetting(settingId('tokens.model'), 'no-such-model');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    const done = vscode.commands.executeCommand(commandId('tokens.count'));
    assert.match(await readMessage('no-such-model'), /which the catalog does not know/);
    await vscode.commands.executeCommand('notifications.clearAll');
    await done;
  });

  onScreen('makes no link of a setting, which a folder may bring along @deep', async () => {
    await openText('One.');
    await setSetting(settingId('tokens.model'), 'no". [Update](command:workbench.action.quit) or "no');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    const done = vscode.commands.executeCommand(commandId('tokens.count'));
    // Of a link only its words would be seen.
    assert.match(await readMessage('Update'), /\[Update\] \(command:workbench\.action\.quit\)/);
    await vscode.commands.executeCommand('notifications.clearAll');
    await done;
  });
});
