// Measures what the playground's page costs in a browser. A scripted host runs in a worker, so that the page's thread does what
// the page does and nothing else. Prints figures.
import { cpus, loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { BrowserPages } from '../webview-browser/browserPage';
import { closeBrowser } from '../webview-browser/oneBrowser';
import { measureColours } from './page/colours';
import { command } from './page/command';
import { measureHeap } from './page/heap';
import { measureHeatMap } from './page/heatMap';
import { measureImage } from './page/image';
import { measureOpening, measureRest, measureScrolling } from './page/opening';
import { measureLong, measureSix, measureStream } from './page/streams';
import { keysIn } from './page/typing';

type Measure = (browser: Browser, page: Page) => Promise<string>;
type Print = (what: string, measure: Measure, page: Page) => Promise<void>;
/** `wide`: with room for six columns. */
type Open = (wide?: 'wide') => Promise<Page>;

/** Each begins with a page of its own. */
const scenarios: Readonly<Record<string, (print: Print, open: Open) => Promise<unknown>>> = {
  async conversation(print, open) {
    const page = await open();
    await command(page, 'fill');
    await print('1,000 turns of 30 kB open in', measureOpening, page);
    await print('  after that', measureRest, page);
    await print('a key in the message field', keysIn('message'), page);
    await page.waitForFunction(() => document.querySelector('.far') === null);
    await print('  once all of it is laid out', keysIn('message'), page);
    await print('2,000 tokens a second', measureStream, page);
    await print('scrolling through', measureScrolling, page);
  },
  async columns(print, open) {
    const four = await open('wide');
    await command(four, 'fillFour');
    await print('1,000 turns of 30 kB open in four columns in', measureOpening, four);
    await four.close();
    await print('500 tokens a second in six columns', measureSix, await open('wide'));
  },
  async typing(print, open) {
    const page = await open();
    await print('a key in an empty message field', keysIn('message'), page);
    await command(page, 'longPrompts');
    await print('  with a message of 200 kB', keysIn('message'), page);
    await page.getByTestId('settings').click();
    await print('  in a system prompt of 1 MB', keysIn('system'), page);
  },
  async image(print, open) {
    const page = await open();
    await command(page, 'files');
    await print('an image of', measureImage, page);
  },
  async heatMap(print, open) {
    const page = await open();
    await command(page, 'tokens');
    await print('the heat map of an answer of 20,000 tokens', measureHeatMap, page);
  },
  long: async (print, open) => print('an answer of 200,000 tokens in 20 s', measureLong, await open()),
  heap: async (print, open) => print('heap after 100 and 1,000 turns', measureHeap, await open()),
  colours: async (print, open) =>
    print('a block of 30,000 characters', (browser) => measureColours(browser, open), await open()),
};

/** Those that are printed alone, too. */
export const aloneToo = ['image', 'heatMap'];

/** `only`: names of scenarios. */
export async function printPageFigures(only: readonly string[] = Object.keys(scenarios)): Promise<void> {
  const pages = await BrowserPages.start({
    'host.js': 'test/bench/page/host.ts',
    'worker.js': 'test/bench/page/worker.ts',
  });
  const { browser } = pages;
  const print: Print = async (what, measure, page) => {
    const words = await measure(browser, page);
    console.log(`  ${what}: ${words} (load ${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} processors)`);
  };
  try {
    for (const name of only) {
      const opened: Page[] = [];
      await scenarios[name]?.(print, async (wide) => {
        const page = await pages.openNew(() => undefined, wide && { viewport: { width: 1_900, height: 900 } });
        opened.push(page);
        return page;
      });
      for (const page of opened) await page.close();
    }
  } finally {
    await closeBrowser();
    pages.close();
  }
}
