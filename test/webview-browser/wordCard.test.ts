import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { assertFaultless, faultsIn } from './axe';
import { BrowserPages, takePicture } from './browserPage';
import type { PageWindow } from './browserPage';
import type { PagesWindow } from './page/pagesHost';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// Tests that need a layout: which word is below the pointer, where the card is, contrast. The functions given to `evaluate`
// and `open` run in the browser.

const answer = [
  'A **context window** holds the tokens of the conversation.',
  '',
  ...Array.from({ length: 12 }, (_, i) => `- Line ${i + 1} of a list that fills the page, with nothing to explain.\n`),
  '```ts',
  'const token = 1; // one embedding of the text',
  '```',
  '',
  'The last line names the hallucination.',
].join('\n');

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a word stands in the page. */
const boxOf = (page: Page, word: string): Promise<Box> =>
  page.evaluate((sought) => {
    const texts = document.createTreeWalker(document.querySelector('ai-answer-text, main')!, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const at = node.textContent?.indexOf(sought) ?? -1;
      if (at < 0 || node.parentElement?.closest('a, h1') != null) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + sought.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      if (width > 0) return { x, y, width, height };
    }
    throw new Error(`The page does not say "${sought}".`);
  }, word);

async function point(page: Page, word: string): Promise<Box> {
  const box = await boxOf(page, word);
  await page.mouse.move(box.x + box.width / 2 - 3, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  return box;
}

const card = (page: Page) => page.getByTestId('word-card');

/** That the card is in the window and not over the word. */
async function standsBeside(page: Page, word: Box): Promise<void> {
  const box = await card(page).boundingBox();
  const size = page.viewportSize();
  assert.ok(box && size);
  assert.ok(box.y >= 0 && box.y + box.height <= size.height, `in the window: ${JSON.stringify(box)}`);
  assert.ok(box.x >= 0 && box.x + box.width <= size.width, `in the window: ${JSON.stringify(box)}`);
  assert.ok(
    box.y + box.height <= word.y + 1 || box.y >= word.y + word.height - 1,
    `beside the word: ${JSON.stringify([box, word])}`,
  );
}

describe('the card of a word in the playground', () => {
  let pages: BrowserPages;
  let page: Page;
  before(async () => {
    pages = await BrowserPages.start(
      {},
      {
        ...{ title: 'Playground', element: 'ai-playground', name: 'playground' },
        host: 'test/webview-browser/page/wordsHost.ts',
      },
    );
  });
  after(() => pages.close());

  const open = async (): Promise<void> => {
    // Functions that run in the browser see nothing of this file.
    page = await pages.open(({ host }) => {
      host.addTurn({ prompt: 'What is a temperature of a model?', answer: 'PLACE' });
    });
    await page.getByTestId('answer').getByText('PLACE').waitFor();
    await page.evaluate((text) => {
      const { host } = globalThis as unknown as PageWindow;
      host.startTurn({ prompt: 'And which temperature does the model want?' });
      host.grow(text);
      host.end();
    }, answer);
  };

  it('has nothing for axe-core to find in any theme, and stands beside the word @deep', async () => {
    await open();
    await page.getByText('The last line names').waitFor();
    for (const width of [900, 400]) {
      await page.setViewportSize({ width, height: 800 });
      // Again, until the view has come to rest: scrolling takes a card away.
      const { box: word } = await poll(
        'the card',
        async () => {
          const box = await point(page, 'hallucination');
          await card(page)
            .waitFor({ timeout: 1_000 })
            .catch(() => undefined);
          return { box, isShown: (await card(page).count()) > 0 };
        },
        ({ isShown }) => isShown,
      );
      await standsBeside(page, word);
      await assertFaultless(page, Object.keys(themes) as ThemeName[], `word-${width}`);
      assert.ok(await card(page).isVisible());
      await page.keyboard.press('Escape');
      await card(page).waitFor({ state: 'detached' });
      await page.mouse.move(1, 1);
    }
  });
});

describe('the card of a word on a page', () => {
  let pages: BrowserPages;
  let page: Page;
  before(async () => {
    pages = await BrowserPages.start(
      {},
      {
        ...{ title: 'AI Field Guide', element: 'ai-pages', name: 'pages' },
        host: 'test/webview-browser/page/pageWordsHost.ts',
      },
    );
  });
  after(() => pages.close());
  const open = async (): Promise<void> => {
    const prepare = (w: PagesWindow): void => {
      w.host.first = { folder: 'guide', id: 'limits' };
    };
    page = await pages.open(prepare as unknown as (window: PageWindow) => void);
    await page.locator('h1').waitFor();
  };
  const press = (): Promise<void> =>
    page.evaluate(() => (globalThis as unknown as PagesWindow).host.explainSelection());

  it('is read out and worked by key alone, and the next press goes on to the next word', async () => {
    await open();
    await press();
    await card(page).waitFor();
    await poll('the focus', () => card(page).evaluate((element) => element === document.activeElement));
    assert.equal(await card(page).getAttribute('role'), 'dialog');
    const first = await card(page).getAttribute('aria-label');
    await takePicture(page, 'word-page-dark.png');
    await press();
    await poll(
      'the next word',
      () => card(page).getAttribute('aria-label'),
      (label) => label !== first,
    );
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'a');
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'detached' });
    await press();
    await card(page).waitFor();
    // Last: it scrolls through the page, which takes a card away.
    assert.deepEqual(await faultsIn(page), []);
  });

  it('stands beside its word on an enlarged page too', async () => {
    await open();
    for (let press = 0; press < 4; press++) await page.getByTestId('zoom-in').click();
    const word = await point(page, 'prompt');
    await card(page).waitFor();
    await standsBeside(page, word);
    await takePicture(page, 'word-page-zoomed.png');
  });

  it('does not come over a link, which stays one', async () => {
    await open();
    const link = page.locator('main p a').first();
    const name = await link.innerText();
    await link.hover();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    assert.equal(await card(page).count(), 0);
    await link.click();
    await poll(
      'the page of the link',
      async () => (await page.locator('h1').innerText()) !== 'Limits, and what to do about them',
      Boolean,
    );
    assert.ok(name);
  });
});
