import type { Browser } from 'playwright-core';
import { findBrowser } from '../../scripts/vscode/browser';
import { launchBrowser } from '../../scripts/vscode/workbench';

// One browser for all suites of a run: to start one takes longer than most tests. What a test opens is in a context of its own.

let browser: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  const launched = await launchBrowser(await findBrowser(console.log));
  // After a crash the next suite gets another one.
  launched.on('disconnected', () => (browser = undefined));
  return launched;
}

export const openBrowser = (): Promise<Browser> => (browser ??= launch());

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

/** For mocha, which loads this file before the suites. */
export const mochaHooks = { afterAll: closeBrowser };
