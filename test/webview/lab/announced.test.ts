import assert from 'node:assert/strict';
import { holdTimers } from '../../support/heldTimers';
import { poll } from '../../support/poll';
import { OpenedLab } from './opened';

/** For which the lab says what was done, in ms. */
const saidFor = 4_000;

const said = (): string => document.querySelector('.bar [role="status"]')?.textContent ?? '';

async function copied(): Promise<OpenedLab> {
  const lab = new OpenedLab({ show: { station: 'tokens', text: 'abc', settings: {} } });
  await lab.picture('tokens');
  await lab.press('[data-testid="copy-link"]');
  lab.say({ type: 'copied', what: 'link' });
  await poll('the answer', () => said() === 'Link copied');
  return lab;
}

describe('what the lab says that it has done', () => {
  const timers = holdTimers(saidFor);

  it('goes after four seconds', async () => {
    await copied();
    await timers.runOut(saidFor);
    await poll('nothing more', () => said() === '');
  });

  for (const [what, change] of [
    ['another station is looked at', (lab) => lab.lab.goToStation('attention')],
    ['another text is written', (lab) => lab.write('abcd')],
    ['a setting is changed', (lab) => lab.set('step', 0)],
  ] as const satisfies readonly (readonly [string, (lab: OpenedLab) => unknown])[]) {
    it(`goes at once when ${what}`, async () => {
      await change(await copied());
      await poll('nothing more', () => said() === '');
      assert.equal(timers.waiting(saidFor), 0);
    });
  }
});
