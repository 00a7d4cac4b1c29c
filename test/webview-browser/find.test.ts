import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import { openLongConversation } from './longConversation';

describe('find in a long conversation', () => {
  const pages = usePages();
  let page: Page;
  beforeEach(async () => {
    page = await openLongConversation(pages.open);
  });

  it('finds what is in turns that are not drawn, goes there, marks it, and counts', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('needle');
    const count = page.getByTestId('find-count');
    const marked = (): Promise<string[]> =>
      page.evaluate(() =>
        [...(CSS.highlights.get('find-current') ?? [])].map((range) => {
          const turn = range.startContainer.parentElement?.closest<HTMLElement>('.turn')?.dataset['turnId'] ?? '';
          const box = document.querySelector('ai-conversation')!.getBoundingClientRect();
          const at = (range as Range).getBoundingClientRect();
          const inSight = at.top >= box.top && at.bottom <= box.bottom && at.height > 0;
          return `${turn} ${(range as Range).toString()} ${inSight ? 'in sight' : 'out of sight'}`;
        }),
      );
    // From the end on, where the user is: there is nothing below, so the first of all comes.
    await poll(
      'the count',
      () => count.textContent(),
      (text) => text === '1 of 6',
    );
    await poll('the mark', marked, (marks) => marks.join() === 'prompt-13 needle in sight');
    for (const [at, turn] of [
      [2, 13],
      [3, 213],
      [4, 213],
      [5, 413],
    ] as const) {
      await page.keyboard.press('Enter');
      await poll(
        'the count',
        () => count.textContent(),
        (text) => text === `${at} of 6`,
      );
      await poll(`match ${at}`, marked, (marks) => marks.join() === `prompt-${turn} needle in sight`);
    }
    await page.keyboard.press('Shift+F3');
    await poll('match 4', marked, (marks) => marks.join() === 'prompt-213 needle in sight');
    await poll(
      'marks in what is drawn only',
      () => page.evaluate(() => CSS.highlights.get('find-match')?.size),
      (size) => size === 2,
    );
    await page.keyboard.press('Escape');
    await poll(
      'no marks',
      () => page.evaluate(() => CSS.highlights.size),
      (size) => size === 0,
    );
    assert.equal(await page.evaluate(() => document.getSelection()?.toString()), 'needle');
  });

  it('opens the find bar where nothing has the focus', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Control+f');
    await page.getByTestId('find-input').waitFor();
  });
});
