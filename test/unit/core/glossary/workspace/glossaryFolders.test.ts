import assert from 'node:assert/strict';
import { GlossaryFolders } from '../../../../../src/core/glossary/workspace/glossaryFolders';
import { resolveImports } from '../../../../../src/core/glossary/workspace/imports';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import { MemoryDisk } from '../../../../fakes/memoryDisk';
import type { OnDisk } from '../../../../fakes/memoryDisk';

const foldersOf = (files: Readonly<Record<string, OnDisk>>, hidden: readonly string[] = []) => {
  const disk = new MemoryDisk(files);
  const hiddenOf = (found: readonly { readonly file: string; readonly isLink: boolean }[]) =>
    Promise.resolve(
      new Set(found.filter(({ file, isLink }) => isLink || hidden.includes(file)).map(({ file }) => file)),
    );
  return { disk, folders: new GlossaryFolders({ disk, root: '/w', hidden: hiddenOf }) };
};

describe('the glossaries of the folders of a file', () => {
  it('are those up to the workspace folder, the nearest first', async () => {
    const { folders } = foldersOf({
      ...{ '/a.glossary.yml': '', '/w/b.glossary.yml': '', '/w/a.glossary.yml': '', '/w/notes.yml': '' },
      ...{ '/w/.contextive/definitions.yml': '', '/w/.contextive/other.yml': '', '/w/s/t/c.contextive.yaml': '' },
    });
    assert.deepEqual(await folders.upFrom('/w/s/t'), [
      '/w/s/t/c.contextive.yaml',
      ...['/w/.contextive/definitions.yml', '/w/a.glossary.yml', '/w/b.glossary.yml'],
    ]);
  });

  it('are not those that are hidden, or that a link leads to', async () => {
    const link = { link: '/etc/secret' };
    const files = { '/w/a.glossary.yml': '', '/w/b.glossary.yml': '', '/w/c.glossary.yml': link, '/etc/secret': '' };
    const { folders } = foldersOf({ ...files, '/w/.contextive': { link: '/etc' }, '/etc/definitions.yml': '' }, [
      '/w/a.glossary.yml',
    ]);
    assert.deepEqual(await folders.upFrom('/w'), ['/w/b.glossary.yml']);
  });

  it('are listed once, until something comes or goes there', async () => {
    const { disk, folders } = foldersOf({ '/w/.contextive/definitions.yml': '' });
    await folders.upFrom('/w');
    await folders.upFrom('/w');
    assert.deepEqual(disk.listed, ['/w', '/w/.contextive']);
    folders.forget('/w/.contextive/definitions.yml');
    await folders.upFrom('/w');
    assert.equal(disk.listed.length, 4);
  });

  it('are looked for again in a folder that was not there', async () => {
    const { folders } = foldersOf({ '/w/a.glossary.yml': '' });
    assert.deepEqual(await folders.upFrom('/w/new/folder'), ['/w/a.glossary.yml']);
  });
});

describe('the imports of a glossary', () => {
  const resolved = async (names: readonly string[], files: Readonly<Record<string, OnDisk>>) => {
    const parsed = parseGlossary(`imports:\n${names.map((name) => `- ${name}\n`).join('')}`);
    const found = await resolveImports(parsed, '/w/s/a.glossary.yml', new MemoryDisk(files), ['/w', '/v']);
    return { targets: found.targets, missing: found.problems.map(({ line, fault }) => [line, fault]) };
  };

  it('are files of the workspace, as seen from its folder', async () => {
    const files = { '/w/b.yml': '', '/w/s/c.yml': '', '/v/d.yml': '' };
    const { targets, missing } = await resolved(['../b.yml', 'c.yml', '../../v/d.yml', '..\\b.yml'], files);
    assert.deepEqual(targets, ['/w/b.yml', '/w/s/c.yml', '/v/d.yml', '/w/b.yml']);
    assert.deepEqual(missing, []);
  });

  it('are none elsewhere, by a link either, no folders, and not what is not there', async () => {
    const files = { '/etc/b.yml': '', '/w/s/link.yml': { link: '/etc/b.yml' }, '/w/s/folder/x': '' };
    const { targets, missing } = await resolved(['../../etc/b.yml', 'link.yml', 'folder', 'gone.yml'], files);
    assert.deepEqual(targets, []);
    assert.deepEqual(
      missing,
      ['../../etc/b.yml', 'link.yml', 'folder', 'gone.yml'].map((name, at) => [
        at + 1,
        { kind: 'missingImport', name },
      ]),
    );
  });
});
