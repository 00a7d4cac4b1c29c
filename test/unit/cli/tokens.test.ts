import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ENCODING_NAMES } from '../../../src/core/catalog/encodingName';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runWords } from './runWords';

const guide = guideWith({
  counter: {
    count: (encoding, text) => Promise.resolve({ tokens: encoding === 'cl100k_base' ? text.length * 2 : text.length }),
  },
});

const tokens = (...args: readonly string[]) => runWords(guide, 'tokens', ...args);

describe('tokens tax', () => {
  const folder = useTempFolder();

  it('counts each text in all encodings, and as a multiple of the first', async () => {
    const [one, other] = [folder.write('en.md', 'ab'), folder.write('de.md', 'abc😀')];
    const { code, output } = await tokens('tax', '--json', one, other);
    const printed = JSON.parse(output) as {
      readonly schema: number;
      readonly files: readonly {
        readonly file: string;
        readonly characters: number;
        readonly encodings: readonly object[];
      }[];
    };
    assert.deepEqual([code, printed.schema], [0, 1]);
    assert.deepEqual(
      printed.files.map(({ file, characters }) => [file, characters]),
      [
        [one, 2],
        [other, 4],
      ],
    );
    assert.equal(printed.files[1]!.encodings.length, ENCODING_NAMES.length);
    assert.deepEqual(printed.files[1]!.encodings.at(ENCODING_NAMES.indexOf('cl100k_base')), {
      ...{ encoding: 'cl100k_base', tokens: 10, ratio: 2.5 },
    });
  });

  it('prints a table, and goes on beside what it cannot read', async () => {
    const { code, output, errors } = await tokens(
      'tax',
      folder.write('a', 'ab'),
      path.join(folder.path, 'gone'),
      folder.write('b', 'abc'),
    );
    assert.equal(code, 2);
    assert.match(errors, /gone/);
    assert.match(output, /^characters\t2\t3$/m);
    assert.match(output, /^cl100k_base\t4\t6 \(×1\.50\)$/m);
    assert.equal((await tokens('tax')).code, 2);
  });
});

describe('tokens diff', () => {
  const folder = useTempFolder();
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-C', folder.path, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      stdio: 'ignore',
    });
  };
  const commit = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '--no-verify', '-m', 'One');
  };
  const diff = (...args: readonly string[]) => tokens('diff', '--encoding', 'o200k_base', ...args);
  /** Does a work with a git that does something else first. */
  const withGit = async <T>(first: string, work: () => Promise<T>): Promise<T> => {
    const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    const file = folder.write('.git/bin/git', `#!/bin/sh\n${first}\nexec "${real}" "$@"\n`);
    chmodSync(file, 0o755);
    const { PATH } = process.env;
    process.env['PATH'] = `${path.dirname(file)}:${PATH}`;
    try {
      return await work();
    } finally {
      process.env['PATH'] = PATH;
    }
  };

  it('counts what is not as in the commit, before and after', async () => {
    commit({
      'a.txt': 'aaaa',
      'b/b.txt': 'bb',
      'same.txt': 'same',
      'lines.txt': 'x\ny\n',
      'gone.txt': 'gone',
      '.gitignore': '*.log\n',
    });
    folder.write('a.txt', 'aaaaaa');
    folder.write('b/new.txt', 'new');
    folder.write('b/x.log', 'ignored');
    folder.write('lines.txt', 'x\r\ny\r\n');
    rmSync(path.join(folder.path, 'gone.txt'));
    if (process.platform !== 'win32') symlinkSync('/etc/passwd', path.join(folder.path, 'link'));
    const { code, output } = await diff('--json', folder.path);
    const printed = JSON.parse(output) as Readonly<Record<string, unknown>>;
    assert.match(String(printed['base']), /^[\da-f]{40}$/);
    const at = (name: string): string => path.relative('', path.join(folder.path, name)).split(path.sep).join('/');
    assert.deepEqual(
      [code, { ...printed, base: '' }],
      [
        0,
        {
          ...{ schema: 1, base: '', encoding: 'o200k_base', exact: true, before: 8, after: 9 },
          files: [
            { file: at('a.txt'), status: 'changed', before: 4, after: 6 },
            { file: at('b/new.txt'), status: 'added', before: 0, after: 3 },
            { file: at('gone.txt'), status: 'removed', before: 4, after: 0 },
          ],
        },
      ],
    );
    const below = await diff(path.join(folder.path, 'b'));
    assert.equal(below.output, `+3\t0\t3\t${at('b/new.txt')}\n+3\t0\t3\ttotal`);
  });

  it('runs nothing that the config of the repository names', async () => {
    commit({ 'a.txt': 'aaaa', '.gitattributes': '* filter=own diff=own\n' });
    const harm = path.join(folder.path, 'harm');
    for (const key of ['core.fsmonitor', 'filter.own.clean', 'filter.own.smudge', 'diff.own.textconv', 'core.pager']) {
      git('config', key, `touch "${harm}"; cat`);
    }
    folder.write('a.txt', 'aaaaaa');
    const { output } = await diff(folder.path);
    assert.match(output, /^\+2\t4\t6\ttotal$/m);
    assert.ok(!existsSync(harm));
  });

  it('starts git as often for many files as for few', async function () {
    if (process.platform === 'win32') return this.skip();
    const names = Array.from({ length: 40 }, (_, at) => `${at}.txt`);
    commit(Object.fromEntries(names.map((name) => [name, `as ${name} was`])));
    const log = path.join(folder.path, '.git', 'log');
    const startsFor = async (changed: readonly string[]): Promise<number> => {
      for (const name of changed) folder.write(name, 'other');
      folder.write('.git/log', '');
      const { code, output } = await withGit(`echo >> "${log}"`, () => diff(folder.path));
      assert.deepEqual([code, output.split('\n').length], [0, changed.length + 1]);
      return readFileSync(log, 'utf8').length;
    };
    const few = await startsFor(names.slice(0, 2));
    assert.equal(await startsFor(names), few);
  });

  it('goes on where git does not have a file as it was, and an old git runs nothing to get it @deep', async function () {
    if (process.platform === 'win32') return this.skip();
    commit({ 'a.txt': 'aaaa', 'b.txt': 'bb', 'c.txt': 'cc' });
    for (const name of ['a.txt', 'c.txt']) {
      const hash = execFileSync('git', ['-C', folder.path, 'rev-parse', `HEAD:${name}`], { encoding: 'utf8' }).trim();
      rmSync(path.join(folder.path, '.git', 'objects', hash.slice(0, 2), hash.slice(2)));
    }
    const harm = path.join(folder.path, '.git', 'harm');
    for (const [key, value] of [
      ['core.repositoryformatversion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', folder.path],
      ['remote.origin.uploadpack', `touch "${harm}"; false`],
      ['protocol.allow', 'always'],
    ] as const) {
      git('config', key, value);
    }
    folder.write('a.txt', 'aaaaaa');
    folder.write('b.txt', 'bbb');
    rmSync(path.join(folder.path, 'c.txt'));
    // It does not know the variable by which newer ones fetch nothing.
    const { code, output, errors } = await withGit('unset GIT_NO_LAZY_FETCH', () => diff(folder.path));
    assert.match(output, /^\+1\t2\t3\ttotal$/m);
    assert.match(errors, /a\.txt as it was: git does not have it here\.\n.*c\.txt as it was/);
    assert.equal(code, 2);
    assert.ok(!existsSync(harm));
  });

  it('counts the rest where a file is, or was, larger than the limit @deep', async () => {
    const large = 'a'.repeat(10 * 1024 ** 2 + 1);
    commit({ 'a.txt': 'aaaa', 'gone.txt': large, 'now.txt': 'now', 'was.txt': large });
    folder.write('a.txt', 'aaaaaa');
    folder.write('now.txt', large);
    folder.write('was.txt', 'was');
    rmSync(path.join(folder.path, 'gone.txt'));
    const { code, output, errors } = await diff(folder.path);
    assert.equal(code, 2);
    assert.match(output, /^\+2\t4\t6\ttotal$/m);
    const said = errors.split('\n').map((line) => line.replace(/^Cannot read .*[\\/]/, ''));
    assert.deepEqual(said.sort(), [
      'gone.txt as it was: it is too large.',
      'now.txt: it is too large.',
      'was.txt as it was: it is too large.',
    ]);
  });

  it('reads no other repository: none around a folder whose own is none, and none that a hook names', async () => {
    commit({ 'a.txt': 'aaaa' });
    folder.write('inner/.git/HEAD', '');
    const { code, errors } = await diff(path.join(folder.path, 'inner'));
    assert.equal(code, 2);
    assert.match(errors, /git does not read .*inner: /);
    process.env['GIT_DIR'] = path.join(folder.path, 'nowhere');
    try {
      assert.equal((await diff(folder.path)).code, 0);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('says where there is no such commit, no repository and no folder', async () => {
    commit({ 'a.txt': 'a' });
    for (const [message, args] of [
      [/There is no commit "nowhere"/, ['--base', 'nowhere', folder.path]],
      [/There is no commit "--all"/, ['--base=--all', folder.path]],
      [/there is no such folder/, [path.join(folder.path, 'none')]],
    ] as const) {
      const { code, errors } = await diff(...args);
      assert.equal(code, 2);
      assert.match(errors, message);
    }
    assert.equal((await tokens('diff', folder.path)).code, 2);
  });

  it('names the folder where it runs, and those above it, without dots', async () => {
    commit({ 'a.txt': 'a', 'inner/deep/b.txt': 'b' });
    const [was, name] = [process.cwd(), path.basename(folder.path)];
    try {
      for (const below of ['.', 'inner', 'inner/deep']) {
        process.chdir(path.join(folder.path, below));
        assert.equal((await diff('--base', 'nowhere')).errors, `There is no commit "nowhere" in ${name}.`);
      }
      process.chdir(path.dirname(folder.path));
      assert.equal((await diff('--base', 'nowhere', name)).errors, `There is no commit "nowhere" in ${name}.`);
      rmSync(path.join(folder.path, '.git'), { recursive: true });
      process.chdir(folder.path);
      assert.equal((await diff()).errors, `${name} is in no git repository.`);
    } finally {
      process.chdir(was);
    }
  });
});
