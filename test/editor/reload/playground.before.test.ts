import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { closeEditors } from '../support/clean';
import { openSample } from '../support/texts';
import { startFaultServer } from '../../fakes/faultServer';
import { byId, faultProvider, inLastTurn, page, playground, setProviders } from '../support/playground';
import { onScreen } from '../support/ui';

const openTabs = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('before a reload', () => {
  // The window has come back from a crash, with its tab.
  before(closeEditors);

  it('opens a file that the window is to remember', async () => {
    assert.deepEqual(openTabs(), []);
    await openSample('foundation-models.md');
    await poll('open tabs', openTabs, (labels) => labels.includes('foundation-models.md'));
  });

  onScreen('has a conversation, an answer that streams, and a draft', async () => {
    // It goes down with the extension host, in the middle of its answer.
    await setProviders(faultProvider(await startFaultServer()));
    await playground.fresh();
    await playground.ask('ok', 'The first question');
    await playground.readTurn('done');
    await playground.ask('slow', 'The second question');
    await page.text(inLastTurn(`${byId('answer')}:has-text("word word")`));
    await playground.fill('message', 'The next question, half writ');
    await playground.readTurn('streaming');
  });
});
