import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shownBytes, visibleControls } from '../../../../src/core/lab/tokenNames';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the bytes of a token', () => {
  it('are shown with signs for what cannot be seen', () => {
    assert.equal(shownBytes(bytes(' a\tb\r\n')), '·a→b␍↵');
  });
  it('are shown with signs for control characters', () => {
    assert.equal(shownBytes(bytes('\x1b[31m\0\f\x7f')), '␛[31m␀␌␡');
  });
  it('are shown in hexadecimal where they are a part of a character', () => {
    assert.equal(shownBytes(bytes('é').slice(0, 1)), '<c3>');
  });
  it('are shown as the character that they make together, the mark of a file at its start too', () => {
    assert.equal(shownBytes(bytes('é')), 'é');
    assert.equal(shownBytes(bytes('\ufeff')), '\ufeff');
  });
});

describe('a text for XML', () => {
  it('has nothing in it that XML cannot hold, and all else as it was', () => {
    // https://www.w3.org/TR/xml/#charsets
    const isChar = (point: number): boolean =>
      [0x9, 0xa, 0xd].includes(point) ||
      (point >= 0x20 && point <= 0xd7ff) ||
      (point >= 0xe000 && point <= 0xfffd) ||
      (point >= 0x10000 && point <= 0x10ffff);
    const anyUnits = fc.array(fc.oneof(fc.nat(0xffff), fc.nat(0x20)));
    fc.assert(
      fc.property(anyUnits, (units) => {
        const text = String.fromCharCode(...units);
        const shown = Array.from(visibleControls(text));
        for (const [i, char] of Array.from(text).entries()) {
          assert.ok(isChar(shown[i]!.codePointAt(0)!));
          if (isChar(char.codePointAt(0)!) && char !== '\x7f') assert.equal(shown[i], char);
        }
      }),
    );
  });
});
