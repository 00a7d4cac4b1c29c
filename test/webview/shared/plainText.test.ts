import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlainText } from '../../../src/webview/shared/plainText';

describe('plain text in boxes', () => {
  it('shows every character once, whatever the deltas', () => {
    const long = fc.string({ unit: fc.constantFrom('a', '\n', '😀', 'word '), minLength: 0, maxLength: 400 });
    fc.assert(
      fc.property(long, fc.integer({ min: 1, max: 200 }), fc.array(fc.nat({ max: 50_000 })), (part, times, cuts) => {
        const text = part.repeat(times);
        const target = document.createElement('div');
        const view = new PlainText(target);
        for (const cut of cuts.sort((a, b) => a - b)) view.update(text.slice(0, cut));
        view.update(text);
        const shown = Array.from(target.children, (box) => box.textContent);
        assert.equal(shown.join('').replaceAll('\n', ''), text.replaceAll('\n', ''));
        assert.ok(shown.every((box) => box.length <= 32_001));
      }),
      { numRuns: 60 },
    );
  });
});
