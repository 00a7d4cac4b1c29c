import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { settingIds } from '../../../src/editor/contributions';
import { poll } from '../poll';
import { closeEditors, setSetting } from '../support/clean';
import { delaysDuring, typeAtLines } from '../support/delays';
import { print } from '../support/folders';
import { largeText } from '../support/largeText';
import { writeFile } from '../support/texts';
import { tokenStatus } from '../support/window';
import { onScreen, ui } from '../ui';

/** What the counter is to say: what looks like a special token is plain text. */
const statusOf = (text: string): string =>
  `${countTokens(text, { disallowedSpecial: new Set() }).toLocaleString('en-US')} tokens`;

const statusIs = (expected: string): Promise<string> =>
  poll(
    'the status bar item',
    () => ui.text(tokenStatus),
    (text) => text.trim() === expected,
    30_000,
  );

describe('a document of 10 MB', () => {
  beforeEach(() => setSetting(settingIds.model, 'gpt-4o'));

  onScreen(
    'is counted exactly when it is opened, and after typing at several places',
    async () => {
      const text = await largeText(10_000_000);
      const expected = statusOf(text);
      for (const counts of [false, true]) {
        await setSetting(settingIds.tokensEnabled, counts);
        const uri = await writeFile(`ten-megabytes-${counts ? 'counted' : 'not-counted'}.txt`, text);
        let editor: vscode.TextEditor | undefined;
        const opening = await delaysDuring(async () => {
          editor = await vscode.window.showTextDocument(uri, { preview: false });
          if (counts) await statusIs(expected);
          else await new Promise((resolve) => setTimeout(resolve, 2_000));
        });
        assert.ok(editor);
        const { document } = editor;
        assert.ok(document.getText() === text);
        const lines = [0, 0.3, 0.7, 0.99].map((share) => Math.floor(share * document.lineCount));
        const typing = await delaysDuring(async () => {
          await typeAtLines(editor!, lines, 'How many tokens are these 1234 words? ');
          await new Promise((resolve) => setTimeout(resolve, 1_500)); // The count for the other families begins.
        });
        if (counts) await statusIs(statusOf(document.getText()));
        await print(`10 MB, counter ${counts ? 'on' : 'off'}: opening: ${opening}`);
        await print(`10 MB, counter ${counts ? 'on' : 'off'}: typing: ${typing}`);
        await document.save();
        await closeEditors();
        await vscode.workspace.fs.delete(uri);
      }
    },
    120_000,
  );
});
