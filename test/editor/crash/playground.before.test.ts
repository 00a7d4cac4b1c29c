import { poll } from '../../support/poll';
import { readStoredSession } from '../support/clean';
import { byId, page, playground, setProviders } from '../support/playground';
import { onScreen } from '../support/ui';
import { sentNumbers, startCountingServer } from './countingServer';

/** How many numbers of the answer come between the last write that is known and a kill: the first, the second, the third. */
const killedAfter = [150, 60, 600];

describe('before a crash', () => {
  onScreen('has an answer that streams, and a draft', async () => {
    const baseUrl = await startCountingServer();
    await setProviders({ id: 'counting', name: 'Counting Server', baseUrl, preset: 'custom' });
    await playground.open();
    // Before the state of the session is there, the page has no provider.
    await page.text(`${byId('destination')}:not(:text-is("No provider chosen"))`);
    const kills = await playground.countTurns();
    await playground.ask('counting', `Question ${kills + 1}`);
    await playground.readTurn('streaming');
    const draft = `After question ${kills + 1}, half writ`;
    await playground.fill('message', draft);
    await poll('the draft on the disk', readStoredSession, (stored) => stored.includes(draft));
    const known = sentNumbers().length;
    await poll(
      'the answer',
      () => sentNumbers().length,
      (sent) => sent >= known + killedAfter[kills]!,
    );
  });
});
