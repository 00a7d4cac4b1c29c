import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textEncodingOf } from '../../../../src/core/tokens/folder/binary';
import { decodeSlices } from '../../../../src/core/tokens/folder/decodeSlices';
import { engine } from '../engines';

const slicesOf = (bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be' = 'utf-8') =>
  [...decodeSlices(bytes, encoding)].filter((slice) => slice !== undefined);

const joined = (bytes: Uint8Array, encoding?: 'utf-8' | 'utf-16le' | 'utf-16be') =>
  slicesOf(bytes, encoding)
    .map(({ text }) => text)
    .join('');

describe('decoding a file in slices', () => {
  it('gives back the text, whatever is in it', () => {
    const line = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 1_500 }),
        (lines, times) => {
          const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`.repeat(times));
          assert.equal(joined(bytes), new TextDecoder().decode(bytes));
        },
      ),
      { numRuns: 40 },
    );
  }).timeout(20_000);

  it('counts in slices what the whole text counts', () => {
    const encoder = engine('o200k_base');
    const text = 'export const a = 1;\n\n    // indented\n/ slash\n\tconst b = `x`;\r\n'.repeat(14_000);
    const slices = slicesOf(new TextEncoder().encode(text));
    assert.ok(slices.length > 2, `${slices.length} slices`);
    const sum = slices.reduce((tokens, slice) => tokens + encoder.count(slice.text), 0);
    assert.equal(sum, encoder.count(text));
    assert.ok(slices.every(({ roughEnd }) => !roughEnd));
  });

  it('says where one line of several megabytes was cut anywhere', () => {
    const slices = slicesOf(new TextEncoder().encode('a'.repeat(9 * 1024 * 1024)));
    assert.deepEqual(
      slices.map(({ roughEnd }) => roughEnd),
      [true, true, false],
    );
  });

  it('reads UTF-16 of both byte orders by the byte order mark, and drops the mark', () => {
    const text = 'größer 中文 😀\n';
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    assert.equal(textEncodingOf(little), 'utf-16le');
    assert.equal(textEncodingOf(big), 'utf-16be');
    assert.equal(joined(little, 'utf-16le'), text);
    assert.equal(joined(big, 'utf-16be'), text);
    assert.equal(joined(Buffer.from(`\uFEFF${text}`)), text);
  });

  it('takes a NUL among the first bytes for a binary file, and a later one for text', () => {
    assert.equal(textEncodingOf(Buffer.from('ab\0c')), undefined);
    assert.equal(textEncodingOf(Buffer.from(`${'a'.repeat(8_000)}\0`)), 'utf-8');
    assert.equal(textEncodingOf(new Uint8Array()), 'utf-8');
  });
});
