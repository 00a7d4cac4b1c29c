import assert from 'node:assert/strict';
import fc from 'fast-check';
import { senses } from '../../../../generated/senses';
import { decodeBase64, decodeByHand, encodeBase64 } from '../../../../src/core/base/base64';
import { nodeBase64 } from '../../../../src/host/node/base64';

describe('base64', () => {
  for (const [name, decode] of Object.entries({ decodeBase64, decodeByHand, nodeBase64 })) {
    it(`${name} gives the bytes that were encoded, in a buffer of their own`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
          const decoded = decode(encodeBase64(bytes));
          assert.deepEqual(Array.from(decoded), Array.from(bytes));
          assert.deepEqual([decoded.byteOffset, decoded.buffer.byteLength], [0, bytes.length]);
        }),
      );
    });
  }

  it('is what Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        assert.equal(encodeBase64(bytes), Buffer.from(bytes).toString('base64'));
      }),
    );
  });

  it('of the tables of the sense is read alike by a host that has something for it and by one that has nothing', () => {
    assert.ok(Buffer.from(nodeBase64(senses.numbers)).equals(decodeByHand(senses.numbers)));
  });
});
