import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differingRanges } from '../../../../../src/core/tokens/shown/differingRanges';
import type { Span } from '../../../../../src/core/text/span';

/** The pieces of a text that is cut at `|`. */
function cut(marked: string): Span[] {
  let start = 0;
  return marked.split('|').map((piece) => {
    const range = { start, end: start + piece.length };
    start = range.end;
    return range;
  });
}

const found = (left: string, right: string): string[] => {
  const text = left.replaceAll('|', '');
  return differingRanges(cut(left), cut(right)).map(({ start, end }) => text.slice(start, end));
};

describe('differingRanges', () => {
  it('is empty where both cut alike', () => assert.deepEqual(found('un|believ|able', 'un|believ|able'), []));

  it('reaches from the last cut of both to the next one', () => {
    assert.deepEqual(found('a|bc|d|ef|g', 'a|b|cd|ef|g'), ['bcd']);
    assert.deepEqual(found('abc|de|f', 'a|bc|d|e|f'), ['abc', 'de']);
  });

  it('sees a cut that only one has', () => assert.deepEqual(found('ab|c', 'ab|c'.replace('ab', 'a|b')), ['ab']));

  it('says nothing beyond what is known of both', () => {
    assert.deepEqual(differingRanges(cut('ab|cd'), []), []);
    assert.deepEqual(differingRanges(cut('a|b|c|d'), cut('ab')), [{ start: 0, end: 2 }]);
  });

  it('leaves out exactly the pieces that both have', () => {
    const cuts = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 });
    const pieces = (flags: readonly boolean[]) =>
      cut(flags.map((isCut, at) => (isCut && at > 0 ? '|x' : 'x')).join(''));
    fc.assert(
      fc.property(cuts, cuts, (a, b) => {
        const [left, right] = [pieces(a), pieces(b)];
        const same = left.filter((one) => right.some(({ start, end }) => start === one.start && end === one.end));
        const isCovered = Array.from({ length: 30 }, (_, at) =>
          [...same, ...differingRanges(left, right)].filter(({ start, end }) => start <= at && at < end),
        );
        assert.ok(isCovered.every((ranges) => ranges.length === 1));
      }),
    );
  });
});
