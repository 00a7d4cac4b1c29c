import type { Page } from 'playwright-core';
import { BrowserPages } from '../../webview-browser/browserPage';
import type { PageWindow } from '../../webview-browser/browserPage';
import { assertAccessible, assertStops, pagesFrame, withReport } from '../../webview-browser/pageKinds';
import { themes } from '../../webview-browser/page/themes';
import type { ThemeName } from '../../webview-browser/page/themes';

// Every kind of page by all rules in every theme: test/webview-browser/pages.test.ts has what differs.

describe('the pages in a browser', () => {
  let pages: BrowserPages;
  let page: Page;
  /** The window has another host than that of the playground. */
  const open = (theme: ThemeName): Promise<Page> =>
    pages.open(withReport as unknown as (window: PageWindow) => void, { theme });

  before(async () => {
    pages = await BrowserPages.start({}, pagesFrame);
  });
  after(() => pages.close());

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`have nothing for axe-core to find, and nothing wider than the window, in ${theme}`, async () => {
      page = await open(theme);
      await assertAccessible(page, [theme], { widths: [350, 700, 1_000, 1_400] });
    });
  }

  it('have no stop for the Tab key that is covered, out of sight or not marked', async () => {
    page = await open('dark');
    await assertStops(page, 30);
  });
});
