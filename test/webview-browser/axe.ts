import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

declare const window: Window & { axe?: { run: (options: RunOptions) => Promise<AxeResults> } };

const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What differs from theme to theme. */
export const onlyContrast: RunOptions = { runOnly: ['color-contrast'] };

/** What axe-core finds in the page, each as `rule: element, what is wrong with it`. */
export async function faultsIn(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: file });
  const { violations } = await page.evaluate((given) => window.axe!.run(given), options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`));
}

/** Whether nothing is wider than the window. */
export const fitsWidth = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
