import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { textEncodingOf } from '../../../../src/core/tokens/folder/binary';
import { decodePieces } from '../../../../src/core/tokens/folder/decodePieces';

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const piecesOf = (bytes: Uint8Array, encoding: TextEncoding = 'utf-8') => [...decodePieces(bytes, encoding)];

const joined = (bytes: Uint8Array, encoding?: TextEncoding) =>
  piecesOf(bytes, encoding)
    .map(({ text }) => text)
    .join('');

describe('decoding a file in pieces', () => {
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

  it('gives back what is decoded of bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), (part) => {
        const bytes = Buffer.concat(Array.from({ length: Math.ceil(300_000 / part.length) }, () => part));
        assert.equal(joined(bytes), new TextDecoder().decode(bytes));
      }),
      { numRuns: 40 },
    );
  }).timeout(20_000);

  it('cuts between the characters of UTF-8, so that every piece of a valid file is valid', () => {
    for (const character of ['a', 'ö', '中', '😀']) {
      for (const before of ['', 'a', 'aa', 'aaa']) {
        const bytes = Buffer.from(before + character.repeat(200_000));
        const pieces = piecesOf(bytes);
        assert.ok(pieces.length > 1);
        assert.ok(pieces.every((piece) => isUtf8(piece.bytes)));
        assert.deepEqual(Buffer.concat(pieces.map((piece) => piece.bytes)), bytes);
      }
    }
    const broken = Buffer.from('中'.repeat(200_000)).fill(0x80, 300_000, 300_001);
    assert.deepEqual(
      piecesOf(broken).map((piece) => isUtf8(piece.bytes)),
      [true, true, false, true, true],
    );
  });

  it('decodes a long file in pieces of some hundred kilobytes, one line too', () => {
    const pieces = piecesOf(Buffer.alloc(5_000_000, 'a'));
    assert.ok(pieces.length > 20);
    assert.ok(pieces.every(({ text }) => text.length <= 256 * 1024));
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
