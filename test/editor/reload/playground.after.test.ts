import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../poll';
import { startFaultServer } from '../../fakes/faultServer';
import { byId, chatRequests, faultProvider, page, playground, setProviders } from '../support/playground';
import { onScreen } from '../ui';

const openTabs = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('after a reload', () => {
  // One test: what it finds is there once.
  onScreen('the tab is back with the conversation, what had come of the answer, and the draft', async () => {
    await poll('open tabs', openTabs, (labels) => labels.includes('foundation-models.md'));
    assert.deepEqual(openTabs(), ['foundation-models.md', 'Model Playground']);
    const turn = await page.text('ai-turn:last-of-type [data-status="stopped"]:has-text("The second question")');
    assert.match(turn, /The second question.*reloaded or closed while this answer was streaming.*Retry/s);
    await page.text(`ai-turn:last-of-type ${byId('answer')}:has-text("word word")`);
    await page.text(`ai-turn:first-of-type ${byId('answer')}:has-text("Hello")`);
    assert.equal(await page.value(byId('message')), 'The next question, half writ');

    const server = await startFaultServer();
    try {
      await setProviders(faultProvider(server));
      await page.text(`${byId('destination')}:has-text("${new URL(server.origin).host}")`);
      await page.click(`ai-turn:last-of-type ${byId('retry')}`);
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
