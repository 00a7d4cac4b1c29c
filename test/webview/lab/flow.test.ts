import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cut, flow, textWidth } from '../../../src/webview/lab/flow';
import { linkedText } from '../../../src/webview/lab/linkedText';
import { placeLabels } from '../../../src/webview/lab/stations/embeddings/labels';

const word = fc.string({ unit: 'grapheme', maxLength: 30 });

describe('pieces of a text in lines', () => {
  it('stand in their order, inside the picture, and none over another', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.integer({ min: 120, max: 900 }), (texts, width) => {
        const { boxes, bottom } = flow(texts, { top: 10, width, type: 13, line: 40 });
        assert.equal(boxes.length, texts.length);
        for (const [i, box] of boxes.entries()) {
          assert.ok(box.x >= 0 && box.x + box.width <= width, 'inside');
          assert.ok(box.y + 40 <= bottom);
          const before = boxes[i - 1];
          if (before) assert.ok(box.y > before.y || box.x >= before.x + before.width, 'behind the one before');
        }
      }),
    );
  });

  it('are wider in the scripts that are as wide as high', () => {
    for (const wide of ['東', '한', 'あ', '🙂']) assert.ok(textWidth(wide, 10) >= 10, wide);
    for (const narrow of ['a', 'é', 'ж', '→', '…', '─']) assert.ok(textWidth(narrow, 10) < 7, narrow);
  });

  it('are cut with an ellipsis where they are too wide, and only there', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 30, max: 300 }), (text, width) => {
        const shown = cut(text, width, 13);
        assert.ok(textWidth(shown, 13) <= width);
        if (shown !== text) assert.ok(textWidth(text, 13) > width && shown.endsWith('…'));
      }),
    );
  });
});

describe('names on a map', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) });

  it('never stand over another or outside, and the first one is there where it fits', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
        const name = (i: number): string => 'name'.repeat((i % 4) + 1);
        const labels = placeLabels([...points.keys()], name, points, { width: 400, height: 300, type: 13 });
        assert.equal(labels[0]?.index, 0);
        for (const [i, one] of labels.entries()) {
          assert.ok(one.x >= 0 && one.x + textWidth(one.text, 13) <= 400);
          for (const other of labels.slice(i + 1)) {
            const apart =
              one.x + textWidth(one.text, 13) <= other.x ||
              other.x + textWidth(other.text, 13) <= one.x ||
              Math.abs(one.y - other.y) >= 13;
            assert.ok(apart, `${one.text} and ${other.text}`);
          }
        }
      }),
    );
  });
});

describe('the sentences of a station', () => {
  it('are cut into what is a link to a term and what is none', () => {
    assert.deepEqual(linkedText('A [token](token) and [min-p](min-p).'), [
      { text: 'A ' },
      { text: 'token', term: 'token' },
      { text: ' and ' },
      { text: 'min-p', term: 'min-p' },
      { text: '.' },
    ]);
    assert.deepEqual(linkedText('None.'), [{ text: 'None.' }]);
  });
});
