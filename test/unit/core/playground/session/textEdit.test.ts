import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxTextLength } from '../../../../../src/core/chat/messages/chatTypes';
import { TextInPieces, editBetween, edited, mergedEdits } from '../../../../../src/core/playground/session/textEdit';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '😁'), maxLength: 8 });
/** A long text with something in the middle of it. */
const longText = fc
  .tuple(text, fc.constantFrom(0, 65_535, 70_000))
  .map(([some, n]) => 'a'.repeat(n) + some + 'a'.repeat(n));

describe('an edit of a text', () => {
  it('makes the one of the other', () => {
    fc.assert(
      fc.property(longText, longText, (before, after) => {
        assert.equal(edited(before, editBetween(before, after)), after);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('holds no more than what changed', () => {
    const before = 'x'.repeat(1_000_000);
    const after = `${before.slice(0, 700_000)}y${before.slice(700_001)}`;
    assert.deepEqual(editBetween(before, after), { at: 700_000, removed: 1, text: 'y' });
    assert.deepEqual(editBetween('aa', 'aaa'), { at: 2, removed: 0, text: 'a' });
    assert.deepEqual(editBetween('same', 'same'), { at: 4, removed: 0, text: '' });
  });

  it('is one with the edit after it, where no text lies between them', () => {
    const edit = fc.record({ at: fc.nat(8), removed: fc.nat(4), text });
    let merged = 0;
    fc.assert(
      fc.property(text, edit, edit, (before, earlier, later) => {
        // As they come: within the text that they are edits of.
        const between = edited(before, earlier);
        fc.pre(earlier.at + earlier.removed <= before.length && later.at + later.removed <= between.length);
        const both = mergedEdits(earlier, later);
        if (both === undefined) return;
        merged += 1;
        assert.equal(edited(before, both), edited(between, later));
      }),
      { seed: 1, numRuns: 1_000 },
    );
    assert.ok(merged > 200);
    assert.equal(mergedEdits({ at: 5, removed: 0, text: 'xy' }, { at: 8, removed: 0, text: 'z' }), undefined);
    assert.equal(mergedEdits({ at: 5, removed: 0, text: 'xy' }, { at: 1, removed: 3, text: 'z' }), undefined);
  });

  it('that reaches past the end ends there', () => {
    assert.equal(edited('abc', { at: 2, removed: 9, text: 'X' }), 'abX');
    assert.equal(edited('abc', { at: 9, removed: 9, text: 'X' }), 'abcX');
  });
});

describe('a text in pieces', () => {
  const edit = fc.record({
    at: fc.nat(130_000),
    removed: fc.oneof(fc.nat(5), fc.nat(90_000)),
    text: fc.tuple(text, fc.constantFrom(0, 1, 20_000, 60_000)).map(([some, n]) => some + 'b'.repeat(n)),
  });

  it('is after each edit what the whole text is after it', () => {
    fc.assert(
      fc.property(longText, fc.array(edit, { maxLength: 12 }), (before, edits) => {
        const pieces = new TextInPieces(before);
        let whole = before;
        for (const one of edits) {
          pieces.edit(one);
          whole = edited(whole, one);
          assert.equal(pieces.toString(), whole);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('becomes no longer than a text may be', () => {
    const full = 'a'.repeat(maxTextLength - 1);
    const pieces = new TextInPieces(full);
    const one = { at: 5, removed: 0, text: 'b'.repeat(50_000) };
    pieces.edit(one);
    assert.ok(pieces.toString() === edited(full, one));
  });
});
