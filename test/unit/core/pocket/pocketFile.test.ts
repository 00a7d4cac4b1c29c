import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { PocketFileError, readPocketFile } from '../../../../src/core/pocket/pocketFile';
import { loadPocket } from '../../../../src/core/pocket/pocketModel';
import { pocketBytes, pocketModel, turnOfLoop } from '../../../support/pocket';

interface Head {
  readonly shape: Record<string, number>;
  readonly vocabulary: { at: number; bytes: number };
  readonly tensors: Record<string, { rows: number; columns: number; at: number; scalesAt?: number }>;
}

const headerBytes = 16;

/** The file that ships with another head, and with the checksum of that: only the head is wrong. */
function withHead(change: (head: Head) => void): Uint8Array {
  const bytes = Buffer.from(pocketBytes());
  const length = bytes.readUInt32LE(8);
  const head = JSON.parse(bytes.toString('utf8', headerBytes, headerBytes + length)) as Head;
  change(head);
  const json = JSON.stringify(head);
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 4) * 4));
  const file = Buffer.concat([bytes.subarray(0, headerBytes), text, bytes.subarray(headerBytes + length)]);
  file.writeUInt32LE(text.length, 8);
  let checksum = 0x811c9dc5;
  for (let at = headerBytes; at < file.length; at += 4)
    checksum = Math.imul(checksum ^ file.readUInt32LE(at), 0x01000193) >>> 0;
  file.writeUInt32LE(checksum, 12);
  return file;
}

describe('the file of the built-in model', () => {
  it('is read with another head where that fits', async () => {
    const { network } = await loadPocket(
      withHead(({ shape }) => (shape['ropeBase'] = 20_000)),
      turnOfLoop,
    );
    assert.equal(network.shape.ropeBase, 20_000);
  });

  for (const [what, change] of [
    ['a tensor of other rows', ({ tensors }) => (tensors['layers.0.up']!.rows -= 4)],
    ['a tensor of other columns', ({ tensors }) => (tensors['norm']!.columns -= 4)],
    ['a tensor too few', ({ tensors }) => delete tensors['norm']],
    ['a tensor that stands behind its end', ({ tensors }) => (tensors['norm']!.at += 1 << 24)],
    ['a vocabulary that reaches beyond its end', ({ vocabulary }) => (vocabulary.bytes = 1 << 24)],
    ['a layer too many', ({ shape }) => (shape['layers']! += 1)],
  ] as const satisfies readonly (readonly [string, (head: Head) => unknown])[]) {
    it(`is refused with ${what}, and says how to mend it`, async () => {
      await assert.rejects(loadPocket(withHead(change), turnOfLoop), (error: unknown) => {
        assert.ok(error instanceof PocketFileError, String(error));
        assert.match(error.message, /built-in model .*Install the extension again\.$/);
        return true;
      });
    });
  }

  for (const [what, change] of [
    ['heads that its width cannot be shared among', { heads: 5, kvHeads: 1 }],
    ['heads whose size is no multiple of four', { heads: 32, kvHeads: 2 }],
    ['heads in groups of different sizes', { heads: 6, kvHeads: 4 }],
  ] as const) {
    it(`is refused with ${what}, before any weights are unpacked`, () => {
      const file = withHead(({ shape }) => Object.assign(shape, change));
      assert.throws(() => atOnce(readPocketFile(file)), PocketFileError);
    });
  }

  it('is read where it stands at any place in memory', async () => {
    const bytes = pocketBytes();
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    const { network } = await loadPocket(shifted.subarray(1), turnOfLoop);
    assert.deepEqual(network.norm, (await pocketModel()).network.norm);
  });
});
