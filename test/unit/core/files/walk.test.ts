import assert from 'node:assert/strict';
import { createExcludes } from '../../../../src/core/files/excludes';
import { hiddenFiles, isHidden, rootEntry, walk } from '../../../../src/core/files/walk';
import type { WalkDeps } from '../../../../src/core/files/walk';
import { MemoryDisk } from '../../../fakes/memoryDisk';
import type { OnDisk } from '../../../fakes/memoryDisk';
import { gitIndexOf } from '../../../support/gitIndexOf';

type Tree = Readonly<Record<string, OnDisk>>;

const hostOf = (disk: MemoryDisk) => ({ disk, nextTurn: () => Promise.resolve() });
const below = (root: string, tree: Tree): MemoryDisk =>
  new MemoryDisk(Object.fromEntries(Object.entries(tree).map(([name, found]) => [`${root}/${name}`, found])));

/** The files that a walk of `/w` finds, and what it skips: `reason path`. */
async function walked(tree: Tree, options: Partial<WalkDeps> = {}, root = '/w', disk = below('/w', tree)) {
  const [files, skipped, links, unread]: [string[], string[], string[], string[]] = [[], [], [], []];
  const deps: WalkDeps = {
    host: hostOf(disk),
    onSkipped: (reason, { path }) => void skipped.push(`${reason} ${path}`),
    onLink: ({ path }, kind) => void links.push(`${path} ${kind ?? 'nothing'}`),
    onUnread: (file, { kind }) => void unread.push(`${kind} ${file}`),
    ...options,
  };
  for await (const { path } of walk(await rootEntry(root, deps), deps)) files.push(path);
  return { files, skipped, links, unread };
}

describe('a walk', () => {
  it('finds files in the order of their names, whatever the order of the disk is', async () => {
    const { files } = await walked({ 'b/c': '', 'b/a': '', 'b-1': '', a: '', c: '', B: '' });
    assert.deepEqual(files, ['B', 'a', 'b/a', 'b/c', 'b-1', 'c']);
  });

  it('lists a folder only when somebody asks for what is in it', async () => {
    const disk = below('/w', { a: '', 'b/c': '' });
    const deps = { host: hostOf(disk) };
    const found = walk(await rootEntry('/w', deps), deps);
    await found.next();
    assert.deepEqual(disk.listed, ['/w']);
    await found.next();
    assert.deepEqual(disk.listed, ['/w', '/w/b']);
  });

  it('obeys each .gitignore from the top of the repository down', async () => {
    const tree = { '.git/HEAD': '', '.gitignore': '*.log\n/s/top\n', 's/.gitignore': '!kept.log\n', 's/top': '' };
    const more = { 's/kept.log': '', 's/a.log': '', 's/b': '', 'a.log': '' };
    assert.deepEqual((await walked({ ...tree, ...more }, {}, '/w/s')).files, ['.gitignore', 'b', 'kept.log']);
    assert.deepEqual((await walked({ ...tree, ...more })).skipped, [
      'ignored a.log',
      'ignored s/a.log',
      'ignored s/top',
    ]);
  });

  it('obeys above a folder without a repository only what stands below the workspace folder', async () => {
    const disk = new MemoryDisk({ '/.gitignore': 'b', '/w/.gitignore': 'a', '/w/s/a': '', '/w/s/b': '' });
    assert.deepEqual((await walked({}, { top: '/w' }, '/w/s', disk)).files, ['b']);
    assert.deepEqual((await walked({}, {}, '/w/s', disk)).files, ['a', 'b']);
  });

  it('finds what is in an ignored folder that somebody chose', async () => {
    const tree = { '.git/HEAD': '', '.gitignore': 'out\n*.js\n', 'out/a.js': '', 'out/.gitignore': 'b', 'out/b': '' };
    assert.deepEqual((await walked(tree, {}, '/w/out')).files, ['.gitignore', 'a.js']);
  });

  it('finds what git tracks, whatever the patterns say, and obeys info/exclude', async () => {
    const { files } = await walked({
      '.git/index': gitIndexOf(['out/kept.js', 'a.log']),
      '.git/info/exclude': 'private\n',
      '.gitignore': 'out\n*.log\n',
      ...{ 'out/kept.js': '', 'out/new.js': '', 'a.log': '', 'b.log': '', private: '' },
    });
    assert.deepEqual(files, ['.gitignore', 'a.log', 'out/kept.js']);
  });

  it('reads index and info/exclude of a worktree where its .git file says', async () => {
    const disk = new MemoryDisk({
      '/w/.git': 'gitdir: ../main/.git/worktrees/w\n',
      '/main/.git/worktrees/w/commondir': '../..\n',
      '/main/.git/worktrees/w/index': gitIndexOf(['a.log']),
      '/main/.git/info/exclude': '*.log\n',
      ...{ '/w/a.log': '', '/w/b.log': '' },
    });
    assert.deepEqual((await walked({}, {}, '/w', disk)).files, ['a.log']);
  });

  it('obeys in a repository inside another only what that says', async () => {
    const tree = { '.git/HEAD': '', '.gitignore': '*.log', 'n/.git/HEAD': '', 'n/.gitignore': '*.tmp' };
    const { files } = await walked({ ...tree, 'n/a.log': '', 'n/a.tmp': '', 'a.log': '' });
    assert.deepEqual(files, ['.gitignore', 'n/.gitignore', 'n/a.log']);
  });

  it('finds in an ignored folder the files of a submodule that git tracks, and of no other repository', async () => {
    const { files } = await walked({
      '.git/index': gitIndexOf(['out/kept.js', 'out/n']),
      '.gitignore': 'out\n',
      ...{ 'out/kept.js': '', 'out/new.js': '', 'out/other/.git/HEAD': '', 'out/other/a.js': '' },
      ...{ 'out/n/.git/HEAD': '', 'out/n/.gitignore': '*.tmp' },
      ...{ 'out/n/a.js': '', 'out/n/a.tmp': '', 'out/n/s/b.js': '' },
    });
    assert.deepEqual(files, ['.gitignore', 'out/kept.js', 'out/n/.gitignore', 'out/n/a.js', 'out/n/s/b.js']);
  });

  it('reads no folder and follows no link that is named .gitignore', async () => {
    assert.deepEqual((await walked({ '.gitignore/x': '', a: '' })).files, ['.gitignore/x', 'a']);
    const { files } = await walked({ '.gitignore': { link: 'rules' }, rules: 'a', a: '' });
    assert.deepEqual(files, ['a', 'rules']);
  });

  it('leaves out what VS Code hides, by its siblings too', async () => {
    const rules = createExcludes({ '**/out': true, '**/*.js': { when: '$(basename).ts' } });
    const { files, skipped } = await walked(
      { 's/out/a': '', 's/a.js': '', 's/a.ts': '', 's/b.js': '' },
      { excludes: { rules, base: '/w' } },
      '/w/s',
    );
    assert.deepEqual(files, ['a.ts', 'b.js']);
    assert.deepEqual(skipped, ['excluded a.js', 'excluded out']);
  });

  it('tells of links and follows none', async () => {
    const { files, links } = await walked({
      a: '',
      b: { link: 'a' },
      c: { link: '.' },
      d: { link: 'gone' },
      e: { link: 'e' },
    });
    assert.deepEqual(files, ['a']);
    assert.deepEqual(links, ['b file', 'c folder', 'd nothing', 'e nothing']);
  });

  it('takes an ignored name for a folder also where it is a link to one', async () => {
    const { skipped } = await walked({ '.gitignore': 'modules/\n', 'x/a': '', modules: { link: 'x' } });
    assert.deepEqual(skipped, ['ignored modules']);
  });

  it('takes a link to a folder for a file also, as git does: folders alone are meant by a slash', async () => {
    const { files, skipped } = await walked({ '.gitignore': '*\n!*/\n!x/a\n', 'x/a': '', modules: { link: 'x' } });
    assert.deepEqual([files, skipped], [['x/a'], ['ignored .gitignore', 'ignored modules']]);
  });

  it('goes on beside what it cannot read, and tells of it', async () => {
    const unreadable = { fault: 'EACCES' };
    const tree: Tree = { 'a/.': unreadable, b: '', 'c/.gitignore': unreadable, 'c/d': '', p: ['pipe'] };
    const { files, skipped, unread } = await walked(tree);
    assert.deepEqual(
      files.filter((file) => !file.endsWith('/.')),
      ['b', 'c/.gitignore', 'c/d'],
    );
    assert.deepEqual(skipped, ['unreadable a', 'special p']);
    assert.deepEqual(unread, ['unreadable /w/c/.gitignore']);
  });

  it('says which rules are too large or too long to be read, and which take too long', async () => {
    const { unread, skipped } = await walked({
      'a/.gitignore': '*.txt\n'.repeat(200_000),
      'b/.gitignore': `${'a'.repeat(5_000)}\nc\n`,
      'b/c': '',
      'd/.gitignore': `${'*a'.repeat(100)}*[b]\n`.repeat(20),
      [`d/${'a'.repeat(200)}`]: '',
    });
    assert.deepEqual(unread, ['tooLarge /w/a/.gitignore', 'longLines /w/b/.gitignore']);
    assert.deepEqual(skipped, ['ignored b/c', `undecided d/${'a'.repeat(200)}`]);
  });

  it('reads 20,000 patterns for a folder and those around it, and none of the file with one more', async () => {
    const patterns = (count: number): string => `${'x\n'.repeat(count - 1)}*.txt\n`;
    const { files, unread } = await walked({
      ...{ 'a/.gitignore': patterns(20_000), 'a/a.txt': '', 'a/b/.gitignore': '*.md\n', 'a/b/c.md': '' },
      ...{ 'd/.gitignore': patterns(20_001), 'd/d.txt': '' },
    });
    assert.deepEqual(unread, ['tooLarge /w/a/b/.gitignore', 'tooLarge /w/d/.gitignore']);
    assert.deepEqual(
      files.filter((file) => !file.endsWith('.gitignore')),
      ['a/b/c.md', 'd/d.txt'],
    );
  });

  it('goes 64 folders deep', async () => {
    const deep = (folders: number): string => [...Array<string>(folders).fill('d'), 'a'].join('/');
    const { files, skipped } = await walked({ [deep(64)]: '', [deep(65)]: '' });
    assert.deepEqual(files, [deep(64)]);
    assert.deepEqual(skipped, [`tooDeep ${Array<string>(65).fill('d').join('/')}`]);
  });

  it('leaves out names that nobody wants to read, as if git ignored them', async () => {
    const { files, skipped } = await walked(
      { 'node_modules/a': '', b: '' },
      { leftOutNames: new Set(['node_modules']) },
    );
    assert.deepEqual([files, skipped], [['b'], ['ignored node_modules']]);
  });

  it('looks above the workspace folder on a disk of the machine alone', async () => {
    class VirtualDisk extends MemoryDisk {
      override readonly isLocal = false;
    }
    const files = { '/.git/HEAD': '', '/.gitignore': 'a', '/w/.gitignore': 'b', '/w/s/a': '', '/w/s/b': '' };
    const options = { top: '/w' };
    assert.deepEqual((await walked({}, options, '/w/s', new VirtualDisk(files))).files, ['a']);
    assert.deepEqual((await walked({}, options, '/w/s', new MemoryDisk(files))).files, []);
  });

  it('decides on one file as on all', async () => {
    const tree: Tree = {
      '.git/index': gitIndexOf(['out/kept', 'out/m']),
      '.gitignore': 'out\n',
      's/.gitignore': 'a',
      ...{ 'out/m/.git/HEAD': '', 'out/m/a': '', 'out/m/s/b': '', 'out/o/.git/HEAD': '', 'out/o/a': '' },
      ...{ 'out/kept': '', 'out/new': '', 's/a': '', 's/b': '', 'hidden/c': '', 'n/.git/HEAD': '', 'n/out/a': '' },
    };
    const excludes = { rules: createExcludes({ hidden: true }), base: '/w' };
    const deps = { host: hostOf(below('/w', tree)), excludes };
    const { files } = await walked(tree, deps);
    for (const name of Object.keys(tree)) {
      if (name.includes('.git/')) continue;
      assert.equal(await isHidden(`/w/${name}`, '/w', deps), !files.includes(name), name);
    }
  });

  it('reads each ignore file and index once for several files', async () => {
    const names = ['a', 'b', 'out/kept', 'out/new'];
    const disk = below('/w', {
      ...{ '.git/index': gitIndexOf(['out/kept']), '.gitignore': 'out\na' },
      ...Object.fromEntries(names.map((name) => [name, ''])),
    });
    const hidden = await hiddenFiles(
      names.map((name) => `/w/${name}`),
      '/w',
      { host: hostOf(disk) },
    );
    assert.deepEqual([...hidden], ['/w/a', '/w/out/new']);
    assert.equal(new Set(disk.reads).size, disk.reads.length, disk.reads.join(', '));
  });
});
