import assert from 'node:assert/strict';
import { faultsIn, fitsWidth, onlyContrast } from './axe';
import { assertAccessible } from './labAccess';
import { takePicture } from './labPages';
import { ids, useLab } from './labSuite';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// Contrast and width, which need a layout. All rules for every theme and width: test/deep/webview-browser.

describe('the lab in a browser, for everybody', () => {
  const lab = useLab();

  for (const width of [900, 400]) {
    it(`has nothing for axe-core to find, and nothing wider than ${width} px`, () =>
      assertAccessible(lab, 'dark', width));
  }

  for (const theme of (Object.keys(themes) as ThemeName[]).filter((each) => each !== 'dark')) {
    it(`has enough contrast in ${theme}`, () => assertAccessible(lab, theme, 900, onlyContrast));
  }

  it('has room for the large type in 400 px, and nothing for axe-core to find there', async () => {
    await lab.open('light', 400);
    await lab.page.click('[data-testid="large"]');
    for (const id of ids) {
      await lab.goTo(id);
      await lab.page.waitForSelector('.stage > svg[font-size="20"]');
      const file = `lab-${id}-large-400.png`;
      await takePicture(lab.page, file);
      assert.ok(await fitsWidth(lab.page), file);
      assert.deepEqual(await faultsIn(lab.page), [], file);
    }
  });
});
