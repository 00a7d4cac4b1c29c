import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import { delaysInDocument, quietHost, typedAtLine } from '../support/delays';
import { print } from '../support/folders';
import { largeText } from '../support/largeText';
import { assertReadInPieces } from '../support/pieces';
import { save, writeFile } from '../support/texts';
import { readMessage, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

/** Returns the text that the counter is to show. Words that look like a special token are plain text. */
const statusOf = (text: string): string =>
  `${countTokens(text, { disallowedSpecial: new Set() }).toLocaleString('en-US')} tokens`;

const statusIs = (expected: string): Promise<string> =>
  poll(
    'the status bar item',
    () => ui.text(tokenStatus),
    (text) => text.trim() === expected,
    30_000,
  );

const statusIsNot = (before: string): Promise<string> =>
  poll(
    'another count',
    () => ui.text(tokenStatus),
    (text) => text.trim() !== before,
  );

describe('a document of 10 MB', () => {
  it('is read in pieces, of ordinary lines or of one line', async () => {
    const lines = 'A context window holds the tokens of the prompt and of the answer.\n'.repeat(149_253);
    await assertReadInPieces('10 MB of ordinary lines', lines);
    await assertReadInPieces('one line of 5 MB', '{"a":[1,22,"😀"]},'.repeat(277_777));
  });

  onScreen(
    'is counted exactly when it is opened, and after typing at several places',
    async () => {
      await setSetting(settingId('tokens.model'), 'gpt-4o');
      await quietHost();
      const text = await largeText(10_000_000);
      const expected = statusOf(text);
      const uri = await writeFile('ten-megabytes.txt', text);
      const { document, opening, typing } = await delaysInDocument(
        uri,
        () => statusIs(expected),
        () => statusIsNot(expected),
      );
      assert.equal(document.getText().length, text.length + 4 * typedAtLine.length);
      await statusIs(statusOf(document.getText()));
      await print(`opening 10 MB: ${opening}`);
      await print(`typing in 10 MB: ${typing}`);
      await save(document);
      await closeEditors();
      await vscode.workspace.fs.delete(uri);
    },
    120_000,
  );
});

describe('a document of more than 50 MB', () => {
  onScreen(
    'has no count in the status bar, and Count Tokens says up to which size files are counted',
    async () => {
      await setSetting('workbench.editorLargeFileConfirmation', 100); // VS Code asks from 10 MB on in a remote window.
      const uri = await writeFile(
        'over-fifty-megabytes.txt',
        'A line that VS Code gives no extension.\n'.repeat(1_400_000),
      );
      try {
        await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
        await ui.text('.tab.active:has-text("over-fifty-megabytes.txt")');
        await ui.text('.view-line:has-text("A line that VS Code gives no extension.")');
        assert.equal(await ui.count(tokenStatus), 0);
        void vscode.commands.executeCommand(commandId('tokens.count'));
        assert.match(await readMessage('over-fifty-megabytes.txt'), /only files up to 20 MB are counted/);
      } finally {
        await closeEditors();
        await vscode.workspace.fs.delete(uri);
      }
    },
    60_000,
  );
});
