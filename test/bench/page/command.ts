import type { Page } from 'playwright-core';
import type { BenchCommand, BenchHost } from './protocol';

declare const window: Window & { host: BenchHost };

/** Has the host do that, to its end. */
export async function command(page: Page, name: BenchCommand): Promise<void> {
  await page.evaluate((what) => window.host.command(what), name);
  await page.waitForFunction(() => window.host.done !== undefined, undefined, { timeout: 300_000 });
}
