import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

declare const window: PageWindow;

const long = (to: PageWindow): void => {
  for (let turn = 1; turn <= 3; turn += 1) to.host.addTurn({ prompt: `Question ${turn}`, answer: 'Short.' });
  to.host.addTurn({ prompt: 'A long one', answer: '- A line with **bold** words and `code`.\n'.repeat(100) });
};

/** Pixels between what is seen last and the end of the conversation. */
const pixelsLeft = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollHeight, scrollTop, clientHeight } = document.querySelector('ai-conversation')!;
    return scrollHeight - scrollTop - clientHeight;
  });

/** Waits for ten frames. After them, the page has drawn all that follows a change, and has looked at it. */
const quiet = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

describe('the end of a long conversation', () => {
  const pages = usePages();
  let page: Page;
  beforeEach(async () => {
    page = await pages.open(long);
    await page.waitForFunction(() => document.querySelectorAll('.markdown li').length === 100);
    await poll(
      'the end',
      () => pixelsLeft(page),
      (left) => left < 2,
    );
  });

  it('is in sight after an answer that fails at once', async () => {
    await page.evaluate(() => {
      window.host.startTurn({ prompt: 'And now?' });
      window.host.end({
        status: 'failed',
        error: { kind: 'unreachable', message: 'No connection.', advice: 'Retry.', actions: ['retry'] },
      });
    });
    await page.waitForSelector('[data-status="failed"] [data-testid="retry"]');
    await quiet(page);
    await poll(
      'the end',
      () => pixelsLeft(page),
      (left) => left < 2,
    );
  });

  it('is in sight when the browser has pushed the view up a little', async () => {
    await page.evaluate(() => (document.querySelector('ai-conversation')!.scrollTop -= 6));
    await poll(
      'the end',
      () => pixelsLeft(page),
      (left) => left < 2,
    );
  });

  it('is left with the first small step of the wheel while an answer streams', async () => {
    await page.evaluate(() => window.host.startTurn({ prompt: 'And now?' }));
    await quiet(page);
    await poll(
      'the end',
      () => pixelsLeft(page),
      (left) => left < 2,
    );
    await page.mouse.move(400, 300);
    await page.mouse.wheel(0, -10);
    await poll(
      'the step',
      () => pixelsLeft(page),
      (left) => left >= 5,
    );
    await page.evaluate(() => window.host.grow('- A new line\n'.repeat(100)));
    await page.waitForFunction(() => document.querySelectorAll('.markdown li').length === 200);
    await quiet(page);
    assert.ok((await pixelsLeft(page)) > 500);
  });

  it('is left with PageUp', async () => {
    await page.locator('[data-testid="copy"]').last().focus();
    await page.keyboard.press('PageUp');
    await poll(
      'the step',
      () => pixelsLeft(page),
      (left) => left > 100,
    );
    await quiet(page);
    assert.ok((await pixelsLeft(page)) > 100);
  });
});
