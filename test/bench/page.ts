// What a long conversation costs in the playground's page: in a browser, with a scripted host in a worker, so that the
// page's thread does what the page does and nothing else. Prints figures.
import { cpus, loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { BrowserPages } from '../webview-browser/browserPage';
import { closeBrowser } from '../webview-browser/oneBrowser';
import { cpuOf, longTasks, tasksDuring } from './page/mainThread';
import type { BenchHost } from './page/protocol';

declare const window: Window & { host: BenchHost };

/**
 * From the message with the snapshot leaving the host to the first frame in which all that is in sight is drawn: in each
 * column the end of the last turn, and no box that still waits.
 */
async function measureOpening(browser: Browser, page: Page): Promise<string> {
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

/** What goes on after the end is there: headings of all the turns that are far away. */
async function measureRest(browser: Browser, page: Page): Promise<string> {
  const start = performance.now();
  const { result: ms, tasks } = await tasksDuring(browser, page, async () => {
    await page.waitForFunction(() => document.querySelectorAll('ai-turn h2').length === 1_000);
    const there = performance.now() - start;
    await page.waitForTimeout(500);
    return there;
  });
  return `all headings after ${ms.toFixed(0)} ms, ${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`;
}

/** From the key to the end of what the page does about it, rendering included. */
async function measureKeys(browser: Browser, page: Page): Promise<string> {
  await page.getByTestId('message').focus();
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
}

interface Kept {
  readonly selection: boolean;
  readonly focus: boolean;
}

/** Until the last words of the stream stand there. As soon as its first
 * paragraph is there, words of it are selected and its link gets the focus. */
async function measureStream(browser: Browser, page: Page): Promise<string> {
  const { result, tasks } = await tasksDuring(browser, page, () =>
    page.evaluate(
      () =>
        new Promise<{ tokens: number; seconds: number; behind: number; kept: Kept }>((resolve) => {
          const start = performance.now();
          let link: HTMLElement | null | undefined;
          const hold = (words: Element): void => {
            link = words.parentElement!.querySelector('a');
            link?.focus({ preventScroll: true });
            document.getSelection()!.selectAllChildren(words);
          };
          const selected = (): string => document.getSelection()!.toString();
          const wait = (): void => {
            const { done } = window.host;
            const last = [...document.querySelectorAll('.markdown')].at(-1);
            const words = last?.querySelector('p:has(a) strong');
            if (link === undefined && words?.textContent === 'stream') hold(words);
            if (done !== undefined && last?.lastElementChild?.textContent.includes('The last words.') === true) {
              const seconds = (performance.now() - start) / 1_000;
              const behind = performance.timeOrigin + performance.now() - done.sentAt;
              const kept = { selection: selected() === 'stream', focus: document.activeElement === link };
              resolve({ tokens: done.tokens, seconds, behind, kept });
            } else {
              setTimeout(wait, 20);
            }
          };
          window.host.command('stream');
          wait();
        }),
    ),
  );
  const { tokens, seconds, behind, kept } = result;
  const cpu = cpuOf(tasks).toFixed(0);
  return (
    `${tokens} tokens in ${seconds.toFixed(1)} s, the last drawn ${behind.toFixed(0)} ms after it was sent, ` +
    `selection ${kept.selection ? 'kept' : 'lost'}, focus ${kept.focus ? 'kept' : 'lost'}, ${cpu} ms of processor; ${longTasks(tasks)}`
  );
}

/** Until the last words of all six stand there. */
async function measureSix(browser: Browser, page: Page): Promise<string> {
  const { result, tasks } = await tasksDuring(browser, page, () =>
    page.evaluate(
      () =>
        new Promise<{ tokens: number; behind: number; columns: number }>((resolve) => {
          const wait = (): void => {
            const { done } = window.host;
            const last = [...document.querySelectorAll('ai-column .markdown')].map((each) => each.lastElementChild);
            if (done !== undefined && last.every((each) => each?.textContent.includes('The last words.') === true)) {
              const behind = performance.timeOrigin + performance.now() - done.sentAt;
              resolve({ tokens: done.tokens, behind, columns: last.length });
            } else {
              setTimeout(wait, 20);
            }
          };
          window.host.command('streamSix');
          wait();
        }),
    ),
  );
  const { tokens, behind, columns } = result;
  const cpu = cpuOf(tasks).toFixed(0);
  return (
    `${tokens} tokens in ${columns} columns, the last drawn ${behind.toFixed(0)} ms after it was sent, ` +
    `${cpu} ms of processor; ${longTasks(tasks)}`
  );
}

/** Scrolls through all of it. */
async function measureScrolling(browser: Browser, page: Page): Promise<string> {
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

export async function printPageFigures(): Promise<void> {
  const pages = await BrowserPages.start({
    'host.js': 'test/bench/page/host.ts',
    'worker.js': 'test/bench/page/worker.ts',
  });
  const { browser } = pages;
  const page = await pages.open(() => undefined);
  const print = async (
    what: string,
    measure: (browser: Browser, page: Page) => Promise<string>,
    on = page,
  ): Promise<void> => {
    const words = await measure(browser, on);
    console.log(`  ${what}: ${words} (load ${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} processors)`);
  };
  try {
    await page.evaluate(() => window.host.command('fill'));
    await page.waitForFunction(() => window.host.done !== undefined);
    await print('1,000 turns of 30 kB open in', measureOpening);
    await print('  after that', measureRest);
    await print('a key in the message field', measureKeys);
    await page.waitForFunction(() => document.querySelector('.far') === null);
    await print('  once all of it is laid out', measureKeys);
    await print('2,000 tokens a second', measureStream);
    await print('scrolling through', measureScrolling);
    await page.close();
    const wide = { viewport: { width: 1_900, height: 900 } };
    const four = await pages.open(() => undefined, wide);
    await four.evaluate(() => window.host.command('fillFour'));
    await four.waitForFunction(() => window.host.done !== undefined);
    await print('1,000 turns of 30 kB open in four columns in', measureOpening, four);
    await four.close();
    await print('500 tokens a second in six columns', measureSix, await pages.open(() => undefined, wide));
  } finally {
    await closeBrowser();
    pages.close();
  }
}
