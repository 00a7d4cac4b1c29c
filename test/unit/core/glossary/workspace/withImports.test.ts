import assert from 'node:assert/strict';
import { withImports } from '../../../../../src/core/glossary/workspace/withImports';

describe('the glossaries that hold for a file', () => {
  const held = async (
    nearest: readonly string[],
    importsOf: (file: string) => readonly string[],
  ): Promise<string[]> => {
    const found = await withImports(
      nearest,
      (file) => `file:///${file}`,
      (file) => Promise.resolve({ name: file, imports: importsOf(file) }),
    );
    return found.map(({ read, from }) => `${read.name} by ${from}`);
  };
  const imports = (table: Record<string, readonly string[]>) => (file: string) => table[file] ?? [];

  it('are those of its folders, the nearest first, each with its imports behind it and who led to them', async () => {
    const table = imports({ near: ['a', 'b'], a: ['c'], far: ['d'] });
    assert.deepEqual(await held(['near', 'far'], table), [
      ...['near by near', 'a by near', 'c by near', 'b by near'],
      ...['far by far', 'd by far'],
    ]);
  });

  it('are read once each, also where imports go in a circle or two name one', async () => {
    const table = imports({ near: ['a', 'a'], a: ['near', 'a', 'far'], far: ['a'] });
    assert.deepEqual(await held(['near', 'far'], table), ['near by near', 'a by near', 'far by near']);
  });

  it('are no more than 101, however long imports go on', async () => {
    assert.equal((await held(['0'], (file) => [String(Number(file) + 1)])).length, 101);
  });
});
