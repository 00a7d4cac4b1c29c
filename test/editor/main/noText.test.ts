import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/editor/shared/contributions';
import { closeEditors } from '../support/clean';
import { writeFile } from '../support/texts';
import { readMessage, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

// VS Code gives extensions no text of a file that is larger than 50 MB either: test/editor/deep/largeDocuments.test.ts.

describe('a file that is no text', () => {
  onScreen('has no count, and Count Tokens says why', async () => {
    const uri = await writeFile('no-text.txt', new Uint8Array([0x89, 0, 0xff, 0xfe, 0, 1, 2, 0]));
    try {
      await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
      await ui.text('.tab.active:has-text("no-text.txt")');
      assert.equal(await ui.count(tokenStatus), 0);
      await vscode.commands.executeCommand(commandIds.countTokens);
      assert.match(await readMessage('no-text.txt'), /larger than 50 MB, or no text\. Open a part of it/);
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(uri);
    }
  });
});
