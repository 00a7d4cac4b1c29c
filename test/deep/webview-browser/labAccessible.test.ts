import { assertAccessible } from '../../webview-browser/labAccess';
import { useLab } from '../../webview-browser/labSuite';
import { themes } from '../../webview-browser/page/themes';
import type { ThemeName } from '../../webview-browser/page/themes';

// Every theme and width by all rules: test/webview-browser/labAccessible.test.ts has what differs.

describe('the lab in a browser, for everybody', () => {
  const lab = useLab();

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [900, 400]) {
      it(`has nothing for axe-core to find, and nothing wider than ${width} px, in ${theme}`, () =>
        assertAccessible(lab, theme, width));
    }
  }
});
