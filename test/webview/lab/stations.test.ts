import assert from 'node:assert/strict';
import { stationIds } from '../../../src/core/lab/stationIds';
import { linkedText } from '../../../src/webview/lab/linkedText';
import { stations } from '../../../src/webview/lab/stations';
import { words } from '../../../src/webview/shared/labStrings';
import { assertSameNames } from '../../support/sameNames';
import { index } from '../../unit/core/glossary/glossary';
import { OpenedLab, assertAccessible } from './opened';

/** Elements that `copyPicture` paints, and those that a picture is put together and named with. */
const shapes = new Set(['rect', 'circle', 'line', 'path', 'text', 'svg', 'title']);

describe('the stations of the lab', () => {
  it('are those that pages of the guide may lead to, in the order of their tabs', () => {
    const shown = stations.map(({ id }) => id);
    assertSameNames(['src/webview/lab/stations.ts', shown], ['src/core/lab/stationIds.ts', stationIds]);
    assert.deepEqual(shown, stationIds);
  });

  for (const [at, { id, sentences }] of stations.entries()) {
    it(`have sentences that lead to terms that there are: ${id}`, () => {
      const linked = linkedText(words(sentences)).flatMap(({ term }) => term ?? []);
      assert.ok(linked.length > 0);
      for (const term of linked) assert.ok(index.byId.has(term), `the glossary has no term "${term}"`);
    });

    it(`draw their example in shapes that can be copied as SVG and PNG: ${id}${at < 2 ? '' : ' @deep'}`, async () => {
      const lab = new OpenedLab({ show: { station: id, text: '', settings: {} } });
      const picture = await lab.picture(id);
      assertAccessible(picture);
      for (const element of picture.querySelectorAll('*')) {
        assert.ok(shapes.has(element.tagName.toLowerCase()), `a <${element.tagName}> is not painted`);
        for (const name of ['transform', 'style']) assert.equal(element.getAttribute(name), null, element.outerHTML);
      }
      assert.ok((await lab.table()).length > 0);
    }).timeout(60_000);
  }
});
