import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listReader } from '../../../../../src/core/chat/providerCounting/countReader';

const countOf = (pieces: readonly string[]): number | undefined => {
  const reader = listReader();
  for (const piece of pieces) reader.feed(piece);
  return reader.end();
};

describe('the reader of token lists', () => {
  it('counts as JSON.parse does, wherever the text is cut', () => {
    const list = fc.array(fc.nat(), { maxLength: 30 });
    fc.assert(
      fc.property(list, fc.constantFrom(undefined, 1), fc.array(fc.nat(), { maxLength: 5 }), (tokens, space, cuts) => {
        const text = JSON.stringify({ tokens }, undefined, space);
        const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((to, i) => text.slice(at[i], to));
        assert.equal(countOf(pieces), tokens.length);
      }),
    );
  });

  it('counts nothing in what is no such list', () => {
    for (const text of [
      '',
      '[1,2]',
      '{"tokens":[1,2]',
      '{"tokens":[1,,2]}',
      '{"tokens":[,1]}',
      '{"tokens":[1,]}',
      '{"tokens":[1 2]}',
      '{"tokens":[-1]}',
      '{"tokens":["1"]}',
      '{"tokens":[{"id":1}]}',
      '{"tokens":[1]}<script>',
    ]) {
      assert.equal(countOf([text]), undefined, text);
    }
  });
});
