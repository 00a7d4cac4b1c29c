import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { pageWith, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const tab = (label: string): string => `.tab:has-text("${label}")`;

const labs = (): string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs.map(({ label }) => label))
    .filter((label) => label === 'The Lab');

describe('after a reload, the pages', () => {
  // One test: what it finds is there once.
  onScreen(
    'are back with the way back, and a report says that it was not kept and is made again; the lab is there once',
    async () => {
      await pageWith('This report was not kept').click('[data-testid="make-again"]');
      assert.match(await readPage('Tokens of foundation-models.md'), /Where the tokens go/);
      await ui.click(tab('GPT'));
      const page = pageWith('GPT');
      await pollFor(() => page.text('[data-testid="zoom-reset"]'), /110 %/);
      await page.click('[data-testid="back"]');
      await readPage('Claude');

      // Nobody has looked at the tab of the lab since the reload.
      assert.equal(labs().length, 1);
      await vscode.commands.executeCommand(commandId('lab.open'));
      await poll('the lab', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'The Lab');
      await poll('one lab', labs, ({ length }) => length === 1);
    },
  );
});
