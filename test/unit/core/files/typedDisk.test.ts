import assert from 'node:assert/strict';
import { NamedFiles } from '../../../../src/core/files/namedFiles';
import { typedDisk } from '../../../../src/core/files/typedDisk';
import { readDotprompt } from '../../../../src/core/prompts/forms/dotprompt';
import { readPartials } from '../../../../src/core/prompts/language/partialFiles';
import { MemoryDisk } from '../../../fakes/memoryDisk';

describe('a disk with files that are not saved', () => {
  const disk = new MemoryDisk({ '/work/_a.prompt': 'saved {{> b}}', '/work/_b.prompt': 'B', '/work/_c.prompt': 'C' });

  it('gives a prompt its partials as they are typed', async () => {
    const typed = typedDisk(disk, (file) => (file === '/work/_a.prompt' ? 'typed {{> c}}' : undefined));
    const partial = await readPartials(readDotprompt('{{> a}}'), '', new NamedFiles(typed, '/work'));
    assert.deepEqual(['a', 'b', 'c'].map(partial), ['typed {{> c}}', undefined, 'C']);
  });

  it('bounds what is typed as it does what is saved', async () => {
    const files = new NamedFiles(
      typedDisk(disk, () => 'é'.repeat(6)),
      '/work',
      { maxBytes: 10, maxTotalBytes: 100, maxFiles: 10 },
    );
    assert.deepEqual(await files.textOf('_b.prompt', ''), { file: '_b.prompt', fault: 'tooLarge' });
  });
});
