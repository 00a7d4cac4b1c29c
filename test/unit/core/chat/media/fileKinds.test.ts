import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { extensionOf, fileEndings, fileTypes, mediaTypeOf } from '../../../../../src/core/chat/media/fileKinds';
import { fileNames } from '../../../../../src/core/chat/media/fileNames';
import { imageSize } from '../../../../../src/core/chat/media/imageSize';
import { pdfPages } from '../../../../../src/core/chat/media/pdfPages';
import { blobFileName, placeInPath } from '../../../../../src/core/store/blobFiles';
import { atOnce } from '../../../../../src/core/base/work';
import { jpegHeader, pdf, png, pngHeader } from '../../../../support/pictures';

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const webp = (kind: string, rest: string): Uint8Array => bytesOf(`RIFF\x20\0\0\0WEBP${kind}${rest}`.padEnd(40, '\0'));

describe('a file that is to be attached', () => {
  for (const [type, bytes] of [
    ['image/png', png(2, 2)],
    ['image/jpeg', jpegHeader(20, 10)],
    ['image/gif', bytesOf('GIF89a\x02\0\x03\0')],
    ['image/gif', bytesOf('GIF87a\x02\0\x03\0')],
    ['image/webp', webp('VP8 ', '')],
    ['application/pdf', pdf(1)],
    ['application/pdf', bytesOf(`junk before it\n%PDF-1.7`)],
    [undefined, bytesOf('<svg onload="alert(1)"></svg>')],
    [undefined, bytesOf('<html>%PDF')],
    [undefined, bytesOf('\x89PNG')],
    [undefined, new Uint8Array()],
  ] as const) {
    it(`is ${type ?? 'nothing that can be'}, by its first bytes: ${Buffer.from(bytes).toString('latin1').slice(0, 12)}`, () => {
      assert.equal(mediaTypeOf(bytes), type);
    });
  }

  it('is of a type that is known wherever types are named', () => {
    assert.equal(fileNames(sayInEnglish), 'PNG, JPEG, GIF, WebP or PDF');
    const limits = readFileSync('data/schemas/image-limits.schema.json', 'utf8');
    for (const type of fileTypes) assert.ok(limits.includes(`"${type}"`), type);
    for (const type of fileTypes) assert.ok(fileEndings.includes(extensionOf(type)), type);
    assert.equal(extensionOf('text/html'), 'bin');
  });

  it('is found again beside its session by each ending that it may have', () => {
    const blob = '0f'.repeat(32);
    for (const ending of [...fileEndings, 'mp4', 'bin']) {
      const path = `/sessions/one/${blobFileName(blob, ending)}`;
      assert.deepEqual(placeInPath(path), { session: 'one', blob }, path);
    }
  });

  it('has the pixels that its header says, and none where that is cut off', () => {
    assert.deepEqual(imageSize(pngHeader(100_000, 100_000), 'image/png'), { width: 100_000, height: 100_000 });
    assert.deepEqual(imageSize(jpegHeader(640, 480), 'image/jpeg'), { width: 640, height: 480 });
    assert.deepEqual(imageSize(bytesOf('GIF89a\x02\0\x03\x01'), 'image/gif'), { width: 2, height: 259 });
    const lossy = webp('VP8 ', '\0\0\0\0\0\0\0\x9d\x01\x2a\x10\0\x20\0');
    assert.deepEqual(imageSize(lossy, 'image/webp'), { width: 16, height: 32 });
    const lossless = webp('VP8L', '\0\0\0\0\x2f\x0f\xc0\x07\0');
    assert.deepEqual(imageSize(lossless, 'image/webp'), { width: 16, height: 32 });
    const extended = webp('VP8X', '\x0a\0\0\0\0\0\0\0\x0f\0\0\x1f\0\0');
    assert.deepEqual(imageSize(extended, 'image/webp'), { width: 16, height: 32 });
    for (const [bytes, type] of [
      [pngHeader(9, 9).subarray(0, 20), 'image/png'],
      [jpegHeader(9, 9).subarray(0, 14), 'image/jpeg'],
      [bytesOf('\xff\xd8\xff\xe0\0\0'.repeat(500)), 'image/jpeg'],
      [bytesOf('GIF89a'), 'image/gif'],
      [bytesOf('RIFF\0\0\0\0WEBPVP8 '), 'image/webp'],
      [pngHeader(0, 9), 'image/png'],
    ] as const) {
      assert.equal(imageSize(bytes, type), undefined, type);
    }
  });

  it('has the pages that its tree counts, also far into it, and none where that is compressed', () => {
    assert.equal(atOnce(pdfPages(pdf(12))), 12);
    assert.equal(atOnce(pdfPages(pdf(7, 65_500))), 7);
    assert.equal(atOnce(pdfPages(bytesOf('%PDF-1.5\n1 0 obj\n<</Linearized 1/L 900/N 34/T 88>>'))), 34);
    assert.equal(atOnce(pdfPages(bytesOf('%PDF-1.7\n/Type /ObjStm'))), undefined);
  });
});
