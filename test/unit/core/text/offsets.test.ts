import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineOfOffset, countUpTo } from '../../../../src/core/text/offsets';

describe('the line of an offset', () => {
  it('is told for offsets in order, whatever the lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n'), maxLength: 30 }), (text) => {
        const at = new LineOfOffset(text);
        let before = 0;
        for (let offset = 0; offset <= text.length; offset++) {
          const lines = text.slice(0, offset).split('\n');
          const isOther = at.moveTo(offset);
          assert.equal(isOther, lines.length - 1 !== before);
          before = lines.length - 1;
          const start = offset - lines.at(-1)!.length;
          assert.deepEqual([at.line, at.start, at.end], [before, start, `${text}\n`.indexOf('\n', start)]);
        }
      }),
    );
  });
});

describe('countUpTo', () => {
  it('counts what is no greater than a limit in a sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.integer({ min: -1, max: 10 }), (numbers, limit) => {
        const sorted = numbers.toSorted((a, b) => a - b);
        assert.equal(
          countUpTo(sorted, (each) => each, limit),
          numbers.filter((each) => each <= limit).length,
        );
      }),
    );
  });
});
