import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WorkspaceGlossaries } from '../../../../../src/core/glossary/workspace/workspaceGlossaries';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import type { ReadGlossary } from '../../../../../src/core/glossary/workspace/workspaceGlossaries';
import { indexGlossary } from '../../../../../src/core/glossary/find/indexGlossary';
import { createGlossary } from '../../../../../src/core/glossary/sense/createGlossary';
import { senses } from '../../../../support/senses';

const builtInGlossary = createGlossary(indexGlossary([]), senses);

type Read = ReadGlossary<string>;

/** Glossaries that hold where their pattern says, by the names of their files. */
function glossaries(importsOf: (file: string) => readonly string[], paths = '') {
  const reads: string[] = [];
  const made = new WorkspaceGlossaries<string, Read>({
    builtIn: () => Promise.resolve(builtInGlossary),
    addressOf: (file) => `file:///${file}`,
    read: (file) => {
      reads.push(file);
      const { contexts } = parseGlossary(`contexts:\n- terms: [{name: ${file}}]\n${paths}`);
      const info = { address: file, name: file, path: file };
      return Promise.resolve({ file: info, key: file, contexts, imports: importsOf(file) });
    },
    pathBelow: (glossary, file) => `below ${glossary}/${file}`,
    ignoresCase: false,
    nextTurn: () => nextTurn(),
  });
  return { made, reads };
}

const imports = (table: Record<string, readonly string[]>) => (file: string) => table[file] ?? [];

describe('the glossaries that hold for a file', () => {
  const held = async (...[nearest, importsOf]: [readonly string[], (file: string) => readonly string[]]) =>
    (await glossaries(importsOf).made.layersIn(nearest)).map(({ read }) => read.file.name);

  it('are those of its folders, the nearest first, each with its imports behind it', async () => {
    const table = imports({ near: ['a', 'b'], a: ['c'], far: ['d'] });
    assert.deepEqual(await held(['near', 'far'], table), ['near', 'a', 'c', 'b', 'far', 'd']);
  });

  it('are read once each, also where imports go in a circle or two name one', async () => {
    const table = imports({ near: ['a', 'a'], a: ['near', 'a', 'far'], far: ['a'] });
    assert.deepEqual(await held(['near', 'far'], table), ['near', 'a', 'far']);
  });

  it('are no more than 101, however long imports go on', async () => {
    assert.equal((await held(['0'], (file) => [String(Number(file) + 1)])).length, 101);
  });

  it('hold for the files that their patterns name, from the folder of the one that is not imported', async () => {
    const { made } = glossaries(imports({ near: ['a'] }), "  meta: {}\n  paths: ['below near/x']\n");
    const names = async (file: string, nearest: string[]) =>
      (await made.layersFor(file, nearest)).map(({ read }) => read.file.name);
    assert.deepEqual(await names('x', ['near']), ['near', 'a']);
    assert.deepEqual(await names('y', ['near']), []);
    assert.deepEqual(await names('x', ['far']), []);
  });

  it('are merged with ours once for each set of them', async () => {
    const { made } = glossaries(imports({}));
    const of = async (...files: string[]) => made.glossaryOf(await made.layersIn(files));
    const both = await of('quay', 'berth');
    assert.equal(await of('quay', 'berth'), both);
    assert.notEqual(await of('berth', 'quay'), both);
    assert.equal(await of(), builtInGlossary);
    assert.ok(both.index.terms.some(({ term }) => term === 'quay'));
    made.forget();
    assert.notEqual(await of('quay', 'berth'), both);
  });
});
