import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { sliceLines } from '../../../src/core/tokens/slices';
import type { LineSource, SliceSize } from '../../../src/core/tokens/slices';
import { encodings, truth } from './counting';

/** A text as an editor gives it: by lines, of which each but the last ends with its line break. */
function linesOf(text: string): LineSource {
  const lines = text.split(/(?<=\n)/);
  if (text.endsWith('\n')) lines.push('');
  return {
    lineCount: lines.length,
    text: (from, to) => lines.slice(from, to).join(''),
    firstCharacter: (line) => (lines[line] ?? '').replace(/\r?\n$/, '').charAt(0),
  };
}

const small: SliceSize = { units: 1, lines: 1 };
const slices = (text: string, size?: SliceSize): string[] => [...sliceLines(linesOf(text), size)];

describe('sliceLines', () => {
  it('gives nothing of an empty document', () => assert.deepEqual(slices(''), []));

  it('cuts before a line that starts with neither a blank nor a slash', () => {
    const text = 'a\n\n  b\n/c\nd\n\te\r\nf\r\n\r\n(g\n';
    assert.deepEqual(slices(text, small), ['a\n\n  b\n/c\n', 'd\n\te\r\n', 'f\r\n\r\n', '(g\n']);
  });

  it('keeps a document in which no cut is exact in one piece', () => {
    assert.deepEqual(slices(' a\n b\n/c\n', small), [' a\n b\n/c\n']);
  });

  it('reads as many lines at once, and fills a slice up to its size', () => {
    assert.deepEqual(slices('a\nb\nc\nd\ne', { units: 1, lines: 2 }), ['a\nb\n', 'c\nd\n', 'e']);
    assert.deepEqual(slices('a\nb\nc\nd\ne', { units: 5, lines: 1 }), ['a\nb\nc\n', 'd\ne']);
  });

  it('cuts a large document into slices of some hundred kilobytes', () => {
    const text = 'A line of a large document.\n'.repeat(50_000);
    const parts = slices(text);
    assert.equal(parts.join(''), text);
    assert.ok(parts.length >= 4, `${parts.length} slices`);
    for (const part of parts) assert.ok(part.length < 400_000, `${part.length} code units`);
  });

  it('calls for no text that it does not give', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r\n', '/') }), (text) => {
        assert.equal(slices(text, small).join(''), text);
      }),
    );
  });
});

for (const encoding of encodings) {
  describe(`the slices of a text, counted in ${encoding}`, () => {
    const sum = (text: string): number =>
      slices(text, small).reduce((tokens, slice) => tokens + truth(encoding, slice), 0);

    for (const file of [
      'samples/foundation-models.md',
      'src/core/chat/presets.ts',
      'samples/ask_model.py',
      'data/families.yml',
      'package.json',
    ]) {
      it(`add up to the count of ${file}`, () => {
        const text = readFileSync(file, 'utf8');
        assert.ok(file === 'package.json' || slices(text, small).length > 5);
        assert.equal(sum(text), truth(encoding, text));
        const crlf = text.replace(/\n/g, '\r\n');
        assert.equal(sum(crlf), truth(encoding, crlf));
      });
    }

    it('add up to the count of the whole, whatever the lines', () => {
      const piece = fc.oneof(
        fc.constantFrom(
          '',
          ' ',
          '  ',
          '\t',
          '/',
          '//',
          '(',
          ');',
          "'s",
          "'S",
          'a',
          'Word',
          '12',
          '3456',
          '中',
          '\u0301',
        ),
        fc.constantFrom(
          '\u00a0',
          '\ufeff',
          '\u2028',
          '😀',
          '\ud800',
          '\udc00',
          '-',
          '*',
          '#',
          '<|endoftext|>',
          'ſ',
          'ʰ',
        ),
        fc.string({ maxLength: 3 }).map((text) => text.replace(/[\r\n]/g, '')),
      );
      const line = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
      const text = fc
        .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }), line)
        .map(([lines, last]) => lines.map(([content, end]) => content + end).join('') + last);
      let cuts = 0;
      fc.assert(
        fc.property(text, (whole) => {
          cuts += slices(whole, small).length - 1;
          assert.equal(sum(whole), truth(encoding, whole));
        }),
        { numRuns: 1_000 },
      );
      assert.ok(cuts > 500, `only ${cuts} cuts`);
    }).timeout(30_000);
  });
}
