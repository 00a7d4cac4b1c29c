import type { JSHandle, Page } from 'playwright-core';
import type { BrowserPages, PageWindow } from './browserPage';

// A conversation that is much longer than the window, and what can be asked of it. The functions given to `evaluate` and
// `open` run in the browser.

/** 300 turns of about 3,000 characters, with something to find in a few. */
export const longConversation = (page: PageWindow): void => {
  for (let turn = 1; turn <= 300; turn += 1) {
    const needle = turn % 100 === 7 ? ` The needle of turn ${turn} and **needle** two.` : '';
    page.host.addTurn({
      prompt: `Question ${turn}: what is ${turn} times two?`,
      answer: `Answer ${turn}.${needle}\n\n${'- A line of a list with **bold** words and `code`.\n'.repeat(60)}`,
    });
  }
};

export const drawnTurns = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.turn')]
      .filter((turn) => turn.querySelector('[data-part]') !== null)
      .map((turn) => turn.dataset['turnId'] ?? ''),
  );
export const scrollTo = (page: Page, turn: number, offset = 0): Promise<void> =>
  page.evaluate(
    ([id, by]) => {
      const element = document.querySelector<HTMLElement>(`[data-turn-id="prompt-${id}"]`)?.closest('ai-turn');
      const box = document.querySelector('ai-conversation');
      if (!(element instanceof HTMLElement) || box === null) throw new Error('no such turn');
      box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top + by;
    },
    [2 * turn - 1, offset] as const,
  );
export const isAtEnd = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { scrollHeight, scrollTop, clientHeight } = document.querySelector('ai-conversation')!;
    return scrollHeight - scrollTop - clientHeight < 2;
  });
/** Where a turn's heading is painted. The browser says so as of a frame: between two, new boxes count as tall as guessed. */
export const topOf = (page: Page, turn: number): Promise<number> =>
  page.evaluate(
    (id) =>
      new Promise<number>((resolve) => {
        const heading = document.querySelector(`[data-turn-id="prompt-${id}"] h2`)!;
        new IntersectionObserver(([entry], observer) => {
          observer.disconnect();
          resolve(entry!.boundingClientRect.top);
        }).observe(heading);
      }),
    2 * turn - 1,
  );

/** A line of an answer, and where it is painted: pixels from the upper edge of the window. */
interface PaintedLine {
  readonly line: Element;
  readonly top: number;
}

/** The first line of an answer that is painted in the upper half of what is seen. Waits until there is one. */
export const firstLineInSight = (page: Page): Promise<JSHandle<PaintedLine>> =>
  page.evaluateHandle(
    () =>
      new Promise<PaintedLine>((resolve) => {
        const upperHalf = { root: document.querySelector('ai-conversation'), rootMargin: '0px 0px -50%' };
        const look = (): void => {
          const observer = new IntersectionObserver((entries) => {
            observer.disconnect();
            const first = entries.find(({ intersectionRatio }) => intersectionRatio === 1);
            if (first) resolve({ line: first.target, top: first.boundingClientRect.top });
            else requestAnimationFrame(look);
          }, upperHalf);
          const lines = document.querySelectorAll('.turn li');
          for (const line of lines) observer.observe(line);
          if (lines.length === 0) requestAnimationFrame(look);
        };
        look();
      }),
  );

export const drawn = (page: Page, turn: number): Promise<unknown> =>
  page.waitForFunction(
    (id) => (document.querySelector(`[data-turn-id="prompt-${id}"] .markdown`)?.textContent.length ?? 0) > 1_000,
    2 * turn - 1,
  );

/** Opens its page, and waits until its end and all headings are there. */
export async function openLongConversation(open: BrowserPages['open']): Promise<Page> {
  const page = await open(longConversation);
  await drawn(page, 300);
  // Those of turns far from the end come when the page has nothing else to do.
  await page.waitForFunction(() => document.querySelectorAll('.turn > h3').length === 300);
  return page;
}
