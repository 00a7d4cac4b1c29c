import { LabPages } from '../../webview-browser/labPages';
import {
  assertAccessibleWhenLow,
  assertControlsInSight,
  assertStill,
  assertTextsInside,
} from '../../webview-browser/labRoom';
import { ids } from '../../webview-browser/labSuite';

// Other widths and heights than in test/webview-browser/labLayout.test.ts, and all stations by all rules.

describe('the layout of the lab', () => {
  let lab: LabPages;
  before(async () => {
    lab = await LabPages.start();
  });
  after(() => lab.close());

  for (const width of [400, 700, 1_400])
    it(`ends no text outside its picture in ${width} px`, () => assertTextsInside(lab, width));

  it('shows what can be changed with the picture that it changes, in 700 × 450 px', () =>
    assertControlsInSight(lab, { width: 700, height: 450 }));

  it('has nothing for axe-core to find at any station in a window that is not high', () =>
    assertAccessibleWhenLow(lab, { isThorough: true }));

  it('moves nothing by itself for those who want nothing to move', () =>
    assertStill(
      lab,
      ids.filter((id) => id !== 'training'),
    ));
});
