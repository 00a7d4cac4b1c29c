import assert from 'node:assert/strict';
import { stations } from '../../../../src/webview/lab/stations';
import { OpenedLab } from '../../../webview/lab/opened';

// The whole lesson of the station Training: test/webview/lab/training.test.ts has a short one.

const text = 'The sea is blue in the morning and grey in the evening. The boats go out.';
const open = (settings = {}): OpenedLab => new OpenedLab({ show: { station: 'training', text, settings }, stations });

/** How many curves of a lesson are shown, until it is over, to those who want nothing to move. */
async function curvesInStillness(): Promise<number> {
  document.body.classList.add('vscode-reduce-motion');
  const curves = new Set<string>();
  const watch = new MutationObserver(() => {
    const way = document.querySelector('svg path.curve')?.getAttribute('d');
    if (way) curves.add(way);
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  try {
    await open().words(/After 0 clicks/);
  } finally {
    watch.disconnect();
    document.body.classList.remove('vscode-reduce-motion');
  }
  return curves.size;
}

describe('the whole lesson of the station Training', () => {
  it('brings the loss down and makes the samples better', async () => {
    const lab = open();
    await lab.words(/steps on the ten lines, the loss is .*“fox\? .+”\. After 0 clicks, “fox\?”/);
    const rows = await lab.table();
    const row = (phase: string, step: string): readonly string[] =>
      rows.find((cells) => cells[0]?.startsWith(phase) && cells[1] === step) ?? [];
    const loss = (phase: string, step: string): number => Number(row(phase, step)[2]);
    assert.ok(loss('Learning', '200') < 0.5 && loss('Learning', '0') > 2.5);
    assert.ok(loss('Fine-tuning', '60') < loss('Fine-tuning', '0') / 4);
    assert.notEqual(row('Learning', '200')[3], row('Learning', '0')[3]);
  });

  it('is followed to its end while it goes on, and left by slider and keys', async () => {
    const lab = open();
    await lab.words(/After 0 clicks/);
    await lab.set('step', 101);
    await lab.words(/^After 100 steps on the paragraph/);
    await lab.key('.stage', 'End');
    await lab.words(/^After 60 steps on the ten lines/);
  });

  it('is the same again by a link, whatever stands in it', async () => {
    const said = await open({ clicks: 'bb' }).words(/After 2 clicks/);
    assert.equal(await open({ clicks: 'b-x b', step: 9_999 }).words(/After 2 clicks/), said);
  });

  it('moves only from the beginning to the end of each phase for those who want nothing to move', async () => {
    const curves = await curvesInStillness();
    // The first picture, the end of the paragraph, the end of the lines: of the others there were some sixty.
    assert.ok(curves >= 2 && curves <= 4, String(curves));
  });
});
