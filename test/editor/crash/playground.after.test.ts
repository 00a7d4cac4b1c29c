import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { pollFor } from '../../support/poll';
import { byId, page, playground } from '../support/playground';
import { onScreen } from '../support/ui';
import { numbersInASecond, sentNumbers } from './countingServer';

describe('after a crash', () => {
  onScreen('finds the session again: the answer but its last second, why it stopped, and the draft', async () => {
    // VS Code closes the tabs of an extension host that is gone.
    await playground.open();
    const turn = await playground.readTurn('stopped');
    const kills = await playground.countTurns();
    assert.match(turn, new RegExp(`Question ${kills}\\b`));
    assert.match(turn, /Interrupted.*Retry/s);
    await pollFor(() => page.value(byId('message')), `After question ${kills}, half writ`);

    const sent = sentNumbers();
    const kept = (await playground.readAnswer()).trim().split(' ').map(Number);
    assert.deepEqual(
      kept,
      sent.slice(0, kept.length).map(({ number }) => number),
    );
    const [firstLost] = sent.slice(kept.length);
    const lostMs = firstLost ? sent.at(-1)!.at - firstLost.at : 0;
    const figures = `${kept.length} of ${sent.length} numbers are there; the oldest lost one had been there for ${lostMs} ms`;
    assert.ok(kept.length >= sent.length - numbersInASecond, figures);
    Mocha.reporters.Base.consoleLog(`      ${figures}`);
  });
});
