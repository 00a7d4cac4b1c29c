import assert from 'node:assert/strict';
import { base64Length, base64Pieces, bytesOfBase64 } from '../../../../src/core/base/base64';

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
