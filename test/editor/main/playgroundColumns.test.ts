import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerScheme } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import {
  chooseModelIn,
  countColumns,
  inColumn,
  sendToAll,
  statusIn,
  useSecondColumn,
  wrongBesideFault,
} from '../support/columns';
import { byId, chatRequests, page, playground, useFaultServer } from '../support/playground';
import { onScreen, ui } from '../support/ui';
import { pickRow } from '../support/window';

describe('two columns of the playground', () => {
  const faults = useFaultServer();
  const second = useSecondColumn(faults);

  onScreen(
    'ask two providers the same; one fails, the answer of the other is compared, and both go on from it',
    async () => {
      await second.addColumn('echo', 'server-error');
      await sendToAll('{"b": 1, "a": 2}');
      await statusIn(1, 'done');
      assert.match(await statusIn(2, 'failed'), /Failed/);
      for (const { requests } of [faults.server, second.other]) assert.ok(requests.length > 0);
      await page.fill(byId('message'), '');
      // Asked again with a model that answers: the column that failed has its own answer.
      await chooseModelIn(2, 'echo');
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

  onScreen('stop one and all, and keep what came @deep', async () => {
    await second.addColumn('slow', 'slow');
    await sendToAll('Hello');
    await page.text(inColumn(1, `${byId('answer')}:has-text("word")`));
    await page.text(inColumn(2, `${byId('answer')}:has-text("word")`));
    await page.click(inColumn(1, byId('stop-column')));
    await statusIn(1, 'stopped');
    await pollFor(() => page.text(inColumn(2, byId('column-state'))), /Answering/);
    await playground.click('stop');
    await statusIn(2, 'stopped');
  });

  onScreen('ask once more several times, and page among the answers @deep', async () => {
    await second.addColumn('ok', 'ok');
    await sendToAll('Hello');
    await statusIn(2, 'done');
    await page.click(inColumn(2, byId('retry-times')));
    await pickRow('How many more answers?', '3', '3 answers');
    await poll(
      'four requests',
      () => chatRequests(second.other).length,
      (count) => count === 4,
    );
    await page.text(inColumn(2, `${byId('spread')}:has-text("4 answers: 5 characters")`));
    assert.equal(chatRequests(faults.server).length, 1);
  });

  onScreen('can be removed, and come back with Undo @deep', async () => {
    await second.addColumn('ok', 'ok');
    await page.click(inColumn(2, byId('remove-column')));
    await poll('one column', countColumns, (count) => count === 1);
    await page.click(byId('undo-columns'));
    await poll('two columns', countColumns, (count) => count === 2);
  });

  // One that comes before the first word, and one in the middle: test/editor/deep has all of them.
  onScreen('keep the answer in one whole, whatever fails in the other @deep', async () => {
    await second.addColumn('ok', 'ok');
    const wrong: string[] = [];
    for (const model of ['forbidden', 'cut']) {
      wrong.push(...(await wrongBesideFault(faults.server, model)));
    }
    assert.deepEqual(wrong, []);
    assert.equal(chatRequests(second.other).length, 2);
  });
});
