// Measures the cost of a key.
import type { Browser, Page } from 'playwright-core';
import { cpuOf, longTasks, tasksDuring } from './mainThread';

/** Keys in the middle of a field: from each to the end of what the page does about it, rendering included. */
export const keysIn =
  (field: 'message' | 'system') =>
  async (browser: Browser, page: Page): Promise<string> => {
    const element = page.getByTestId(field);
    await element.focus();
    await element.evaluate((area: HTMLTextAreaElement) => {
      const middle = area.value.length >> 1;
      area.setSelectionRange(middle, middle);
    });
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(window, { keyTimes: times });
      window.addEventListener(
        'keydown',
        () => {
          const start = performance.now();
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => times.push(performance.now() - start);
            channel.port2.postMessage(null);
          });
        },
        { capture: true },
      );
    });
    const { tasks } = await tasksDuring(browser, page, () =>
      page.keyboard.type('The quick brown fox jumps over', { delay: 40 }),
    );
    const times = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
    const sorted = times.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const perKey = (cpuOf(tasks) / times.length).toFixed(1);
    return (
      `${perKey} ms of processor each, ${median.toFixed(0)} ms to the next frame in the median, ` +
      `${(sorted.at(-1) ?? 0).toFixed(0)} ms at most; ${longTasks(tasks)}`
    );
  };
