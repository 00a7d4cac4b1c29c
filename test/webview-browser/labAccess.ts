import assert from 'node:assert/strict';
import type { RunOptions } from 'axe-core';
import { faultsIn, fitsWidth } from './axe';
import { takePicture } from './labPages';
import { ids } from './labSuite';
import type { LabInBrowser } from './labSuite';
import type { ThemeName } from './page/themes';

/** No station, with its table open, is wider than the window or has a fault that axe-core finds by these rules. */
export async function assertAccessible(
  lab: LabInBrowser,
  theme: ThemeName,
  width: number,
  rules?: RunOptions,
): Promise<void> {
  await lab.open(theme, width);
  for (const id of ids) {
    await lab.goTo(id);
    await lab.page.click('summary');
    const file = `lab-${id}-${theme}-${width}.png`;
    await takePicture(lab.page, file);
    assert.ok(await fitsWidth(lab.page), file);
    assert.deepEqual(await faultsIn(lab.page, rules), [], file);
    await lab.page.click('summary');
  }
}
