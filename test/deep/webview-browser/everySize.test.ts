import { BrowserPages } from '../../webview-browser/browserPage';
import { assertSound, columnStates } from '../../webview-browser/everySize';
import { themes } from '../../webview-browser/page/themes';
import type { ThemeName } from '../../webview-browser/page/themes';

// In every theme, and by axe-core at every size: test/webview-browser/everySize.test.ts has those that differ.

describe('the playground with one, two and six columns', () => {
  let pages: BrowserPages;
  before(async () => {
    pages = await BrowserPages.start();
  });
  after(() => pages.close());

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const { name, prepare, act } of columnStates) {
      it(`has no fault that axe-core finds, and nothing is cut, at every size and zoom, in ${theme}: ${name}`, async () => {
        const page = await pages.open(prepare, { theme, viewport: { width: 1_400, height: 800 } });
        await act?.(page);
        await assertSound(page, { isThorough: true });
      });
    }
  }
});
