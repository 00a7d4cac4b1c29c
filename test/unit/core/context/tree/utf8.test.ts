import assert from 'node:assert/strict';
import fc from 'fast-check';
import { utf8Length } from '../../../../../src/core/context/tree/utf8';
import { tries } from '../../../../support/tries';

describe('the length of a text in UTF-8', () => {
  it('is that of its bytes, halves of pairs included @deep', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 600 });
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      units.map((codes) => String.fromCharCode(...codes)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = new TextEncoder().encode(text).length;
        assert.equal(utf8Length(text), bytes);
        // Long texts are remembered.
        assert.equal(utf8Length(text.repeat(3)), new TextEncoder().encode(text.repeat(3)).length);
        assert.equal(utf8Length(text.repeat(3)), utf8Length(text.repeat(3)));
      }),
      tries(200),
    );
  });
});
