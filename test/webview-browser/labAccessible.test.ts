import assert from 'node:assert/strict';
import { fitsWidth } from './axe';
import { takePicture } from './browserPage';
import { assertAccessible, assertRoomForLargeType } from './labAccess';
import { ids, useLab } from './labSuite';

// Contrast and width, which need a layout. All rules for every theme, width and type: test/deep/webview-browser.

describe('the lab in a browser, for everybody', () => {
  const lab = useLab();

  it('has nothing for axe-core to find, enough contrast in the dark and the light theme, and nothing wider than 900 px @deep', () =>
    assertAccessible(lab, ['dark', 'light'], 900));

  it('has nothing wider than 400 px @deep', async () => {
    await lab.open('dark', 400);
    for (const id of ids) {
      await lab.goTo(id);
      await lab.page.click('summary');
      const file = `lab-${id}-dark-400.png`;
      await takePicture(lab.page, file);
      assert.ok(await fitsWidth(lab.page), file);
      await lab.page.click('summary');
    }
  });

  it('has room for the large type in 400 px, and nothing for axe-core to find there @deep', () =>
    assertRoomForLargeType(lab));
});
