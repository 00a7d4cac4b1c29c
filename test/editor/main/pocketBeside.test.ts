import { poll, pollFor } from '../../support/poll';
import { byId, inLastTurn, page, playground, useFaultServer } from '../support/playground';
import { onScreen } from '../support/ui';

describe('Pocket beside a provider of the user', () => {
  useFaultServer();

  onScreen('asks in a new session what it has no room for below the conversation of another model @deep', async () => {
    const question = 'Who makes Claude?';
    await playground.ask('ok', `What is a token? ${'and a token '.repeat(300)}`);
    await playground.readTurn('done');
    await playground.ask('ok', question);
    await playground.readTurn('done');
    await playground.fill('message', 'Something else');
    await playground.unfold();
    await page.click(`${byId('provider')} .select-face`);
    await page.click(`${byId('provider')} li:has-text("Pocket (built in)")`);
    await page.click(inLastTurn(byId('retry-chosen')));
    await pollFor(() => page.text(byId('not-sent')), /the message alone \d+.*Start a new session/s);
    await playground.click('not-sent-new-session');
    await poll('the new session', playground.countTurns, (turns) => turns === 0);
    await poll(
      'the question that was to be asked again',
      () => page.value(byId('message')),
      (message) => message === question,
    );
    await playground.click('send');
    await playground.readTurn('done');
  });
});
