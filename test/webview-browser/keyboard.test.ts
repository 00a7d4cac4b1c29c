import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { usePages } from './browserPage';
import { assertWorkedByKeyboard, focused } from './keyboardSteps';

// In each theme at each zoom: test/deep/webview-browser.

describe('the page by keyboard', () => {
  const pages = usePages();
  let page: Page;

  it('reaches every button with the keyboard alone, the composer last', async () => {
    page = await pages.open((to) => {
      to.host.addTurn({ prompt: 'Hello', answer: 'There.\n\n```js\nlet a;\n```' });
    });
    await page.getByTestId('answer').locator('code').first().waitFor();
    const seen = new Set<string>();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press('Tab');
      const id = await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
      seen.add(id);
      if (id === 'send') break;
    }
    for (const id of ['find', 'copy-conversation', 'new-session', 'copy-code', 'copy', 'retry', 'message', 'send']) {
      assert.ok(seen.has(id), `${id} in ${[...seen].join()}`);
    }
  });

  it('goes over the first screen in the order in which it stands there, and back', async () => {
    page = await pages.open(({ host }) => {
      host.providers = [host.pocket];
      host.changeDraft({ providerId: host.pocket.id, model: 'pocket' });
    });
    await page.getByTestId('first-screen').waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    // The controls above have nothing to find or to copy yet, and say so.
    const examples = ['exampleTerm', 'exampleMaker', 'exampleDifference'];
    const above = ['find', 'copy-conversation', 'branches', 'add-column'];
    const order = [
      ...above,
      'transcript',
      ...examples,
      'use-real-model',
      'settings',
      'message',
      'attach',
      'own-answer',
      'send',
    ];
    for (const key of ['Tab', 'Shift+Tab']) {
      // Back from where it came to.
      const seen: string[] = key === 'Tab' ? [] : ['send'];
      while (seen.length < order.length) {
        await page.keyboard.press(key);
        const { id, hidden } = await focused(page);
        assert.equal(hidden, '', id);
        seen.push(id);
      }
      assert.deepEqual(seen, key === 'Tab' ? order : order.toReversed());
    }
  });

  for (const [theme, zoom] of [
    ['dark', 1],
    ['hc-light', 2],
  ] as const) {
    it(`does everything in 350 × 300 at ${zoom * 100} %, in the theme ${theme}${zoom === 1 ? '' : ' @deep'}`, () =>
      assertWorkedByKeyboard(pages.open, theme, zoom));
  }
});
