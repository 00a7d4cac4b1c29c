import assert from 'node:assert/strict';
import fc from 'fast-check';
import { colourCount, colourSpans, shiftSpans } from '../../../../../src/core/tokens/shown/spanColours';
import type { ColouredSpan } from '../../../../../src/core/tokens/shown/spanColours';

const tile = (lengths: readonly number[], from = 0) =>
  lengths.map((length) => ({ start: from, end: (from += length) }));

function assertNeighboursDiffer(spans: readonly ColouredSpan[]): void {
  for (const [index, { colour }] of spans.entries()) {
    assert.ok(colour >= 0 && colour < colourCount);
    assert.notEqual(colour, spans[index - 1]?.colour);
  }
}

const lengths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 60 });

describe('the colours of tokens', () => {
  it('take turns', () => {
    const colours = colourSpans(tile([1, 2, 3, 1, 1, 1, 2]), []).map(({ colour }) => colour);
    assert.deepEqual(colours, [0, 1, 2, 3, 4, 0, 1]);
  });

  it('stay what they were when the view moves', () => {
    const all = tile(Array.from({ length: 100 }, (_, index) => 1 + (index % 3)));
    const before = colourSpans(all.slice(30, 60), []);
    for (const [from, to] of [
      [10, 50],
      [45, 90],
      [0, 100],
    ] as const) {
      const after = colourSpans(all.slice(from, to), before);
      assertNeighboursDiffer(after);
      const shared = before.filter(({ start }) => after.some((span) => span.start === start));
      const colourAt = new Map(after.map(({ start, colour }) => [start, colour]));
      const changed = shared.filter(({ start, colour }) => colourAt.get(start) !== colour);
      // Where the old view begins, one token may have to give way to its new neighbour.
      assert.ok(changed.length <= 1, `${changed.length} tokens changed colour`);
    }
  });

  it('never meet, whatever was there before', () => {
    const old = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 4 }), fc.nat(colourCount - 1)));
    fc.assert(
      fc.property(lengths, old, (now, before) => {
        const earlier = before.map(([start, length, colour]) => ({ start, end: start + length, colour }));
        assertNeighboursDiffer(colourSpans(tile(now), earlier));
      }),
      { numRuns: 2_000 },
    );
  });

  it('move with the text that an edit moves', () => {
    const spans = colourSpans(tile([2, 2, 2, 2]), []);
    const starts = (edit: Parameters<typeof shiftSpans>[1]) => shiftSpans(spans, edit).map(({ start }) => start);
    assert.deepEqual(starts({ rangeOffset: 4, rangeLength: 0, text: 'abc' }), [0, 2, 7, 9]);
    assert.deepEqual(starts({ rangeOffset: 3, rangeLength: 0, text: 'x' }), [0, 5, 7]);
    assert.deepEqual(starts({ rangeOffset: 2, rangeLength: 2, text: '' }), [0, 2, 4]);
    assert.deepEqual(starts({ rangeOffset: 0, rangeLength: 8, text: '' }), []);
  });

  it('of what an edit does not touch stay', () => {
    const before = colourSpans(tile([2, 2, 2, 2, 2, 2, 2, 2]), []);
    const shifted = shiftSpans(before, { rangeOffset: 6, rangeLength: 2, text: 'hello' });
    const after = colourSpans(tile([2, 2, 2, 3, 2, 2, 2, 2, 2]), shifted);
    assertNeighboursDiffer(after);
    assert.deepEqual(
      after.slice(0, 3).map(({ colour }) => colour),
      before.slice(0, 3).map(({ colour }) => colour),
    );
    assert.deepEqual(
      after.slice(-4).map(({ colour }) => colour),
      before.slice(-4).map(({ colour }) => colour),
    );
  });
});
