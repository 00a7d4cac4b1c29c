import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { IgnoreRules, readGitignore } from '../../../../src/core/files/ignoreRules';

/** Paths of files → their text; the .gitignore files among them rule the others. */
type Files = Readonly<Record<string, string>>;

/** Returns the files that a walk with our rules reaches. */
function kept(files: Files, ignoreCase: boolean): string[] {
  const folders = new Map<string, IgnoreRules | undefined>();
  const rulesOf = (folder: string): IgnoreRules | undefined => {
    if (!folders.has(folder)) folders.set(folder, enter(folder));
    return folders.get(folder);
  };
  const enter = (folder: string): IgnoreRules | undefined => {
    const above = folder === '' ? new IgnoreRules(ignoreCase) : rulesOf(parent(folder));
    if (!above || (folder !== '' && above.ignores(folder, true))) return undefined;
    const own = files[folder === '' ? '.gitignore' : `${folder}/.gitignore`];
    return own === undefined ? above : above.with(folder, [...readGitignore(Buffer.from(own), ignoreCase)]);
  };
  return Object.keys(files)
    .filter((file) => rulesOf(parent(file))?.ignores(file, false) === false)
    .sort();
}

const parent = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** Returns the files that git reaches in the same tree. Starts only one process of git, because it is called many times. */
function keptByGit(repository: string, files: Files, ignoreCase: boolean): string[] {
  for (const name of readdirSync(repository)) {
    if (name !== '.git') rmSync(path.join(repository, name), { recursive: true });
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.join(repository, parent(name)), { recursive: true });
    writeFileSync(path.join(repository, name), text);
  }
  const names = Object.keys(files);
  const settings = ['-c', 'core.excludesFile=/dev/null', '-c', `core.ignoreCase=${ignoreCase}`];
  const { stdout } = spawnSync('git', [...settings, 'check-ignore', '-z', '--stdin', '--no-index'], {
    cwd: repository,
    input: names.map((name) => `${name}\0`).join(''),
    encoding: 'utf8',
  });
  const ignored = new Set(stdout.split('\0'));
  assert.ok(ignored.has('certain/x')); // Else git had something else to say.
  return names.filter((name) => !ignored.has(name)).sort();
}

describe('the rules of .gitignore files', () => {
  let repository = '';
  before(() => {
    repository = mkdtempSync(path.join(tmpdir(), 'ignore-'));
    execFileSync('git', ['init', '-q'], { cwd: repository, stdio: 'ignore' });
  });
  after(() => rmSync(repository, { recursive: true, force: true }));

  function compare(files: Files, ignoreCase = false): void {
    const all = { ...files, 'certain/.gitignore': 'x\n', 'certain/x': '' };
    assert.deepEqual(kept(all, ignoreCase), keptByGit(repository, all, ignoreCase));
  }

  it('agree with git on nested files that take back what an upper one ignores', () => {
    compare({
      '.gitignore': 'build/*\n*.log\n/only-here\ndocs/**/draft\n!important.log\n',
      'build/.gitignore': '!keep/\n!*.txt\n',
      'build/keep/a.js': '',
      'build/keep/a.log': '',
      'build/keep/important.log': '',
      'build/b.js': '',
      'build/c.txt': '',
      'only-here': '',
      'sub/only-here': '',
      'docs/draft': '',
      'docs/a/b/draft': '',
      'docs/a/.gitignore': '/b/*\n!/b/draft\n',
      'docs/a/b/other': '',
      'docs/final': '',
    });
  });

  it('agree with git on escapes, comments, blanks and characters that mean something in a pattern', () => {
    compare({
      '.gitignore': '\uFEFF# comment\n\n   \n\\#hash\n\\!bang\ntrail \nkeep\\ \n[ab].c\r\nw[!x]y\n',
      '#hash': '',
      '!bang': '',
      trail: '',
      'a.c': '',
      'c.c': '',
      wxy: '',
      wzy: '',
      'odd [1]*/.gitignore': '/here\ndeep/x\nany\n\\#h\n',
      'odd [1]*/here': '',
      'odd [1]*/in/here': '',
      'odd [1]*/deep/x': '',
      'odd [1]*/in/deep/x': '',
      'odd [1]*/in/any': '',
      'odd [1]*/#h': '',
      'odd 1x/here': '',
    });
  });

  it('agree with git on random trees', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'build', 'x.log', 'y.txt', '.env', 'é', '中', 'B', 'a[b]', 'a-b', 'ab');
    const file = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.f`);
    const piece = fc.constantFrom(
      'a',
      'b',
      'c',
      'build',
      '*',
      '**',
      '*.log',
      '*.f',
      '?',
      '.env*',
      'x.log.f',
      '[a-c]',
      'b**',
      '**l*',
      '***',
      '[!a]',
      '[^b-]',
      '[]a]',
      '[[:alpha:]]',
      '[[:nope:]]',
      '[a',
      '\\a',
      'a\\',
      '\\*',
      'é*',
      '??.f',
      '[é].f',
      '[A-C]*',
      'B.*',
      '[[:upper:]]*',
      'a[[]b]*',
      'a[a-',
      '[\\]]',
      '[a\\-b]*',
    );
    const pattern = fc
      .tuple(fc.constantFrom('', '', '!'), fc.constantFrom('', '/'), fc.array(piece, { minLength: 1, maxLength: 3 }))
      .chain(([not, root, pieces]) => fc.constantFrom('', '/').map((end) => `${not}${root}${pieces.join('/')}${end}`));
    const gitignore = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));
    const folder = fc.array(fc.constantFrom('a', 'b', 'c', 'build'), { maxLength: 3 });
    const rules = fc.array(
      fc.tuple(folder, gitignore).map(([parts, text]) => [[...parts, '.gitignore'].join('/'), text] as const),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.uniqueArray(file, { minLength: 1, maxLength: 25 }), rules, fc.boolean(), (files, ignores, fold) =>
        compare({ ...Object.fromEntries(files.map((each) => [each, ''])), ...Object.fromEntries(ignores) }, fold),
      ),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 25) },
    );
  }).timeout(180_000);

  it('agree with git on names outside ASCII, of which `?` is one byte', () => {
    const names = ['é', 'e', '中', '😀', 'é.c', 'e.c', 'ä'];
    for (const pattern of ['?', '??', '???', '????', '[é]', '[ä-é]', '?.c', '*', 'é', '[^e]']) {
      compare({ '.gitignore': `${pattern}\n`, ...Object.fromEntries(names.map((name) => [name, ''])) });
    }
  });

  it('match names of either case where the file system does', () => {
    for (const ignoreCase of [true, false]) {
      const patterns = [...readGitignore(Buffer.from('Build/\n'), ignoreCase)];
      assert.equal(new IgnoreRules(ignoreCase).with('', patterns).ignores('build', true), ignoreCase);
    }
  });
});
