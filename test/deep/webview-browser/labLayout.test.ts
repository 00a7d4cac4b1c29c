import { LabPages } from '../../webview-browser/labPages';
import { assertAccessibleWhenLow, assertControlsInSight, assertTextsInside } from '../../webview-browser/labRoom';

// Between the widths and heights of test/webview-browser/labLayout.test.ts, and all stations by all rules.

describe('the layout of the lab', () => {
  let lab: LabPages;
  before(async () => {
    lab = await LabPages.start();
  });
  after(() => lab.close());

  for (const width of [400, 700])
    it(`ends no text outside its picture in ${width} px`, () => assertTextsInside(lab, width));

  it('shows what can be changed with the picture that it changes, in 700 × 450 px', () =>
    assertControlsInSight(lab, { width: 700, height: 450 }));

  it('has nothing for axe-core to find at any station in a window that is not high', () =>
    assertAccessibleWhenLow(lab, { isThorough: true }));
});
