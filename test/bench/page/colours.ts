// Measures the cost of colouring a block of code of the greatest length that is allowed.
import type { Browser, Page } from 'playwright-core';
import { command } from './command';
import { cpuOf, longTasks, tasksDuring } from './mainThread';

const drawn = async (browser: Browser, page: Page): Promise<string> => {
  const { tasks } = await tasksDuring(browser, page, async () => {
    await command(page, 'code');
    await page.waitForFunction(
      () => [...document.querySelectorAll('.markdown p')].at(-1)?.textContent === 'The last words.',
    );
    // Its colours come after it.
    await page.waitForTimeout(500);
  });
  return `${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`;
};

/** Best of a few runs: finding the tokens alone. */
const tokens = (page: Page): Promise<{ ms: number; count: number }> =>
  page.evaluate(async () => {
    const address = '/highlighter.js';
    const { colouredTokens } = (await import(address)) as {
      colouredTokens: (code: string, language: string) => unknown[];
    };
    const code = document.querySelector('.markdown pre code')!.textContent;
    let [ms, count] = [Infinity, 0];
    for (let run = 0; run < 20; run += 1) {
      const start = performance.now();
      count = colouredTokens(code, 'ts').length;
      ms = Math.min(ms, performance.now() - start);
    }
    return { ms, count };
  });

/** `open`: a page without anything in it. */
export async function measureColours(browser: Browser, open: () => Promise<Page>): Promise<string> {
  const [coloured, plain] = [await open(), await open()];
  await plain.route('**/highlighter.js', (route) => route.abort());
  const words = [await drawn(browser, coloured), await drawn(browser, plain)];
  const { ms, count } = await tokens(coloured);
  const parts = await coloured.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0));
  await Promise.all([coloured.close(), plain.close()]);
  return `${words[0]!}\n    without colours: ${words[1]!}\n    its ${count} tokens are found in ${ms.toFixed(1)} ms; ${parts} are laid over the text`;
}
