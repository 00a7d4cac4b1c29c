// Measures what the page costs while answers come.
import type { Browser, Page } from 'playwright-core';
import { cpuOf, longTasks, tasksDuring } from './mainThread';
import type { BenchHost } from './protocol';

declare const window: Window & { host: BenchHost };

/** On a busy machine the page has little of the processor. */
const patience = { timeout: 120_000 };

interface Kept {
  readonly selection: boolean;
  readonly focus: boolean;
}

/** Until the last words of the stream stand there. As soon as its first
 * paragraph is there, words of it are selected and its link gets the focus. */
export async function measureStream(browser: Browser, page: Page): Promise<string> {
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
export async function measureSix(browser: Browser, page: Page): Promise<string> {
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

/** An answer of 200,000 tokens, in which keys are typed meanwhile; then all of it as Markdown. */
export async function measureLong(browser: Browser, page: Page): Promise<string> {
  const streamed = await tasksDuring(browser, page, async () => {
    await page.evaluate(() => window.host.command('streamLong'));
    await page.getByTestId('message').focus();
    while (!(await page.evaluate(() => window.host.done !== undefined))) await page.keyboard.type('x', { delay: 200 });
    await page.waitForFunction(
      () => document.querySelector('.plain-rest')?.textContent.endsWith('The last words.'),
      undefined,
      patience,
    );
  });
  const formatted = await tasksDuring(browser, page, async () => {
    await page.getByTestId('draw-all').click();
    await page.waitForFunction(
      () => document.querySelector('.markdown')?.lastElementChild?.textContent.includes('The last words.'),
      undefined,
      patience,
    );
  });
  const words = ({ tasks }: typeof formatted): string =>
    `${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`;
  return `${words(streamed)}\n    as Markdown to its end: ${words(formatted)}`;
}
