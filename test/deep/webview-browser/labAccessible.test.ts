import { assertAccessible, assertRoomForLargeType } from '../../webview-browser/labAccess';
import { useLab } from '../../webview-browser/labSuite';
import { themes } from '../../webview-browser/page/themes';
import type { ThemeName } from '../../webview-browser/page/themes';

// Every theme, width and type by all rules: test/webview-browser/labAccessible.test.ts has what differs.

describe('the lab in a browser, for everybody', () => {
  const lab = useLab();

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [900, 400]) {
      it(`has nothing for axe-core to find, and nothing wider than ${width} px, in ${theme}`, () =>
        assertAccessible(lab, [theme], width));
    }
  }

  it('has room for the large type in 400 px, and nothing for axe-core to find there, at every station', () =>
    assertRoomForLargeType(lab, { isThorough: true }));
});
