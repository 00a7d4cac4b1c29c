import { usePages } from '../../webview-browser/browserPage';
import { assertWorkedByKeyboard } from '../../webview-browser/keyboardSteps';

// test/webview-browser/keyboard.test.ts has two of these.

describe('the page by keyboard', () => {
  const pages = usePages();

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    for (const zoom of [1, 2]) {
      it(`does everything in 350 × 300 at ${zoom * 100} %, in the theme ${theme}`, () =>
        assertWorkedByKeyboard(pages.open, theme, zoom));
    }
  }
});
