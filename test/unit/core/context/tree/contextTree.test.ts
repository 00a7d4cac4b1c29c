import assert from 'node:assert/strict';
import { agents } from '../../../../../src/core/context/agents/agents';
import { ContextTree } from '../../../../../src/core/context/tree/contextTree';
import { MemoryDisk } from '../../../../fakes/memoryDisk';
import type { OnDisk } from '../../../../fakes/memoryDisk';
import { treeOf } from '../../../../support/contextTrees';

const textOf = async (tree: ContextTree, path: string): Promise<string> => {
  const read = await tree.read(path);
  return typeof read === 'string' ? `(${read})` : new TextDecoder().decode(read.bytes);
};

describe('the tree of a folder', () => {
  it('reads a file once', async () => {
    const { tree, disk } = treeOf({ 'a/b.md': 'text' });
    assert.equal(await textOf(tree, 'a/b.md'), 'text');
    assert.equal(await textOf(tree, 'a/b.md'), 'text');
    assert.deepEqual(disk.reads, ['/w/a/b.md']);
  });

  it('lists each folder once, whoever asks for it', async () => {
    const { tree, disk } = treeOf({ 'a/b.md': 'text', 'a/c/d.md': 'text' });
    assert.equal(await textOf(tree, 'a/b.md'), 'text');
    assert.deepEqual([...(await tree.files())], ['a/b.md', 'a/c/d.md']);
    assert.deepEqual([...(await tree.list('a/c'))], [['d.md', 'file']]);
    assert.deepEqual(disk.listed.sort(), ['/w', '/w/a', '/w/a/c']);
  });

  it('follows links that stay inside, and no others', async () => {
    const { tree } = treeOf({
      ...{ '/out/secret': 'secret', 'in.md': 'inside', link: { link: '/w/in.md' } },
      ...{ away: { link: '/out/secret' }, folder: { link: '/out' }, ring: { link: '/w/ring' } },
    });
    assert.equal(await textOf(tree, 'link'), 'inside');
    assert.equal(await textOf(tree, 'away'), '(outside)');
    for (const path of ['ring', 'folder/secret', '../out/secret', 'gone'])
      assert.equal(await textOf(tree, path), '(missing)');
    assert.deepEqual([...(await tree.list(''))].map(([name]) => name).sort(), ['in.md', 'link']);
  });

  it('reads only the beginning of a huge file', async () => {
    const disk = new MemoryDisk({ '/w/AGENTS.md': 'x'.repeat(100) });
    const tree = new ContextTree({ disk, nextTurn: () => Promise.resolve() }, '/w', {
      ...{ maxBytes: 10, headBytes: 5, maxTotalBytes: 1_000, maxFiles: 10 },
    });
    const read = await tree.read('AGENTS.md');
    assert.ok(typeof read === 'object');
    assert.deepEqual([read.size, read.bytes.length], [100, 5]);
  });

  it('reads a file by its path without links: what is typed there has that one', async () => {
    const { tree, disk } = treeOf({ 'AGENTS.md': 'a', 'CLAUDE.md': { link: '/w/AGENTS.md' }, more: { link: '/w' } });
    for (const path of ['CLAUDE.md', 'more/AGENTS.md', 'more/more/CLAUDE.md']) {
      assert.equal(await textOf(tree, path), 'a');
    }
    assert.deepEqual(disk.reads, Array(3).fill('/w/AGENTS.md'));
  });

  it('knows how much it keeps, whatever is forgotten while it is read', async () => {
    const disk = new MemoryDisk({ '/w/a.md': 'x'.repeat(600), '/w/b.md': 'y'.repeat(600), '/w/c.md': 'z' });
    const tree = new ContextTree({ disk, nextTurn: () => Promise.resolve() }, '/w', {
      ...{ maxBytes: 1_000, headBytes: 1_000, maxTotalBytes: 1_000, maxFiles: 10 },
    });
    for (let i = 0; i < 5; i++) {
      const read = tree.read('a.md');
      await Promise.resolve();
      tree.forget();
      await read;
    }
    await tree.read('a.md');
    await Promise.all([tree.changed('a.md'), tree.changed('a.md'), tree.changed('a.md')]);
    assert.equal((await textOf(tree, 'a.md')).length, 600);
    assert.equal((await textOf(tree, 'b.md')).length, 600);
    assert.equal(await textOf(tree, 'c.md'), '(unreadable)');
  });

  it('lists no more files than are borne, and says so', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`/w/${i}.md`, '']));
    const tree = new ContextTree({ disk: new MemoryDisk(files), nextTurn: () => Promise.resolve() }, '/w', {
      ...{ maxBytes: 10, headBytes: 5, maxTotalBytes: 1_000, maxFiles: 10 },
    });
    assert.equal([...(await tree.files())].length, 10);
    assert.equal(tree.isPartial, true);
  });

  it('reads files of 4 MiB, 256 KiB of larger ones and 128 MiB of all, and lists 200,000, if nobody says otherwise', () => {
    const { limits } = treeOf({}).tree;
    assert.deepEqual(limits, {
      ...{ maxBytes: 4 * 1024 ** 2, headBytes: 256 * 1024, maxTotalBytes: 128 * 1024 ** 2, maxFiles: 200_000 },
    });
  });

  it('reads no more than all files may have, as they are now', async () => {
    const { tree } = treeOf({ a: 'x'.repeat(60), b: 'x'.repeat(60), c: 'c' }, '/w', {
      ...{ maxBytes: 100, headBytes: 50, maxTotalBytes: 100, maxFiles: 10 },
    });
    for (let i = 0; i < 5; i++) {
      assert.equal((await textOf(tree, 'a')).length, 60);
      await tree.changed('a');
    }
    await tree.warm(['a', 'b']);
    assert.equal(await textOf(tree, 'c'), '(unreadable)');
    tree.forget();
    assert.equal(await textOf(tree, 'c'), 'c');
  });

  it('says what is there and cannot be read', async () => {
    const { tree } = treeOf({ closed: { fault: 'EACCES' }, pipe: [], 'node_modules/a.md': 'a', 'b.md': '' });
    assert.equal(await textOf(tree, 'closed'), '(unreadable)');
    assert.equal(await textOf(tree, 'pipe'), '(missing)');
    assert.deepEqual(
      [...(await tree.files())].filter((file) => file.endsWith('.md')),
      ['b.md'],
    );
  });

  it('opens 32 files at once and no more', async () => {
    const disk = new MemoryDisk(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`/w/${i}`, 'x'])));
    let [open, most] = [0, 0];
    const read: typeof disk.read = async (...asked) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      return MemoryDisk.prototype.read.apply(disk, asked).finally(() => open--);
    };
    const slow = new Proxy(disk, { get: (of, key) => (key === 'read' ? read : (Reflect.get(of, key) as unknown)) });
    await new ContextTree({ disk: slow, nextTurn: () => Promise.resolve() }, '/w').warm(
      Array.from({ length: 100 }, (_, i) => String(i)),
    );
    assert.equal(most, 32);
  });

  it('knows whether a repository begins above it', async () => {
    assert.equal(await treeOf({ '/r/.git/HEAD': '', a: '' }, '/r/w/x').tree.isBelowRepository(), true);
    assert.equal(await treeOf({ '.git/HEAD': '', a: '' }, '/r/w/x').tree.isBelowRepository(), false);
  });

  it('ends with folders that lead to each other, for each agent', async () => {
    const { tree } = treeOf({
      ...{
        '.git/HEAD': '',
        '.agents/skills/a/up': { link: '/w/.agents/skills' },
        '.claude/rules/up': { link: '/w/.claude' },
      },
      ...{ '.github/instructions/up': { link: '/w' }, '.cursor/rules/up': { link: '/w/.cursor/rules' } },
    });
    for (const { assemble } of Object.values(agents)) assert.ok(await assemble(tree, { file: 'a/b/c.ts' }));
  });

  it('reads nothing outside, whatever the files name, for each agent', async () => {
    const names = ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md', '.github/copilot-instructions.md', '.cursor/rules/a.mdc'];
    const text = '@/out/secret @../out/secret @away @~/secret\n';
    const { tree, disk } = treeOf({
      ...Object.fromEntries(names.map((name) => [name, text])),
      ...{
        '.git/HEAD': '',
        '/out/secret': 'classified',
        '/out/SKILL.md': 'classified',
        '/AGENTS.md': 'classified',
        '/CLAUDE.md': 'x',
      },
      ...{
        away: { link: '/out/secret' },
        '.agents/skills/x': { link: '/out' },
        'a/AGENTS.md': { link: '/out/secret' },
      },
    });
    for (const { assemble } of Object.values(agents)) {
      const { text: sent } = await assemble(tree, { file: 'a/x.ts' });
      assert.ok(!sent.includes('classified'), sent);
    }
    assert.deepEqual(
      [...disk.reads, ...disk.listed].filter((file) => !`${file}/`.startsWith('/w/')),
      [],
    );
  });
});

describe('what an agent makes of a folder', () => {
  for (const { id, name, assemble } of Object.values(agents)) {
    it(`does not say that a link of ${name} leads out where it leads nowhere`, async () => {
      const names = ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md', '.github/copilot-instructions.md', '.cursor/rules/a.mdc'];
      const reasonsOf = async (link: string): Promise<string> => {
        const links = Object.fromEntries(names.map((each) => [each, { link }]));
        const { tree } = treeOf({ '.git/HEAD': '', '/out/file': 'x', ...links });
        return JSON.stringify((await assemble(tree, {})).parts.map(({ reason }) => reason));
      };
      assert.match(await reasonsOf('/out/file'), /"outside"/, id);
      assert.doesNotMatch(await reasonsOf('/w/gone'), /"outside"/, id);
    });

    it(`sends no beginning of a huge file as what ${name} sends with every turn`, async () => {
      const names = ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md', '.github/copilot-instructions.md'];
      const files = Object.fromEntries(names.map((each) => [each, 'x '.repeat(100)]));
      const limits = { maxBytes: 100, headBytes: 50, maxTotalBytes: 1e6, maxFiles: 100 };
      const { tree } = treeOf({ '.git/HEAD': '', ...files }, '/w', limits);
      const { parts, unknown } = await assemble(tree, {});
      const own = parts.filter(({ kind, status }) => kind === 'instructions' && status === 'whole');
      assert.deepEqual(own, [], id);
      assert.ok(parts.some(({ reason }) => reason?.why === 'notReadHere') || unknown.length > 0, id);
    });
  }
});

describe('a tree that changes', () => {
  const changing = (files: Record<string, OnDisk>) => {
    const found: Record<string, OnDisk> = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`/w/${name}`, text]),
    );
    /** A disk with the files as they are then. */
    const now = (): MemoryDisk => new MemoryDisk(found);
    const reads: string[] = [];
    const disk = new Proxy(now(), {
      get: (_, key) => {
        const current = now();
        if (key === 'read') {
          return (file: string, limits: { maxBytes: number }) => {
            reads.push(file);
            return current.read(file, limits);
          };
        }
        const value: unknown = Reflect.get(current, key);
        return typeof value === 'function' ? (value.bind(current) as unknown) : value;
      },
    });
    return { tree: new ContextTree({ disk, nextTurn: () => Promise.resolve() }, '/w'), found, reads };
  };

  it('reads the file again that was edited, and no other', async () => {
    const { tree, found, reads } = changing({
      '.git/HEAD': '',
      'AGENTS.md': 'one',
      'a/AGENTS.md': 'two',
      'CLAUDE.md': 'c',
    });
    const { assemble } = agents.codex;
    await assemble(tree, { file: 'a/x' });
    reads.length = 0;
    found['/w/AGENTS.md'] = 'edited';
    await tree.changed('AGENTS.md');
    const { text } = await assemble(tree, { file: 'a/x' });
    assert.match(text, /edited\n\ntwo/);
    assert.deepEqual(reads, ['/w/AGENTS.md']);
  });

  it('forgets a folder that is gone, whether its files were listed or it was looked into', async () => {
    for (const isListed of [true, false]) {
      const { tree, found } = changing({ '.git/HEAD': '', 'a/b.md': '', 'c.md': '' });
      if (isListed) await tree.files();
      else assert.deepEqual([...(await tree.list('a')).keys()], ['b.md']);
      delete found['/w/a/b.md'];
      await tree.changed('a');
      assert.deepEqual([...(await tree.list('a'))], []);
      assert.deepEqual([...(await tree.files())], ['c.md']);
    }
  });

  it('reads a file again by all of its names, which links give it', async () => {
    const { tree, found } = changing({ 'AGENTS.md': 'one', 'CLAUDE.md': { link: '/w/AGENTS.md' } });
    assert.equal(await textOf(tree, 'CLAUDE.md'), 'one');
    assert.equal(tree.isRead('AGENTS.md'), true);
    found['/w/AGENTS.md'] = 'two';
    const { version } = tree;
    await tree.edited('AGENTS.md');
    assert.equal(await textOf(tree, 'CLAUDE.md'), 'two');
    assert.notEqual(tree.version, version);
  });

  it('notices files that come and go, and obeys git with them', async () => {
    const { tree, found } = changing({ '.git/HEAD': '', '.gitignore': 'ignored\n', 'a/b.md': '' });
    assert.deepEqual([...(await tree.files())], ['.gitignore', 'a/b.md']);
    found['/w/a/c.md'] = '';
    found['/w/ignored'] = '';
    for (const path of ['a/c.md', 'ignored']) await tree.changed(path);
    assert.deepEqual([...(await tree.files())], ['.gitignore', 'a/b.md', 'a/c.md']);
    delete found['/w/a/b.md'];
    delete found['/w/a/c.md'];
    await tree.changed('a');
    assert.deepEqual([...(await tree.files())], ['.gitignore']);
    found['/w/.gitignore'] = '';
    await tree.changed('.gitignore');
    assert.deepEqual([...(await tree.files())], ['.gitignore', 'ignored']);
  });
});
