// Measures what it costs to open and scroll the grid of a run of 5,000 rows and 6 columns. The grid runs in a browser, with its
// cells in a worker as the editor has them. Prints figures. The functions given to `evaluate` run in the browser.
import { cpus, loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { GridServer } from '../../src/core/evals/grid/gridWork';
import { BrowserPages } from '../webview-browser/browserPage';
import { closeBrowser } from '../webview-browser/oneBrowser';
import { gridFile } from './page/gridCells';
import type { GridBenchWindow } from './page/gridHost';
import { cpuOf, longTasks, tasksDuring } from './page/mainThread';

declare const window: Window & GridBenchWindow;

/** From the bytes in the worker to the first frame with all that is in sight, and until all rows are there. */
const open = (page: Page): Promise<readonly number[]> =>
  page.evaluate(
    () =>
      new Promise<readonly number[]>((resolve) => {
        const started = performance.now();
        let first: number | undefined;
        const look = (): void => {
          const drawn = document.querySelectorAll('.row').length;
          const isDrawn = drawn > 0 && document.querySelectorAll('.cell .verdict').length >= drawn * 6;
          const now = performance.now() - started;
          if (isDrawn) first ??= now;
          const isWhole = document.querySelector('[aria-rowcount="5001"]') !== null;
          if (first !== undefined && isDrawn && isWhole) resolve([first, now]);
          else requestAnimationFrame(look);
        };
        window.host.open();
        look();
      }),
  );

/** Measures what reading the file costs its worker, at first and when the file has changed. */
async function measureWorker(): Promise<string> {
  const bytes = gridFile();
  const server = new GridServer(() => undefined);
  const costs: string[] = [];
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    await server.receive({ kind: 'open', id: round, bytes, filter: 'all' });
    const { user, system } = process.cpuUsage(before);
    costs.push(((user + system) / 1_000).toFixed(0));
  }
  return `${costs.join(', ')} ms of processor for ${(bytes.length / 1e6).toFixed(0)} MB`;
}

type Scroll = (page: Page) => Promise<void>;

/** As a wheel does it: a notch at a time, a frame each. */
const byWheel: Scroll = async (page) => {
  await page.locator('[data-testid="grid"]').hover();
  for (let notch = 0; notch < 200; notch++) await page.mouse.wheel(0, 120);
};

/** As its bar is dragged: rows come into sight that nobody has asked for. */
const byBar: Scroll = async (page) => {
  await page.evaluate(async () => {
    const grid = document.querySelector('[data-testid="grid"]')!;
    for (let step = 0; step <= 200; step++) {
      grid.scrollTop = (grid.scrollHeight / 200) * step;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
};

const byKeys: Scroll = async (page) => {
  await page.locator('[data-testid="grid"]').focus();
  for (let press = 0; press < 60; press++) await page.keyboard.press('PageDown');
};

export async function printGridFigures(): Promise<void> {
  const pages = await BrowserPages.start(
    { 'worker.js': 'test/bench/page/gridWorker.ts' },
    { title: 'Grid', element: 'ai-grid', name: 'grid', host: 'test/bench/page/gridHost.ts' },
  );
  const { browser } = pages;
  const print = (what: string, words: string): void =>
    console.log(`  ${what}: ${words} (load ${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} processors)`);
  try {
    print('5,000 rows in 6 columns read in the worker', await measureWorker());
    const times: string[] = [];
    for (let round = 0; round < 3; round++) {
      const page = await pages.openNew(() => undefined, { viewport: { width: 1_400, height: 900 } });
      const { result, tasks } = await tasksDuring(browser, page, () => open(page));
      const [first, whole] = result.map((ms) => ms.toFixed(0));
      times.push(`${first} ms, all of it after ${whole} ms, ${cpuOf(tasks).toFixed(0)} ms of processor in the page`);
      await page.close();
    }
    print('  open on screen in', times.join('; '));
    const page = await pages.openNew(() => undefined, { viewport: { width: 1_400, height: 900 } });
    await open(page);
    for (const [name, scroll] of Object.entries({ 'the wheel': byWheel, 'the bar': byBar, 'Page Down': byKeys })) {
      const { tasks } = await tasksDuring(browser, page, async () => {
        await scroll(page);
        await page.waitForTimeout(500);
      });
      print(`  scrolled with ${name}`, `${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`);
    }
  } finally {
    await closeBrowser();
    pages.close();
  }
}
