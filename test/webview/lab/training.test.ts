import assert from 'node:assert/strict';
import { poll } from '../../support/poll';
import { OpenedLab, assertAccessible } from './opened';

const paragraph = 'The sea is blue in the morning and grey in the evening. The boats go out.';
const at = (settings = {}, text = paragraph) => ({ show: { station: 'training', text, settings } });
const percents = (text: string): [number, number] => {
  const [, a, b] =
    /“an animal\.” at (?:less than )?([\d.]+) % and with “a plant\.” at (?:less than )?([\d.]+) %/.exec(text) ?? [];
  return [Number(a), Number(b)];
};

// The same by a link, and in stillness: test/deep/webview/lab/training.test.ts.

describe('the station Training', () => {
  // A lesson takes a while: one is looked at in turn.
  let lab: OpenedLab;
  before(() => {
    lab = new OpenedLab(at());
  });

  it('shows how a network learns while it does, and then how the loss fell and the samples got better @deep', async () => {
    assertAccessible(await lab.picture('training'));
    await lab.words(/A network of [\d,]+ weights is learning your 73 characters/);
    await poll('a first curve', () =>
      (document.querySelector('svg path.curve')?.getAttribute('d') ?? '').includes('L'),
    );
    await lab.words(/steps on the ten lines, the loss is .*“fox\? .+”\. After 0 clicks, “fox\?”/);
    const rows = await lab.table();
    const loss = (phase: string, step: string): number =>
      Number(rows.find((row) => row[0]?.startsWith(phase) && row[1] === step)?.[2]);
    assert.ok(loss('Learning', '40') < 1.5 && loss('Learning', '0') > 2.5);
    assert.ok(loss('Fine-tuning', '20') < loss('Fine-tuning', '0') / 4);
    const sample = rows.find((row) => row[0]?.startsWith('Learning') && row[1] === '0')?.[3];
    assert.notEqual(rows.find((row) => row[0]?.startsWith('Learning') && row[1] === '40')?.[3], sample);
  }).timeout(60_000);

  it('moves the probabilities of two answers by clicks, keys and the pointer, and takes them back @deep', async () => {
    const before = percents(await lab.words(/After 0 clicks/));
    await lab.press('[data-control="second"]');
    const after = percents(await lab.words(/After 1 click,/));
    assert.ok(after[1] / after[0] > before[1] / before[0], `${before.join()} to ${after.join()}`);
    await lab.key('.stage', 'a');
    const back = percents(await lab.words(/After 2 clicks/));
    assert.ok(back[1] / back[0] < after[1] / after[0]);
    (await lab.find('[data-answer="1"]')).dispatchEvent(new Event('pointerdown'));
    await lab.words(/After 3 clicks.*RLHF first trains/);
    await lab.key('.stage', 'Backspace');
    await lab.words(/After 2 clicks/);
    await lab.press('[data-control="forget"][aria-disabled="false"]');
    assert.match((await lab.find('[data-control="forget"][aria-disabled="true"]')).title, /no clicks/);
    assert.deepEqual(percents(await lab.words(/After 0 clicks/)), before);
  }).timeout(60_000);

  it('goes back to any step by slider and keys', async () => {
    await lab.words(/After 0 clicks/);
    await lab.key('.stage', 'Home');
    await lab.words(/^After 0 steps on the paragraph/);
    await lab.key('.stage', 'ArrowRight');
    await lab.words(/^After 1 step on the paragraph/);
    await lab.set('step', 31);
    await lab.words(/^After 30 steps on the paragraph/);
    await lab.key('.stage', 'End');
    await lab.words(/^After 20 steps on the ten lines/);
  }).timeout(60_000);

  it('says so where there is too little to learn from', async () => {
    const lab = new OpenedLab(at({}, 'short'));
    assert.match((await lab.find('[role="alert"]')).textContent, /at least 40 characters/);
  });
});
