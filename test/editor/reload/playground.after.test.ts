import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll, pollFor } from '../../support/poll';
import { startFaultServer } from '../../fakes/faultServer';
import {
  answeringDialog,
  byId,
  chatRequests,
  faultProvider,
  inFirstTurn,
  inLastTurn,
  page,
  playground,
  setProviders,
} from '../support/playground';
import { onScreen } from '../support/ui';

const openTabs = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('after a reload', () => {
  // One test: what it finds is there once.
  onScreen('the tab is back with the conversation, what had come of the answer, and the draft', async () => {
    await poll('open tabs', openTabs, (labels) => labels.includes('foundation-models.md'));
    assert.deepEqual(openTabs(), ['foundation-models.md', 'Playground']);
    await page.text(inLastTurn('[data-status="stopped"]:has-text("The second question")'));
    // The texts of a turn come after its heading.
    await page.text(inLastTurn(`${byId('turn')}:has-text("Interrupted")`));
    await page.text(inLastTurn(`${byId('answer')}:has-text("word word")`));
    await page.text(inFirstTurn(`${byId('answer')}:has-text("Hello")`));
    await pollFor(() => page.value(byId('message')), 'The next question, half writ');

    const server = await startFaultServer();
    try {
      await setProviders(faultProvider(server));
      await page.text(`${byId('destination')}:has-text("${new URL(server.origin).host}")`);
      // The server has another port than the one before the reload.
      const question = await answeringDialog('Send', () => page.click(inLastTurn(byId('retry'))));
      assert.match(question, /address has changed/);
      await poll('the request', () => chatRequests(server)[0]?.body['messages']);
      assert.equal(
        JSON.stringify(chatRequests(server)[0]?.body['messages']).match(/The (first|second) question/g)?.length,
        2,
      );
      await playground.readTurn('streaming');
      await playground.click('stop');
      await playground.readTurn('stopped');
    } finally {
      await server.close();
    }
  });
});
