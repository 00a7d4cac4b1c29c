import fc from 'fast-check';
import assert from 'node:assert/strict';
import { ENCODING_NAMES } from '../../../../../src/core/catalog/encodingName';
import { tokenSpans } from '../../../../../src/core/tokens/document/tokenSpans';
import { engine } from '../../../../support/engines';
import { EDGE_CASES, hostileText } from '../../../../support/texts';

for (const name of ENCODING_NAMES) {
  describe(`the places of tokens in ${name}`, () => {
    const check = (text: string): void => {
      const encoding = engine(name);
      const spans = tokenSpans(encoding, text);
      assert.deepEqual(
        spans.map(({ id }) => id),
        Array.from(encoding.encode(text)),
      );
      let covered = 0;
      for (const { start, end } of spans) {
        assert.ok(start <= covered && end >= start, `${start} to ${end} after ${covered}`);
        covered = Math.max(covered, end);
      }
      assert.equal(covered, text.length);
    };

    it('cover named edge cases without a gap', () => {
      for (const text of Object.values(EDGE_CASES)) check(text);
    });

    it('cover hostile strings without a gap', () => {
      fc.assert(fc.property(hostileText, check), { numRuns: 300 });
    });
  });
}

describe('the place of a token', () => {
  it('is that of its characters', () => {
    const text = 'hello wörld';
    const texts = tokenSpans(engine('o200k_base'), text).map(({ start, end }) => text.slice(start, end));
    assert.equal(texts.join(''), text);
    assert.equal(texts[0], 'hello');
  });

  it('is the whole character for each token of a character that takes several', () => {
    const spans = tokenSpans(engine('o200k_base'), 'a\u{1fac8}b').slice(1, -1);
    assert.ok(spans.length > 1);
    for (const { start, end } of spans) assert.deepEqual([start, end], [1, 3]);
  });
});
