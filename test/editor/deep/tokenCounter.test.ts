import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { setSetting } from '../support/clean';
import { delaysDuring } from '../support/delays';
import { print } from '../support/folders';
import { openSample, openText, positionOf, writeFile } from '../support/texts';
import { count, exactCount, statusIs } from '../support/tokenCount';
import { onScreen, ui } from '../support/ui';
import { tokenStatus } from '../support/window';

describe('the token counter', () => {
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));

  for (const name of ['foundation-models.md', 'long-text.txt', 'askModel.ts', 'request.json']) {
    onScreen(`counts ${name} as the public tokenizer does`, async () => {
      const { document } = await openSample(name);
      await statusIs(`${count(document.getText())} tokens`);
    });
  }

  onScreen('counts a megabyte without a gap exactly', async () => {
    const uri = await writeFile('one-run.txt', 'a'.repeat(1_000_000));
    try {
      await openSample('request.json');
      await ui.text(`${tokenStatus}:has-text("tokens")`);
      const delays = await delaysDuring(async () => {
        await vscode.window.showTextDocument(uri, { preview: false });
        await exactCount();
      });
      await print(`counting a run of a megabyte: ${delays}`);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('keeps up with typing into a megabyte of prose', async () => {
    const prose = (await openSample('long-text.txt')).document.getText();
    const editor = await openText(prose.repeat(Math.ceil(1_000_000 / prose.length)));
    await exactCount();
    const delays = await delaysDuring(async () => {
      await editor.edit((edit) => edit.insert(positionOf(editor.document, prose.slice(0, 10)), 'One more sentence. '));
      await statusIs(`${count(editor.document.getText())} tokens`, 20_000);
    });
    await print(`an edit of a megabyte: ${delays}`);
  });
});
