import assert from 'node:assert/strict';
import { LabPages } from '../../webview-browser/labPages';
import { assertAccessibleWhenLow, assertControlsInSight, assertTextsInside } from '../../webview-browser/labRoom';
import { ids } from '../../webview-browser/labSuite';

// Other widths and heights than in test/webview-browser/labLayout.test.ts, all stations by all rules, and stillness.

describe('the layout of the lab', () => {
  let lab: LabPages;
  before(async () => {
    lab = await LabPages.start();
  });
  after(() => lab.close());

  for (const width of [400, 700, 1_400])
    it(`ends no text outside its picture in ${width} px`, () => assertTextsInside(lab, width));

  it('shows what can be changed with the picture that it changes, in 700 × 450 px', () =>
    assertControlsInSight(lab, { width: 700, height: 450 }));

  it('has nothing for axe-core to find at any station in a window that is not high', () =>
    assertAccessibleWhenLow(lab, { isThorough: true }));

  it('moves nothing by itself for those who want nothing to move', async () => {
    const page = await lab.open({ reducedMotion: 'reduce' });
    for (const id of ids.filter((id) => id !== 'training')) {
      await lab.goTo(page, id);
      const moving = await page.evaluate(() => {
        const all = [...document.querySelectorAll('*')].map((each) => getComputedStyle(each));
        const takesTime = (times: string): boolean => times.split(',').some((time) => parseFloat(time) > 0);
        return all.filter((of) => takesTime(of.transitionDuration) || of.animationName !== 'none').length;
      });
      assert.equal(moving, 0, id);
      const picture = (): Promise<string> => page.evaluate(() => document.querySelector('.stage')!.innerHTML);
      const before = await picture();
      await page.evaluate(async () => {
        for (let frame = 0; frame < 20; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      });
      assert.equal(await picture(), before, id);
    }
  });
});
