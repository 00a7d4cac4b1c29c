import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findBrowser } from '../../scripts/vscode/browser';
import { launchBrowser } from '../../scripts/vscode/workbench';

// One browser for all suites of a run, and one page for all tests that need only a certain size of it. To open another page
// costs more than most tests. A test that needs more has a context of its own.

let browser: Promise<Browser> | undefined;
let page: Page | undefined;

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

/** A page in a context of its own. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const opened = await (await openBrowser()).newPage(options);
  opened.on('pageerror', (error) => console.error(`In the page: ${error.stack ?? error.message}`));
  // Functions that have a name call `__name`, which tsx puts into them. The browser gets only the text of these functions.
  await opened.addInitScript('window.__name = (named) => named');
  return opened;
}

/** The page that all share, with the pointer where it is in a new one. */
export async function sharedPage(): Promise<Page> {
  if (page === undefined) {
    page = await newPage();
    page.on('crash', () => (page = undefined));
    page.on('close', () => (page = undefined));
  } else await page.mouse.move(0, 0);
  return page;
}

/** Closes what the test had of its own; the page that all share too where it may have been left in the middle of something. */
export async function leaveNothing(isFailed: boolean): Promise<void> {
  const contexts = (await browser)?.contexts() ?? [];
  const left = contexts.filter((context) => isFailed || context !== page?.context());
  await Promise.all(left.map((context) => context.close()));
  await page?.context().clearPermissions();
}

/** For mocha, which loads this file before the suites. */
export const mochaHooks = {
  afterEach(this: Mocha.Context): Promise<void> {
    return leaveNothing(this.currentTest?.state === 'failed');
  },
  afterAll: closeBrowser,
};
