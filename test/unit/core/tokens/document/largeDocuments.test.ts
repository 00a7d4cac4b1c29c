import assert from 'node:assert/strict';
import { DocumentCount } from '../../../../../src/core/tokens/document/documentCount';
import { SelectionCount } from '../../../../../src/core/tokens/document/selectionCount';
import { NO_LIMIT, unitSlice } from '../../../../../src/core/tokens/engine/slice';
import { edit } from '../../../../support/edits';
import { engine } from '../../../../support/engines';

const line = 'const total = items.map((item) => item.price * 2).reduce((a, b) => a + b, 0);\n';

function settled(text: string): DocumentCount {
  const document = new DocumentCount(engine('o200k_base'), text);
  document.step(NO_LIMIT);
  return document;
}

describe('a large document', () => {
  it('has an estimate at once and the exact count after some slices', () => {
    const text = line.repeat(5000);
    const document = new DocumentCount(engine('o200k_base'), text);
    const exact = engine('o200k_base').count(text);
    assert.equal(document.tally.exact, false);
    assert.ok(Math.abs(document.tally.tokens - exact) < exact * 0.1, `${document.tally.tokens} for ${exact}`);
    let slices = 1;
    while (!document.step(unitSlice(20_000))) slices++;
    assert.ok(slices > 5, `${slices} slices`);
    assert.deepEqual(document.tally, { tokens: exact, exact: true });
  });

  it('is exact after an edit far from what is not counted yet', () => {
    const text = line.repeat(5000);
    const document = new DocumentCount(engine('o200k_base'), text);
    edit(document, text.length / 2, 0, 'a new word ');
    edit(document, 10, 3, '');
    document.step(NO_LIMIT);
    assert.deepEqual(document.tally, { tokens: engine('o200k_base').count(document.chunks.text()), exact: true });
  });

  it('recounts only the words around a change', () => {
    const document = settled(line.repeat(5000));
    let counted = 0;
    const { encoding } = document;
    const count = encoding.count.bind(encoding);
    encoding.count = (text, atStart) => {
      counted += text.length;
      return count(text, atStart);
    };
    try {
      edit(document, 200_000, 0, 'x');
    } finally {
      encoding.count = count;
    }
    assert.ok(document.tally.exact);
    assert.ok(counted > 0 && counted < 100, `${counted} units counted`);
  });

  it('takes ten thousand cursors as one event and leaves most of the work to slices', () => {
    const text = line.repeat(10_000);
    const document = settled(text);
    const changes = Array.from({ length: 10_000 }, (_, index) => ({
      rangeOffset: (9999 - index) * line.length + 6,
      rangeLength: 0,
      text: 'x',
    }));
    assert.equal(document.applyChanges(changes).exact, false);
    document.step(NO_LIMIT);
    const expected = engine('o200k_base').count(line.replace('const ', 'const x').repeat(10_000));
    assert.deepEqual(document.tally, { tokens: expected, exact: true });
  });

  it('rewrites an unbroken run once for a thousand cursors in it @deep', () => {
    const document = settled('a'.repeat(100_000));
    const changes = Array.from({ length: 1000 }, (_, index) => ({
      rangeOffset: (999 - index) * 100,
      rangeLength: 1,
      text: 'bc',
    }));
    document.applyChanges(changes);
    document.step(NO_LIMIT);
    const text = `bc${'a'.repeat(99)}`.repeat(1000);
    assert.equal(document.chunks.text(), text);
    assert.deepEqual(document.tally, { tokens: engine('o200k_base').count(text), exact: true });
  });

  it('estimates an unbroken run again after an edit in it, until it is counted', () => {
    const document = settled('ab'.repeat(100_000));
    assert.equal(edit(document, 50_000, 0, 'x').exact, false);
    document.step(NO_LIMIT);
    assert.deepEqual(document.tally, { tokens: engine('o200k_base').count(document.chunks.text()), exact: true });
  });

  it('keeps few chunks when most of every line is deleted', () => {
    const document = settled(line.repeat(5000));
    const { chunks } = document;
    const count = (): number => 1 + chunks.locate(chunks.units).index;
    const before = count();
    for (let row = 4999; row >= 0; row--) edit(document, row * line.length, line.length - 4, '');
    assert.equal(chunks.text(), '0);\n'.repeat(5000));
    assert.ok(before > 100 && count() < before / 5, `${count()} of ${before} chunks`);
    assert.equal(document.tally.tokens, engine('o200k_base').count(chunks.text()));
  });

  it('counts exactly when nearly all is deleted', () => {
    const document = settled(line.repeat(5000));
    for (let left = document.chunks.units; left > 1000; left = document.chunks.units) {
      edit(document, Math.floor(left / 3), Math.min(300, left), '');
    }
    assert.equal(document.tally.tokens, engine('o200k_base').count(document.chunks.text()));
    assert.equal(edit(document, 0, document.chunks.units, '').tokens, 0);
    assert.equal(edit(document, 0, 0, 'hello').tokens, 1);
  });

  it('refuses a change outside the text', () => {
    const document = settled('hello');
    assert.throws(() => edit(document, 3, 3, ''), RangeError);
    assert.throws(() => edit(document, -1, 0, ''), RangeError);
  });

  it('calls a selection stale once the text has changed', () => {
    const document = settled(line.repeat(100));
    const selection = new SelectionCount(document, [{ start: 0, end: 500 }]);
    edit(document, 0, 0, 'x');
    assert.equal(selection.isStale, true);
    assert.equal(selection.step(NO_LIMIT), false);
    assert.equal(selection.tally.exact, false);
  });
});
