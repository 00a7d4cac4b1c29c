import assert from 'node:assert/strict';
import { assertFaultless, faultsIn, fitsWidth } from './axe';
import { takePicture } from './browserPage';
import { ids } from './labSuite';
import type { LabInBrowser } from './labSuite';
import type { ThemeName } from './page/themes';

/** No station, with its table open, is wider than the window, has a fault that axe-core finds, or too little contrast in a theme. */
export async function assertAccessible(lab: LabInBrowser, themes: readonly ThemeName[], width: number): Promise<void> {
  await lab.open(themes[0]!, width);
  for (const id of ids) {
    await lab.goTo(id);
    await lab.page.click('summary');
    assert.ok(await fitsWidth(lab.page), id);
    await assertFaultless(lab.page, themes, `lab-${id}-${width}`);
    await lab.page.click('summary');
  }
}

/** In large type, of the stations of which `isThorough` says so, no fault that axe-core finds; nothing wider than 400 px in any. */
export async function assertRoomForLargeType(lab: LabInBrowser, { isThorough = false } = {}): Promise<void> {
  await lab.open('light', 400);
  await lab.page.click('[data-testid="large"]');
  for (const [index, id] of ids.entries()) {
    await lab.goTo(id);
    await lab.page.waitForSelector('.stage > svg[font-size="20"]');
    const file = `lab-${id}-large-400.png`;
    await takePicture(lab.page, file);
    assert.ok(await fitsWidth(lab.page), file);
    if (isThorough || index === 0) assert.deepEqual(await faultsIn(lab.page), [], file);
  }
}
