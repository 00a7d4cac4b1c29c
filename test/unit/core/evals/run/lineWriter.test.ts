import assert from 'node:assert/strict';
import { LineWriter, lineAt } from '../../../../../src/core/evals/run/lineWriter';
import { FileError } from '../../../../../src/core/files/files';
import { MemoryFiles } from '../../../../fakes/memoryFiles';

/** Files of which one write fails after half of its bytes. */
class FullOnce extends MemoryFiles {
  isFull = false;

  override async append(file: string, bytes: Uint8Array): Promise<number> {
    if (!this.isFull) return super.append(file, bytes);
    this.isFull = false;
    await super.append(file, bytes.subarray(0, bytes.length / 2));
    throw new FileError('full', file, '');
  }
}

describe('lines that are added to a file', () => {
  it('are whole after one that a full disk has cut off', async () => {
    const files = new FullOnce();
    await files.createExclusive('/f', new Uint8Array());
    const writer = new LineWriter(files, '/f');
    await writer.add('first');
    files.isFull = true;
    await assert.rejects(writer.add('lost'), FileError);
    const place = await writer.add('next');
    await writer.add('last');
    const text = new TextDecoder().decode(await files.read('/f'));
    assert.deepEqual(text.split('\n'), ['"first"', '"lo', '"next"', '"last"', '']);
    assert.equal(new TextDecoder().decode(await lineAt(files, '/f', place)), '"next"\n');
  });
});
