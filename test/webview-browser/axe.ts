import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { setTheme, takePicture } from './browserPage';
import type { ThemeName } from './page/themes';

declare const window: Window & { axe?: { run: (options: RunOptions) => Promise<AxeResults> } };

const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Rules whose results differ from theme to theme. */
export const onlyContrast: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** Neither what is in order, which nobody reads, nor files of the page, of which no rule here asks. */
const quick: RunOptions = { resultTypes: ['violations'], preload: false };

/** Lists the faults that axe-core finds in the page, each as `rule: element, what is wrong with it`. */
export async function faultsIn(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: file });
  const { violations } = await page.evaluate((given) => window.axe!.run(given), { ...quick, ...options });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`));
}

/** The page, which is open in the first of the themes, has no fault that axe-core finds there, and enough contrast in the others. */
export async function assertFaultless(
  page: Page,
  [first, ...others]: readonly ThemeName[],
  what: string,
): Promise<void> {
  await takePicture(page, `${what}-${first}.png`);
  assert.deepEqual(await faultsIn(page), [], `${what}, ${first}`);
  for (const theme of others) {
    await setTheme(page, theme);
    await takePicture(page, `${what}-${theme}.png`);
    assert.deepEqual(await faultsIn(page, onlyContrast), [], `${what}, ${theme}`);
  }
  if (first !== undefined) await setTheme(page, first);
}

/** Whether nothing is wider than the window. */
export const fitsWidth = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
