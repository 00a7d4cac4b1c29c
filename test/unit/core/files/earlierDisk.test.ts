import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChangedFolder } from '../../../../src/core/files/changedFolder';
import { EarlierDisk } from '../../../../src/core/files/earlierDisk';
import { withLineEndsOf } from '../../../../src/core/files/lineEnds';
import { walk, rootEntry } from '../../../../src/core/files/walk';
import { MemoryDisk } from '../../../fakes/memoryDisk';
import type { OnDisk } from '../../../fakes/memoryDisk';

const decoder = new TextDecoder();

/** The folder `/w` as it was: `was` are the files of the commit, `now` what stands there. */
function earlierOf(now: Readonly<Record<string, OnDisk>>, was: Readonly<Record<string, string>>) {
  const placed = Object.entries(now).map(([name, each]) => [name.startsWith('/') ? name : `/w/${name}`, each] as const);
  const disk = new MemoryDisk(Object.fromEntries(placed));
  const changed = Object.keys(was).filter((path) => now[path] !== was[path]);
  const changes = {
    committed: new Set(changed),
    added: new Set(Object.keys(now).filter((path) => !path.startsWith('/') && was[path] === undefined)),
    read: (path: string) => Promise.resolve(new TextEncoder().encode(was[path])),
  };
  const list = (folder: string) => disk.list(`/w/${folder}`).catch(() => []);
  return new EarlierDisk(disk, '/w', new ChangedFolder(changes, list));
}

const filesOf = async (disk: EarlierDisk): Promise<Record<string, string>> => {
  const deps = { host: { disk, nextTurn: () => Promise.resolve() } };
  const found: Record<string, string> = {};
  for await (const { path, place } of walk(await rootEntry('/w', deps), deps))
    found[path] = decoder.decode(await disk.read(place, { maxBytes: 1000 }));
  return found;
};

describe('a disk as it was', () => {
  const name = fc.constantFrom('a', 'b', 'c/a', 'c/b', 'c/d/a', 'e/f/a');
  const files = fc.dictionary(name, fc.constantFrom('1', '2', '3'));

  it('has the files of the commit, and no others, whatever has become of them', () =>
    fc.assert(
      fc.asyncProperty(files, files, async (now, was) => {
        const keep = { 'kept/x': '0' };
        const disk = earlierOf({ ...now, ...keep }, { ...was, ...keep });
        assert.deepEqual(await filesOf(disk), { ...was, ...keep });
        for (const path of new Set([...Object.keys(now), ...Object.keys(was)]))
          assert.equal(await disk.exists(`/w/${path}`), path in was, path);
        const folders = new Set(Object.keys(was).flatMap((path) => (path.includes('/') ? [path.split('/')[0]] : [])));
        for (const folder of ['c', 'e'])
          assert.equal(
            await disk.kind(`/w/${folder}`).catch(() => undefined),
            folders.has(folder) ? 'folder' : undefined,
          );
      }),
    ));

  it('is as it is now outside of the folder and in what git keeps', async () => {
    const disk = earlierOf({ '.git/HEAD': 'x', '/out/a': 'out', a: '2' }, { a: '1', '.git/HEAD': 'x' });
    assert.equal(decoder.decode(await disk.read('/out/a', { maxBytes: 9 })), 'out');
    assert.equal(decoder.decode(await disk.read('/w/.git/HEAD', { maxBytes: 9 })), 'x');
    assert.equal(await disk.exists('/w/.git'), true);
  });

  it('follows links that are as they were, into the folder as it was and out of it', async () => {
    const now = {
      link: { link: 'a' },
      out: { link: '/out' },
      ring: { link: 'ring' },
      a: '2',
      '/out/b': 'out',
    } as const;
    const placed = Object.entries(now).map(([key, each]) => [key.startsWith('/') ? key : `/w/${key}`, each] as const);
    const disk = new MemoryDisk(Object.fromEntries(placed));
    const changes = {
      committed: new Set(['a']),
      added: new Set<string>(),
      read: () => Promise.resolve(new TextEncoder().encode('1')),
    };
    const then = new EarlierDisk(disk, '/w', new ChangedFolder(changes, () => Promise.resolve([])));
    assert.equal(await then.realPath('/w/link'), '/w/a');
    assert.equal(decoder.decode(await then.read('/w/link', { maxBytes: 9 })), '1');
    assert.equal(decoder.decode(await then.read('/w/out/b', { maxBytes: 9 })), 'out');
    await assert.rejects(then.realPath('/w/ring'), { code: 'ELOOP' });
    await assert.rejects(then.realPath('/w/a/b'), { code: 'ENOTDIR' });
    await assert.rejects(then.realPath('/w/gone'), { code: 'ENOENT' });
    const kinds = new Map((await then.list('/w')).map((entry) => [entry.name, entry.kind]));
    assert.deepEqual([kinds.get('link'), kinds.get('out'), kinds.get('ring')], ['file', 'folder', undefined]);
  });
});

describe('line ends of the disk', () => {
  const written = (onDisk: string, kept: string): string =>
    decoder.decode(withLineEndsOf(new TextEncoder().encode(onDisk), new TextEncoder().encode(kept)));

  it('are those that git writes there, where it keeps others', () => {
    assert.equal(written('x\r\ny\r\n', 'a\nb'), 'a\r\nb');
    for (const onDisk of ['', 'x', 'x\n', 'x\r\ny\n']) assert.equal(written(onDisk, 'a\nb'), 'a\nb');
    assert.equal(written('x\r\n', 'a\r\nb\n'), 'a\r\nb\n');
    assert.equal(written('x\r\n', 'a\0\n'), 'a\0\n');
  });
});
