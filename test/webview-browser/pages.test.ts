import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { BrowserPages } from './browserPage';
import type { PageWindow } from './browserPage';
import type { PagesWindow } from './page/pagesHost';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';
import { assertAccessible, assertStops, kinds, oneOfEach, pagesFrame, withReport } from './pageKinds';

// Tests that need a layout: scrolling, focus, contrast. Every kind of page by all rules: test/deep/webview-browser. The
// functions given to `evaluate` and `open` run in the browser.

declare const window: Window & PagesWindow;

const claude = (w: PagesWindow): void => {
  w.host.first = { folder: 'families', id: 'claude' };
};
const title = (page: Page): Promise<string> => page.locator('h1').innerText();
const at = async (page: Page, text: string): Promise<void> => {
  await poll(
    `the page ${text}`,
    () => title(page),
    (said) => said === text,
  );
};
const scrollY = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

describe('the pages in a browser', () => {
  let pages: BrowserPages;
  let page: Page;
  /** The window has another host than that of the playground. */
  const open = (prepare: (window: PagesWindow) => void): Promise<Page> =>
    pages.open(prepare as unknown as (window: PageWindow) => void);

  before(async () => {
    pages = await BrowserPages.start({}, pagesFrame);
  });
  after(() => pages.close());

  for (const [which, names, widths, deep] of [
    ['two themes', ['dark', 'hc-light'], [350, 1_400], ''],
    ['every theme', Object.keys(themes) as ThemeName[], [350, 1_400, 1_000], ' @deep'],
  ] as const) {
    it(`have nothing for axe-core to find, enough contrast in ${which}, and nothing wider than the window${deep}`, async () => {
      page = await open(withReport);
      await assertAccessible(page, names, { widths, of: oneOfEach });
    });
  }

  it('of spending and of a test of a connection fit into 350 px at 200 %', async () => {
    page = await open(withReport);
    const { spending, connection } = kinds;
    await assertAccessible(page, ['dark'], { widths: [175], of: { spending, connection } });
  });

  it('come back after a reload, with the way back, the zoom and the place that was looked at', async () => {
    page = await open(claude);
    await at(page, 'Claude');
    await page.evaluate(() => window.host.show({ folder: 'families', id: 'gpt' }));
    await at(page, 'GPT');
    await page.getByTestId('zoom-in').click();
    await page.evaluate(() => window.scrollTo(0, 700));
    await poll('the place kept', () =>
      page.evaluate(() => /"scroll":6\d\d/.test(sessionStorage.getItem('state') ?? '')),
    );
    await page.reload();
    await page.addScriptTag({ type: 'module', url: 'page.js' });
    await at(page, 'GPT');
    await poll(
      'the place',
      () => scrollY(page),
      (y) => Math.abs(y - 700) < 3,
    );
    assert.match(await page.getByTestId('zoom-reset').innerText(), /110/);
    await page.keyboard.press('Alt+ArrowLeft');
    await at(page, 'Claude');
  });

  it('go to the heading that a link names, below the bar, and back to where the link was', async () => {
    page = await open(claude);
    await at(page, 'Claude');
    const link = page.locator('.comparison tbody a').last();
    const name = await link.innerText();
    await link.scrollIntoViewIfNeeded();
    const before = await scrollY(page);
    await link.click();
    const heading = page.locator(`h2:text-is("${name}")`);
    const top = (): Promise<number> => heading.evaluate((element) => element.getBoundingClientRect().top);
    const barBottom = await page.locator('.bar').evaluate((element) => element.getBoundingClientRect().bottom);
    await poll('the heading in sight', top, (y) => y >= barBottom && y < 800);
    assert.ok(await heading.evaluate((element) => element === document.activeElement));
    await page.getByTestId('back').click();
    await poll(
      'the place of the link',
      () => scrollY(page),
      (y) => Math.abs(y - before) < 2,
    );
  });

  it('show on which side a wide table goes on, and scroll it by the keyboard with the names in sight @deep', async () => {
    page = await open(claude);
    await page.setViewportSize({ width: 500, height: 800 });
    await at(page, 'Claude');
    const marks = (): Promise<string> =>
      page
        .locator('.comparison')
        .getAttribute('class')
        .then((names) => names ?? '');
    await poll('the edge', async () => (await marks()).includes('more-after'));
    assert.doesNotMatch(await marks(), /more-before/);
    const table = page.getByRole('group', { name: 'Models of Claude' });
    await table.focus();
    await poll('the other edge', async () => {
      await page.keyboard.press('ArrowRight');
      return /more-before/.test(await marks()) && !/more-after/.test(await marks());
    });
    const name = table.locator('tbody th').first();
    const left = (of: typeof name): Promise<number> => of.evaluate((each) => each.getBoundingClientRect().left);
    assert.ok(Math.abs((await left(name)) - (await left(table))) < 1);
    await page.setViewportSize({ width: 1_400, height: 800 });
    await poll('no edge', async () => !(await marks()).includes('more'));
  });

  it('have no stop for the Tab key at a table that fits', async () => {
    page = await open((w) => {
      w.host.first = { folder: 'guide', id: 'limits' };
    });
    await page.setViewportSize({ width: 1_000, height: 800 });
    await at(page, 'Limits, and what to do about them');
    const stops = (): Promise<number> => page.locator('.scroller[tabindex="0"]').count();
    await poll('no stop', async () => (await stops()) === 0);
    await page.setViewportSize({ width: 200, height: 800 });
    await poll('a stop', async () => (await stops()) > 0);
  });

  it('have no stop for the Tab key that is covered, out of sight or not marked @deep', async () => {
    page = await open(withReport);
    await assertStops(page, 12, oneOfEach);
  });

  it('are worked by the keyboard alone', async () => {
    page = await open(claude);
    await at(page, 'Claude');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
    for (let press = 0; press < 40 && (await focused()) !== 'Input price'; press += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const sort = page.locator('th[aria-sort="ascending"]');
    assert.match(await sort.innerText(), /Input price/);
    const prices = async (): Promise<number[]> =>
      (await page.locator('.comparison tbody tr td:nth-child(5)').allInnerTexts()).map((text) => Number(text.slice(1)));
    assert.deepEqual(
      await prices(),
      (await prices()).toSorted((a, b) => a - b),
    );
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
    assert.deepEqual(
      await prices(),
      (await prices()).toSorted((a, b) => b - a),
    );
    assert.match(await page.locator('[role="status"]').innerText(), /Sorted by Input price, descending/);
  });
});
