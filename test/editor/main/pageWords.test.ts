import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { byId, page, playground, useFaultServer } from '../support/playground';
import { pageWith, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const card = byId('word-card');

describe('words on our own pages', () => {
  useFaultServer();

  onScreen('are explained by Ctrl+K Ctrl+I, and a link of the card leads to the page of a term @deep', async () => {
    await vscode.commands.executeCommand(commandId('pages.open'), 'guide/limits');
    await readPage('Limits');
    await pageWith('Limits').click('h1');
    await ui.key('ControlOrMeta+K');
    await ui.key('ControlOrMeta+I');
    await pageWith('Limits').text(`${card}:focus`);
    await pageWith('Limits').click(`${card} p:has-text("Related") a >> nth=0`);
    await poll('a page of a term', () =>
      vscode.window.tabGroups.all.every(({ tabs }) => tabs.every(({ label }) => !label.startsWith('Limits'))),
    );
  });

  onScreen(
    'are explained in a message of the playground by the command, but not where hovers are off @deep',
    async () => {
      await playground.ask('ok', 'What is the context window of an LLM?');
      await playground.readTurn('done');
      await executeCommand('glossary.explainWord');
      await pollFor(() => page.text(card), /Context window/);
      await ui.key('Escape');
      await setSetting(settingId('glossary.hover'), false);
      await executeCommand('glossary.explainWord');
      assert.equal(await page.count(card), 0);
    },
  );
});
