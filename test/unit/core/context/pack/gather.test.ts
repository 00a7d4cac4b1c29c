import assert from 'node:assert/strict';
import { TooSlowError } from '../../../../../src/core/base/work';
import { PackFiles, TooManyFilesError } from '../../../../../src/core/context/pack/gather';
import { lookAtFile } from '../../../../../src/core/context/pack/look';
import { MemoryDisk } from '../../../../fakes/memoryDisk';
import type { OnDisk } from '../../../../fakes/memoryDisk';

const limits = { maxBytes: 100, maxTotalBytes: 1_000, maxEntries: 20 };

function gathering(
  entries: Readonly<Record<string, OnDisk>>,
  holdsSecret?: (text: string) => Promise<boolean>,
  /** `null`: the usual ones. */
  own: typeof limits | null = limits,
) {
  const disk = new MemoryDisk(entries);
  const unread: string[] = [];
  const files = new PackFiles({
    host: { disk, nextTurn: () => Promise.resolve() },
    look: (file, bytes) =>
      lookAtFile(file, bytes, holdsSecret ?? ((text) => Promise.resolve(text.includes('hunter2')))),
    shown: (place) => place.slice(1),
    onUnread: (place, reason) => unread.push(`${place}: ${reason}`),
    ...(own !== null && { limits: own }),
  });
  const folder = async (place: string) =>
    (await files.folder(place)).map((each) => [each.file, each.bytes, 'reason' in each ? each.reason : each.text]);
  return { disk, files, unread, folder };
}

describe('files that are packed', () => {
  it('are listed once each, by name, with why they are left out', async () => {
    const { folder, unread, disk } = gathering({
      '/w/.git/HEAD': '',
      '/w/.gitignore': 'out/\n*.log\n',
      '/w/a.ts': 'let a;',
      '/w/b/c.ts': 'let c;',
      '/w/b.png': new Uint8Array([1, 2, 3]),
      '/w/data': new Uint8Array([0, 1]),
      '/w/key.txt': 'password = hunter2',
      '/w/.env': 'A=1',
      '/w/.env.example': 'A=',
      '/w/.prettierrc': '{}',
      '/w/big.txt': 'x'.repeat(101),
      '/w/pipe': [],
      '/w/out/x.js': 'x',
      '/w/node_modules/y/index.js': 'y',
      '/w/z.log': 'zzz',
      '/w/link': { link: '/etc/passwd' },
      '/w/loop': { link: '/w' },
      '/w/gone': { link: '/nowhere' },
      '/etc/passwd': 'root',
    });
    assert.deepEqual(await folder('/w'), [
      ['w/.env', 3, 'secret'],
      ['w/.env.example', 2, 'A='],
      ['w/.gitignore', 11, 'out/\n*.log\n'],
      ['w/.prettierrc', 2, '{}'],
      ['w/a.ts', 6, 'let a;'],
      ['w/b/c.ts', 6, 'let c;'],
      ['w/b.png', 3, 'binary'],
      ['w/big.txt', 101, 'size'],
      ['w/data', 2, 'binary'],
      ['w/gone', 0, 'link'],
      ['w/key.txt', 18, 'secret'],
      ['w/link', 0, 'link'],
      ['w/loop', 0, 'link'],
      ['w/node_modules/', 0, 'ignored'],
      ['w/out/', 0, 'ignored'],
      ['w/pipe', 0, 'binary'],
      ['w/z.log', 3, 'ignored'],
    ]);
    assert.deepEqual(unread, []);
    assert.ok(!disk.reads.includes('/etc/passwd'));
  });

  it('are taken once, also where several paths lead to one', async () => {
    const { files } = gathering({ '/w/.git/HEAD': '', '/w/.gitignore': 'a', '/w/a': 'A', '/w/b': 'B' });
    assert.deepEqual(await files.file('/w/a'), [{ file: 'w/a', bytes: 1, text: 'A' }]);
    assert.deepEqual(
      (await files.folder('/w')).map(({ file }) => file),
      ['w/.gitignore', 'w/b'],
    );
  });

  it('does not look at what an ignored link leads to', async () => {
    const { folder, disk } = gathering({ '/w/.gitignore': 'a', '/w/a': { link: '/secret' }, '/secret': 'x' });
    assert.deepEqual((await folder('/w'))[1], ['w/a', 0, 'ignored']);
    assert.ok(!disk.reads.includes('/secret'));
  });

  it('are no more, and have no more bytes, than is bearable', async () => {
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`/w/f${i}`, 'x']));
    await assert.rejects(gathering(many).files.folder('/w'), TooManyFilesError);
    const heavy = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`/w/f${String(i).padStart(2, '0')}`, 'x'.repeat(95)]),
    );
    const read = await gathering(heavy).folder('/w');
    assert.deepEqual(read.slice(10), [
      ['w/f10', 95, 'size'],
      ['w/f11', 95, 'size'],
    ]);
  });

  it('have at most 10 MiB each, if nobody says otherwise', async () => {
    const most = 10 * 1024 ** 2;
    const large = { '/w/a': new Uint8Array(most).fill(97), '/w/b': new Uint8Array(most + 1).fill(97) };
    const read = await gathering(large, () => Promise.resolve(false), null).files.folder('/w');
    assert.deepEqual(
      read.map((each) => ('reason' in each ? each.reason : each.bytes)),
      [most, 'size'],
    );
  });

  it('are packed where it cannot be read what git ignores, which is said', async () => {
    const { folder, unread } = gathering({ '/w/.git/HEAD': '', '/w/.gitignore': { fault: 'EACCES' }, '/w/a': 'A' });
    assert.ok((await folder('/w')).some(([file]) => file === 'w/a'));
    assert.ok(unread.includes('/w/.gitignore: unreadable'), unread.join());
  });

  it('are left out where nobody can tell in time whether they hold a secret, and said where they cannot be read', async () => {
    const slow = gathering({ '/w/a': 'x' }, () => Promise.reject(new TooSlowError('')));
    assert.deepEqual(await slow.folder('/w'), [['w/a', 1, 'secret']]);
    const closed = gathering({ '/w/a': { fault: 'EACCES' }, '/w/b': 'b' });
    assert.deepEqual(await closed.folder('/w'), [['w/b', 1, 'b']]);
    assert.deepEqual(closed.unread, ['/w/a: unreadable']);
  });
});
