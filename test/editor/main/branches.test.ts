import assert from 'node:assert/strict';
import { poll } from '../../support/poll';
import { startCommand } from '../support/commands';
import { byId, chatRequests, page, playground, useFaultServer } from '../support/playground';
import { onScreen, ui } from '../support/ui';
import { pickRow } from '../support/window';

describe('a conversation that is changed in the playground', () => {
  const faults = useFaultServer();
  const sentIn = (request: number): Promise<unknown> =>
    poll('the request', () => chatRequests(faults.server)[request]?.body['messages']);

  onScreen(
    'asks an edited message as a branch, sends an edited answer along, and lists what was there @deep',
    async () => {
      await playground.ask('ok', 'First question');
      await playground.readTurn('done');
      await ui.key('ArrowUp');
      await page.fill(byId('edited'), 'Better question');
      await ui.key('Enter');
      assert.deepEqual(await sentIn(1), [{ role: 'user', content: 'Better question' }]);
      await page.text(`${byId('prompt-pager')}:has-text("2 / 2")`);
      await playground.readTurn('done');
      await page.click(byId('edit-answer'));
      await page.fill(byId('edited'), 'My answer');
      await ui.key('ControlOrMeta+Enter');
      await playground.answerIs('My answer');
      await playground.fill('message', 'Next');
      await ui.key('Enter');
      assert.deepEqual(await sentIn(2), [
        { role: 'user', content: 'Better question' },
        { role: 'assistant', content: 'My answer' },
        { role: 'user', content: 'Next' },
      ]);
      await playground.readTurn('done');
      await startCommand('playground.showBranches');
      await pickRow('Choose the branch to show', 'First question', 'First question');
      await poll('one turn', playground.countTurns, (turns) => turns === 1);
      await page.text(`${byId('prompt-pager')}:has-text("1 / 2")`);
      await page.click(byId('delete-turn'));
      await poll('no turn', playground.countTurns, (turns) => turns === 0);
      await page.click(byId('undo-columns'));
      await poll('the turn again', playground.countTurns, (turns) => turns === 1);
    },
  );
});
