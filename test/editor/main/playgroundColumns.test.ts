import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerScheme } from '../../../src/editor/shared/contributions';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { poll } from '../../support/poll';
import { startCommand } from '../support/commands';
import {
  byId,
  chatRequests,
  faultProvider,
  page,
  playground,
  setProviders,
  useFaultServer,
} from '../support/playground';
import { onScreen, ui } from '../support/ui';
import { pickRow } from '../support/window';

/** A part of a column, from the left and from 1. */
const inColumn = (number: number, selector: string): string => `ai-column >> nth=${number - 1} >> ${selector}`;
const statusIn = (number: number, status: string): Promise<string> =>
  page.text(inColumn(number, `ai-turn:last-child [data-status="${status}"]:has(dl${byId('stats')})`));
const columns = (): Promise<number> => page.count('ai-column');

describe('two columns of the playground', () => {
  const faults = useFaultServer();
  let other: FaultServer;
  before(async () => {
    other = await startFaultServer({ redirectTo: 'http://127.0.0.1:9/elsewhere' });
  });
  after(() => other.close());

  /** The second column asks that model of another provider. */
  async function addColumn(first: string, second: string): Promise<void> {
    other.reset();
    await playground.fill('model', first);
    await setProviders(faultProvider(faults.server), faultProvider(other, { id: 'other', name: 'Other Server' }));
    await startCommand('playground.addColumn');
    await poll('two columns', columns, (count) => count === 2);
    await page.click(inColumn(2, byId('settings')));
    await page.click(inColumn(2, byId('provider')));
    await page.click(inColumn(2, 'vscode-single-select .option:has-text("Other Server")'));
    await page.fill(inColumn(2, byId('model')), second);
    await page.click(inColumn(2, byId('settings')));
  }

  async function sendToAll(message: string): Promise<void> {
    await page.fill(byId('message'), message);
    await playground.click('send');
  }

  onScreen(
    'ask two providers the same; one fails, the answer of the other is compared, and both go on from it',
    async () => {
      await addColumn('echo', 'server-error');
      await sendToAll('{"b": 1, "a": 2}');
      await statusIn(1, 'done');
      assert.match(await statusIn(2, 'failed'), /Failed/);
      for (const { requests } of [faults.server, other]) assert.ok(requests.length > 0);
      await page.fill(byId('message'), '');
      // Asked again with a model that answers: the column that failed has its own answer.
      await page.click(inColumn(2, byId('settings')));
      await page.fill(inColumn(2, byId('model')), 'echo');
      await page.click(inColumn(2, byId('settings')));
      await page.click(inColumn(2, byId('retry-chosen')));
      await statusIn(2, 'done');
      await sendToAll('{"d": 1, "c": 2}');
      await statusIn(1, 'done');
      await statusIn(2, 'done');
      await playground.click('diff-answers');
      const compared = await poll('the two documents', () => {
        const texts = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === answerScheme);
        return texts.length === 2 ? texts : undefined;
      });
      for (const document of compared) {
        assert.equal(document.languageId, 'json');
        assert.equal(document.getText(), '{\n  "c": 2,\n  "d": 1\n}\n');
      }
      await ui.text('.tab.active:has-text("1 · echo and 2 · echo")');
      await playground.open();
      await page.click(inColumn(2, byId('mark-best')));
      await page.text(inColumn(2, byId('best')));
      await page.click(inColumn(1, byId('go-on')));
      await page.text(`${byId('undo-line')}:has-text("All columns continue")`);
      await page.click(byId('undo-columns'));
      await page.text(inColumn(2, byId('best')));
    },
  );

  onScreen('stop one and all, and keep what came', async () => {
    await addColumn('slow', 'slow');
    await sendToAll('Hello');
    await page.text(inColumn(1, `${byId('answer')}:has-text("word")`));
    await page.text(inColumn(2, `${byId('answer')}:has-text("word")`));
    await page.click(inColumn(1, byId('stop-column')));
    await statusIn(1, 'stopped');
    assert.match(await page.text(inColumn(2, byId('column-state'))), /Answering/);
    await playground.click('stop');
    await statusIn(2, 'stopped');
  });

  onScreen('ask once more several times, and page among the answers', async () => {
    await addColumn('ok', 'ok');
    await sendToAll('Hello');
    await statusIn(2, 'done');
    await page.click(inColumn(2, byId('retry-times')));
    await pickRow('How many more answers?', '3', '3 answers');
    await poll(
      'four requests',
      () => chatRequests(other).length,
      (count) => count === 4,
    );
    await page.text(inColumn(2, `${byId('spread')}:has-text("4 answers: 5 characters")`));
    assert.equal(chatRequests(faults.server).length, 1);
  });

  onScreen('can be removed, and come back with Undo', async () => {
    await addColumn('ok', 'ok');
    await page.click(inColumn(2, byId('remove-column')));
    await poll('one column', columns, (count) => count === 1);
    await page.click(byId('undo-columns'));
    await poll('two columns', columns, (count) => count === 2);
  });
});
