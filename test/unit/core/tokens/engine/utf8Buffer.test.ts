import assert from 'node:assert/strict';
import { Utf8Buffer } from '../../../../../src/core/tokens/engine/utf8Buffer';

describe('the buffer of UTF-8', () => {
  it('is used again while it has less than 1 MB, and given back after a large text', () => {
    const buffer = new Utf8Buffer();
    buffer.write('a'.repeat(100_000));
    const { bytes } = buffer;
    buffer.write('a');
    assert.equal(buffer.bytes, bytes);
    buffer.write('a'.repeat(1_000_000));
    assert.ok(buffer.bytes.length > 3_000_000);
    buffer.write('a');
    assert.ok(buffer.bytes.length <= 1 << 20, `${buffer.bytes.length} bytes`);
  });

  it('is used again above 1 MB for texts that are about as large: a fourth of it', () => {
    const buffer = new Utf8Buffer();
    buffer.write('a'.repeat(1_000_000));
    const { bytes } = buffer;
    buffer.write('a'.repeat(300_000));
    assert.equal(buffer.bytes, bytes);
    buffer.write('a'.repeat(200_000));
    assert.notEqual(buffer.bytes, bytes);
  });

  it('holds what is written, three bytes a unit at most', () => {
    const buffer = new Utf8Buffer();
    for (const text of ['中'.repeat(50_000), 'é', '\ud800', '😀'.repeat(1_000)]) {
      const length = buffer.write(text);
      assert.deepEqual(Buffer.from(buffer.bytes.subarray(0, length)), Buffer.from(text));
    }
  });
});
