import assert from 'node:assert/strict';
import type { AxeResults } from 'axe-core';
import { axe, takePicture } from './labPages';
import { ids, useLab } from './labSuite';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// Contrast and width, which need a layout. The functions given to `evaluate` run in the browser.

declare const window: Window & { axe: { run: () => Promise<AxeResults> } };

describe('the lab in a browser, for everybody', () => {
  const lab = useLab();

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [900, 400]) {
      it(`has nothing for axe-core to find, and nothing wider than ${width} px, in ${theme}`, async () => {
        await lab.open(theme, width);
        await lab.page.addScriptTag({ content: axe });
        for (const id of ids) {
          await lab.goTo(id);
          await lab.page.click('summary');
          const file = `lab-${id}-${theme}-${width}.png`;
          await takePicture(lab.page, file);
          assert.ok(await lab.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), file);
          const { violations } = await lab.page.evaluate(() => window.axe.run());
          const found = violations.map(({ id: rule, nodes }) => `${file}: ${rule}: ${nodes[0]?.html}`);
          assert.deepEqual(found, []);
          await lab.page.click('summary');
        }
      }).timeout(60_000);
    }
  }

  it('has room for the large type in 400 px, and nothing for axe-core to find there', async () => {
    await lab.open('light', 400);
    await lab.page.addScriptTag({ content: axe });
    await lab.page.click('[data-testid="large"]');
    for (const id of ids) {
      await lab.goTo(id);
      await lab.page.waitForSelector('.stage > svg[font-size="20"]');
      const file = `lab-${id}-large-400.png`;
      await takePicture(lab.page, file);
      assert.ok(await lab.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), file);
      const { violations } = await lab.page.evaluate(() => window.axe.run());
      assert.deepEqual(
        violations.map(({ id: rule }) => `${file}: ${rule}`),
        [],
      );
    }
  }).timeout(60_000);
});
