import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textEncodingOf } from '../../../../src/core/files/binary';
import { FileText } from '../../../../src/core/files/fileText';
import { anyCharacter } from '../../../support/anyCharacter';

const read = (bytes: Uint8Array) => {
  const file = FileText.of(bytes);
  assert.ok(file);
  const pieces = [...file.pieces()];
  return { pieces, text: pieces.join(''), undecodable: file.undecodable, encoding: file.encoding };
};

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('the text of a file', () => {
  it('is what was written, whatever is in it, in any encoding that is told by its bytes', () => {
    const line = fc.string({ unit: anyCharacter, maxLength: 40 }).filter((text) => !/[\0\uFEFF]/.test(text));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 1_500 }),
        (lines, times) => {
          const text = `${lines.join('\n')}\n`.repeat(times);
          assert.equal(read(Buffer.from(text)).text, text);
          assert.equal(read(Buffer.from(`\uFEFF${text}`)).text, text);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is what the platform decodes of bytes that are no text @deep', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), (part) => {
        const bytes = Buffer.concat(Array.from({ length: Math.ceil(300_000 / part.length) }, () => part));
        const file = FileText.of(bytes);
        if (file?.encoding !== 'utf-8') return;
        assert.equal(file.text(), new TextDecoder().decode(bytes));
        assert.equal(file.undecodable, !isValidUtf8(bytes));
      }),
      { numRuns: 40 },
    );
  });

  it('is cut between the characters of UTF-8 and UTF-16, so that every piece of a valid file is valid', () => {
    for (const character of ['a', 'ö', '中', '😀']) {
      for (const before of ['', 'a', 'aa', 'aaa']) {
        const text = before + character.repeat(200_000);
        for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`, 'utf16le'), bigEndian(`\uFEFF${text}`)]) {
          const { pieces, undecodable, text: found } = read(bytes);
          assert.ok(pieces.length > 1);
          assert.ok(pieces.every((piece) => !/\p{Cs}/u.test(piece)));
          assert.equal(found, text);
          assert.equal(undecodable, false);
        }
      }
    }
  });

  it('is decoded in pieces of some hundred kilobytes, one long line too', () => {
    const { pieces } = read(Buffer.alloc(5_000_000, 'a'));
    assert.ok(pieces.length > 20);
    assert.ok(pieces.every((piece) => piece.length <= 256 * 1024));
  });

  it('tells bytes that are no UTF-8 from a U+FFFD that was written', () => {
    assert.equal(read(Buffer.from('größer', 'latin1')).undecodable, true);
    assert.equal(read(Buffer.from('中'.repeat(200_000)).fill(0x80, 300_000, 300_001)).undecodable, true);
    assert.equal(read(Buffer.from('a \uFFFD b')).undecodable, false);
  });

  it('of UTF-16 has no byte order mark, and an odd last byte is no text', () => {
    const text = 'größer 中文 😀\n';
    for (const [encoding, bytes] of [
      ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['utf-16be', bigEndian(`\uFEFF${text}`)],
    ] as const) {
      const { pieces, ...whole } = read(bytes);
      assert.ok(pieces.length > 0);
      assert.deepEqual(whole, { text, undecodable: false, encoding });
      const odd = read(Buffer.concat([bytes, Buffer.from('x')]));
      assert.deepEqual([odd.text, odd.undecodable], [`${text}\uFFFD`, true]);
    }
    const lone = read(Buffer.from(`\uFEFFan honest text with one lone \ud800 surrogate`, 'utf16le'));
    assert.equal(lone.undecodable, true);
    assert.equal(read(Buffer.from(`\uFEFFa written \uFFFD`, 'utf16le')).undecodable, false);
  });
});

describe('what a file is by its bytes', () => {
  it('is binary with a NUL among the first 8,000 bytes, and text with a later one', () => {
    assert.equal(textEncodingOf(Buffer.from('ab\0c')), undefined);
    assert.equal(textEncodingOf(Buffer.from(`${'a'.repeat(7_999)}\0`)), undefined);
    assert.equal(textEncodingOf(Buffer.from(`${'a'.repeat(8_000)}\0`)), 'utf-8');
    assert.equal(textEncodingOf(new Uint8Array()), 'utf-8');
  });

  it('is UTF-16 with FF FE or FE FF in front only where text follows', () => {
    assert.equal(textEncodingOf(Buffer.from('\uFEFFtext', 'utf16le')), 'utf-16le');
    assert.equal(textEncodingOf(bigEndian('\uFEFFtext')), 'utf-16be');
    assert.equal(textEncodingOf(Buffer.from([0xff, 0xfe])), 'utf-16le');
    for (const first of ['þ', 'ÿ']) {
      assert.equal(textEncodingOf(Buffer.from(`${first} is a letter of Latin-1: FE or FF.`, 'latin1')), 'utf-8');
    }
    assert.equal(textEncodingOf(Buffer.from([0xff, 0xfb, 0x90, 0x64])), 'utf-8'); // An MP3 without a NUL: no UTF-16.
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2_000, maxLength: 4_000 }), (random) => {
        for (const mark of [
          [0xff, 0xfe],
          [0xfe, 0xff],
        ]) {
          assert.equal(textEncodingOf(Buffer.from([...mark, ...random])), undefined);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is never UTF-16 where it is UTF-32', () => {
    const utf32 = (text: string) =>
      Buffer.concat(
        Array.from(`\uFEFF${text}`, (character) => {
          const bytes = Buffer.alloc(4);
          bytes.writeUInt32LE(character.codePointAt(0)!);
          return bytes;
        }),
      );
    assert.deepEqual([...utf32('a').subarray(0, 4)], [0xff, 0xfe, 0, 0]);
    assert.equal(textEncodingOf(utf32('text')), undefined);
    assert.equal(textEncodingOf(utf32('中文')), undefined);
    assert.equal(textEncodingOf(Buffer.from(utf32('text')).swap32()), undefined);
  });

  it('is UTF-16 also with an odd character among many, as of an icon font', () => {
    assert.equal(textEncodingOf(Buffer.from('\uFEFFThis is a text with an icon: \uE0A0.', 'utf16le')), 'utf-16le');
    assert.equal(textEncodingOf(bigEndian('\uFEFFLines\r\n\tindented\x1b[0m\r\n')), 'utf-16be');
  });
});

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
