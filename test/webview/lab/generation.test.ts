import assert from 'node:assert/strict';
import { pocketModel } from '../../support/pocket';
import { poll } from '../../support/poll';
import { OpenedLab, assertAccessible, assertRefusesLongText, longText } from './opened';

const at = (settings = {}, text = 'Who makes Claude?') => ({ show: { station: 'generation', text, settings } });

describe('the station Generation', () => {
  it('goes through the answer token by token, with the candidates of each step', async () => {
    const lab = new OpenedLab(at());
    assertAccessible(await lab.picture('generation'));
    const [, most = ''] =
      /Step 1 of (\d+): it took “.+” [\d.]+ %\. It could have taken “/.exec(await lab.words()) ?? [];
    assert.ok(Number(most) > 3);
    assert.equal(lab.count('svg [data-candidate]'), 8);
    await lab.press('[data-control="next"]');
    await lab.words(/^Step 2 of/);
    await lab.set('step', most);
    await lab.words(/^Step (\d+) of \1: it took “<end>”.*So far: “Claude is made by Anthropic\.”$/);
    assert.equal((await lab.table()).length, 20);
    assert.equal((await lab.table())[0]?.[4], 'yes');
  });

  it('shows what would have come had it taken another candidate, and goes back', async () => {
    const lab = new OpenedLab(at({ candidate: 2 }));
    const answer = await lab.words();
    assert.equal(lab.count('svg [data-branch]'), 1);
    await lab.press('[data-control="take"]');
    await lab.words(/This is branch 1: it leaves branch 0 at step 1\. So far: “[^”]+”$/);
    assert.equal(lab.count('svg [data-branch]'), 2);
    const rows = await lab.table();
    assert.equal(rows[1]?.[4], 'yes');
    await lab.key('.stage', 'PageUp');
    await poll('the answer itself', async () => (await lab.words()).slice(9) === answer.slice(9));
    await lab.set('branch', 1);
    await lab.words(/This is branch 1/);
    await lab.press('[data-control="clear"]');
    await poll('one branch', () => lab.count('svg [data-branch]') === 1);
  });

  it('works by the keys alone: steps, candidates, Enter for a branch of a branch @deep', async () => {
    const lab = new OpenedLab(at());
    await lab.words(/^Step 1/);
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter']) await lab.key('.stage', key);
    await lab.words(/it leaves branch 0 at step 2\. So far: “[^”]+”$/);
    for (const key of ['ArrowRight', 'ArrowDown', 'Enter']) await lab.key('.stage', key);
    await lab.words(/This is branch 2: it leaves branch 1 at step 3\. So far: “[^”]+”$/);
    await lab.key('.stage', 'Home');
    await lab.words(/^Step 1 of/);
    await lab.key('.stage', 'End');
    await lab.words(/^Step (\d+) of \1/);
  });

  it('makes no second branch of the same tokens', async () => {
    const lab = new OpenedLab(at({ candidate: 2, forks: '0.0.1', branch: 0 }));
    await lab.words(/^Step 1/);
    await lab.press('[data-control="take"]');
    await lab.words(/This is branch 1/);
    assert.equal(lab.count('svg [data-branch]'), 2);
  });

  it('takes a candidate and a branch under the pointer', async () => {
    const lab = new OpenedLab(at());
    (await lab.find('[data-candidate="3"]')).dispatchEvent(new Event('pointerdown'));
    await lab.words(/This is branch 1/);
    (await lab.find('[data-branch="0"]')).dispatchEvent(new Event('pointerdown'));
    await poll('the answer itself', () => !/branch/.test(lab.texts('figcaption')[0] ?? ''));
  });

  it('shows the branches of a link, and brings what is not there to what is', async () => {
    const lab = new OpenedLab(at({ forks: '0.1.2 1.99.99 7.0.0', branch: 99, step: 999, candidate: 999 }));
    await lab.words(/^Step (\d+) of \1: .*This is branch 2/);
    assert.equal(lab.count('svg [data-branch]'), 3);
  });

  it('has eight branches at most, of a link and of the reader @deep', async () => {
    const forks = Array.from({ length: 9 }, (_, i) => `0.0.${i + 1}`).join(' ');
    const lab = new OpenedLab(at({ forks, candidate: 8, step: 2 }));
    await poll('all branches', () => lab.count('svg [data-branch]') === 9);
    await lab.press('[data-control="take"]');
    await lab.set('branch', 8);
    await lab.words(/This is branch 8/);
    assert.equal(lab.count('svg [data-branch]'), 9);
  });

  it('does not offer to take the candidate that was taken, and says why @deep', async () => {
    const lab = new OpenedLab(at());
    const take = await lab.find('[data-control="take"][aria-disabled="true"]');
    assert.match(take.title, /the one it took/);
    take.click();
    await lab.set('candidate', 2);
    await lab.find('[data-control="take"][aria-disabled="false"]:not([title])');
    assert.equal(lab.count('svg [data-branch]'), 1);
    take.click();
    await lab.words(/This is branch 1/);
    await lab.find('[data-control="take"][aria-disabled="true"][title]');
  });

  it('says why there is no further branch, and no further token', async () => {
    const forks = Array.from({ length: 8 }, (_, i) => `0.0.${i + 1}`).join(' ');
    const lab = new OpenedLab(at({ forks, candidate: 2, step: 999 }));
    assert.match((await lab.find('[data-control="take"][aria-disabled="true"]')).title, /room for only 8 branches/);
    const next = await lab.find('[data-control="next"][aria-disabled="true"]');
    assert.match(next.title, /last token/);
    await lab.set('step', 1);
    await lab.find('[data-control="next"][aria-disabled="false"]');
  });

  it('refuses a text that is longer than the window, with both counts, and cuts nothing', async () => {
    await assertRefusesLongText(new OpenedLab(at({}, longText)), 'generation', (await pocketModel()).window);
  });

  it('says that there is no text where there is none', async () => {
    const lab = new OpenedLab(at({}, ' '));
    assert.match((await lab.find('[role="alert"]')).textContent, /There is no text/);
  });
});
