// Measures the cost of opening a long conversation and of going through it.
import type { Browser, Page } from 'playwright-core';
import { cpuOf, longTasks, tasksDuring } from './mainThread';
import type { BenchHost } from './protocol';

declare const window: Window & { host: BenchHost };

/**
 * From the message with the snapshot leaving the host to the first frame in which all that is in sight is drawn: in each
 * column the end of the last turn, and no box that still waits.
 */
export async function measureOpening(browser: Browser, page: Page): Promise<string> {
  const { result: ms, tasks } = await tasksDuring(browser, page, () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const end = (): void => resolve(performance.timeOrigin + performance.now() - window.host.firstSentAt);
          const isAllDrawn = (last: Element): boolean => {
            const frame = document.querySelector('ai-conversation')!.getBoundingClientRect();
            const isInSight = (element: Element): boolean => {
              const { top, bottom } = element.getBoundingClientRect();
              return bottom > frame.top && top < frame.bottom;
            };
            const lastWords = [...last.querySelectorAll('.markdown p')].at(-1);
            return (
              lastWords?.textContent.trim() === '1000' &&
              isInSight(lastWords) &&
              isInSight(last.querySelector('[data-testid="stats"]')!) &&
              ![...last.querySelectorAll('.waiting')].some(isInSight)
            );
          };
          const look = (last: readonly Element[]): void => {
            // The frame is complete when the one after it begins.
            requestAnimationFrame(() => (last.every(isAllDrawn) ? requestAnimationFrame(end) : look(last)));
          };
          let isLooking = false;
          window.addEventListener(
            'ai-settled',
            () => {
              const columns = [...document.querySelectorAll('ai-conversation')];
              const last = columns.flatMap((column) => [...column.querySelectorAll('ai-turn')].at(-1) ?? []);
              const isLast = (turn: Element): boolean =>
                turn.querySelector('.turn-title')?.textContent.includes('Question 1000.') === true;
              if (isLooking || last.length < columns.length || !last.every(isLast)) return;
              isLooking = true;
              look(last);
            },
            { capture: true },
          );
          window.host.command('snapshot');
        }),
    ),
  );
  return `${ms.toFixed(0)} ms, ${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`;
}

/** Measures the work that goes on after the end is there: headings of all the turns that are far away. */
export async function measureRest(browser: Browser, page: Page): Promise<string> {
  const start = performance.now();
  const { result: ms, tasks } = await tasksDuring(browser, page, async () => {
    await page.waitForFunction(() => document.querySelectorAll('ai-turn h2').length === 1_000);
    const there = performance.now() - start;
    await page.waitForTimeout(500);
    return there;
  });
  return `all headings after ${ms.toFixed(0)} ms, ${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`;
}

/** Scrolls through all of it. */
export async function measureScrolling(browser: Browser, page: Page): Promise<string> {
  const { tasks } = await tasksDuring(browser, page, async () => {
    for (let step = 0; step < 40; step += 1) {
      await page.evaluate((at) => {
        const box = document.querySelector('ai-conversation')!;
        box.scrollTop = (box.scrollHeight / 40) * at;
      }, step);
      await page.waitForTimeout(150);
    }
  });
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  return `${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}; ${nodes} elements in the page at the end`;
}
