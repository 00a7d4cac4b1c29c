import assert from 'node:assert/strict';
import { pocketModel } from '../../support/pocket';
import { poll } from '../../support/poll';
import { OpenedLab, assertAccessible } from './opened';

const at = (settings = {}, text = 'What is a context') => ({ show: { station: 'next-token', text, settings } });

describe('the station Next token', () => {
  it('shows the likeliest tokens as bars, the longest first', async () => {
    const lab = new OpenedLab(at());
    assertAccessible(await lab.picture('next-token'));
    const widths = [...document.querySelectorAll('svg rect.accent')].map((bar) => Number(bar.getAttribute('width')));
    assert.equal(widths.length, 13);
    assert.deepEqual(
      widths.slice(0, 12),
      widths.slice(0, 12).toSorted((a, b) => b - a),
    );
    const { vocabulary } = (await pocketModel()).network.shape;
    const of = `of ${vocabulary.toLocaleString('en-US')} tokens may be drawn. The likeliest: “`;
    assert.ok((await lab.words()).includes(of));
  });

  for (const [name, value, kept] of [
    ['topK', 3, 3],
    ['minP', 0.5, undefined],
    ['topP', 0.05, 1],
  ] as const) {
    it(`cuts with ${name}: what is cut goes grey and says so`, async () => {
      const lab = new OpenedLab(at({ temperature: 2 }));
      await lab.picture('next-token');
      await lab.set(name, value);
      await poll('grey bars', () => lab.count('svg rect.cut') > 0);
      const left = lab.count('svg rect.accent');
      if (kept !== undefined) assert.equal(left, kept);
      assert.equal(left + lab.count('svg rect.cut'), 13);
      assert.ok(lab.texts('svg text.quiet').includes('cut'));
      assert.match(await lab.words(), new RegExp(`^${left} of`));
    });
  }

  it('is flatter at a higher temperature', async () => {
    const lab = new OpenedLab(at({ temperature: 0.5 }));
    const first = async (): Promise<number> => Number.parseFloat((await lab.table())[0]?.[3] ?? '');
    await lab.picture('next-token');
    const cold = await first();
    await lab.set('temperature', 2);
    await poll('a lower bar', async () => (await first()) < cold);
  });

  it('draws a hundred times, with counts that are the same again from the link', async () => {
    const lab = new OpenedLab(at({ temperature: 2, topK: 4 }));
    await lab.picture('next-token');
    await lab.press('[data-control="draw"]');
    const said = await lab.words(/Drawn 100 times with the seed 1/);
    const counts = (await lab.table()).map((row) => Number(row[5]) || 0);
    assert.equal(
      counts.reduce((sum, times) => sum + times, 0),
      100,
    );
    await lab.press('[data-control="draw"]');
    assert.notEqual(await lab.words(/with the seed 2/), said);
    const again = new OpenedLab(at({ temperature: 2, topK: 4, seed: 1 }));
    assert.equal(await again.words(/seed 1/), said);
  });

  it('shows how an answer begins as well as how the text goes on', async () => {
    const lab = new OpenedLab(at({}, 'What is a context window?'));
    const text = await lab.words();
    await lab.set('as', 'answer');
    await poll('other words', async () => (await lab.words()) !== text);
  });
});
