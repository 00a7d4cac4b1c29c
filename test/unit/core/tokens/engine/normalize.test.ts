import fc from 'fast-check';
import assert from 'node:assert/strict';
import { normalize } from '../../../../../src/core/tokens/engine/normalize';

/** Every mark that Unicode has, and the sound marks that become one. */
const marks = [
  ...Array.from({ length: 0x110000 }, (_, codePoint) => codePoint)
    .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
    .map((codePoint) => String.fromCodePoint(codePoint))
    .filter((char) => /\p{M}/u.test(char)),
  '\uff9e',
  '\uff9f',
];

describe('normalization', () => {
  for (const form of ['NFC', 'NFKC'] as const) {
    it(`gives the ${form} of every mark between others`, () => {
      for (const mark of marks) {
        const text = `e${'\u0301\u0323'.repeat(40)}${mark}${'\u0301\u0334\u0345'.repeat(40)}`;
        assert.equal(normalize(text, form), text.normalize(form), mark.codePointAt(0)!.toString(16));
      }
    });

    it(`gives the ${form} of long and short runs of marks, with and without letters`, () => {
      const run = fc.array(fc.constantFrom(...marks), { maxLength: 400, size: 'max' }).map((all) => all.join(''));
      const text = fc.array(fc.oneof(run, fc.constantFrom('e', 'क', '가', 'ｶ', ' ', '\ud800', 'word '.repeat(40))), {
        maxLength: 8,
      });
      fc.assert(
        fc.property(text, (parts) => assert.equal(normalize(parts.join(''), form), parts.join('').normalize(form))),
        { numRuns: 300 },
      );
    });

    it(`is done with 200,000 marks in disorder`, () => {
      const text = 'e' + '\u0301\u0323'.repeat(100_000);
      assert.equal(normalize(text, form), normalize('e' + '\u0323'.repeat(100_000) + '\u0301'.repeat(100_000), form));
    });
  }
});
