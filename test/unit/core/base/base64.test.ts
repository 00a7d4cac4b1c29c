import assert from 'node:assert/strict';
import { base64Length, base64Pieces, bytesOfBase64, decodedBase64 } from '../../../../src/core/base/base64';
import { atOnce } from '../../../../src/core/base/work';

const joined = (bytes: Uint8Array): string => Buffer.concat([...base64Pieces(bytes)]).toString('ascii');

describe('base64 of bytes', () => {
  it('is what Node makes of them, whatever their number, and over the ends of its pieces', () => {
    const sizes = [0, 1, 2, 3, 4, 5, 49_151, 49_152, 49_153, 49_154, 200_000];
    for (const size of sizes) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8)) & 255);
      assert.equal(joined(bytes), Buffer.from(bytes).toString('base64'), String(size));
      assert.equal(base64Length(size), joined(bytes).length);
      assert.ok(bytesOfBase64(base64Length(size)) - size <= 2);
    }
  });
});

describe('bytes of base64', () => {
  const bytesOf = (text: string): Uint8Array | undefined => atOnce(decodedBase64(text));

  it('are those that it was made of, also over the ends of its pieces, with blanks in it and without its padding', () => {
    for (const size of [0, 1, 2, 3, 36_863, 36_864, 36_865, 200_000]) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8)) & 255);
      const text = joined(bytes);
      for (const each of [text, text.replaceAll('=', ''), text.replace(/.{76}/g, '$&\r\n'), `${text}\n`]) {
        assert.deepEqual(bytesOf(each), bytes, String(size));
      }
    }
  });

  it('are none where it is damaged', () => {
    for (const text of ['A', 'AAAAA', 'AA-_', 'AA=A', 'AAA==', '=', 'a b*c', `${'AAAA'.repeat(20_000)}=AAA`]) {
      assert.equal(bytesOf(text), undefined, text.slice(0, 10));
    }
  });
});
