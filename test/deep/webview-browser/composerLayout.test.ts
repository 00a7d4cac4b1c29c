import assert from 'node:assert/strict';
import { faultsIn } from '../../webview-browser/axe';
import { BrowserPages } from '../../webview-browser/browserPage';
import { states, wrongIn } from '../../webview-browser/composerStates';

// Every state of the page at every size: test/webview-browser/composer.test.ts has the three that leave least room.

const widths = [350, 400, 700, 1_000, 1_400];
const heights = [300, 700];
const themes = ['dark', 'light', 'hc-dark', 'hc-light'] as const;

describe('Message and Send at every size', () => {
  let pages: BrowserPages;
  before(async () => {
    pages = await BrowserPages.start();
  });
  after(() => pages.close());

  for (const state of states) {
    it(`are in sight, nothing is cut, and axe-core finds no fault in any theme: ${state.name}`, async () => {
      for (const theme of themes) {
        const page = await pages.open(state.prepare, { theme });
        await state.act?.(page);
        for (const zoom of [1, 2]) {
          for (const height of heights) {
            for (const width of widths) {
              await page.setViewportSize({ width: width / zoom, height: height / zoom });
              const wrong = await wrongIn(page);
              assert.deepEqual(wrong, [], `${theme} at ${width} × ${height}, ${zoom * 100} %`);
            }
          }
        }
        await page.setViewportSize({ width: 700, height: 700 });
        assert.deepEqual(await faultsIn(page), [], theme);
      }
    });
  }
});
