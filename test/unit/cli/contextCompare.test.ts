import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { catalog } from '../../../generated/catalog';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runWords } from './runWords';

const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: text.length }) },
  day: '2026-11-30',
});

const compare = (...args: readonly string[]) => runWords(guide, 'context', 'compare', ...args);

interface Part {
  readonly file: string | null;
  readonly status: string;
  readonly tokens: number;
}

interface Side {
  readonly agents: readonly { readonly agent: string; readonly tokens: { readonly always: number } }[];
  readonly findings: readonly unknown[];
}

interface Printed {
  readonly schema: number;
  readonly base: string;
  readonly root: string;
  readonly before: Side;
  readonly after: Side;
  readonly parts: readonly {
    readonly agent: string;
    readonly kind: string;
    readonly file: string | null;
    readonly change: string;
    readonly before: Part | null;
    readonly after: Part | null;
  }[];
  readonly findings: { readonly new: readonly { readonly rule: string }[]; readonly gone: readonly object[] };
}

type Files = Readonly<Record<string, string | Uint8Array>>;

describe('context compare', () => {
  const folder = useTempFolder();
  const root = (): string => path.join(folder.path, 'w');
  const run = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('git', ['-C', cwd, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    });
  const git = (...args: readonly string[]): string => run(root(), ...args);
  const write = (files: Files): void => {
    for (const [name, text] of Object.entries(files)) folder.write(`w/${name}`, text);
  };
  const commit = (files: Files): void => {
    write(files);
    if (!existsSync(path.join(root(), '.git'))) run(folder.path, 'init', '-q', root());
    git('add', '-A');
    git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'One');
  };
  const remove = (name: string): void => rmSync(path.join(root(), name), { recursive: true });
  const at = (name: string): string => path.relative('', path.join(root(), name)).split(path.sep).join('/');
  const parsed = async (...args: readonly string[]) => {
    const { code, output, errors } = await compare('--base', 'HEAD', '--model', 'gpt-4o', '--json', ...args);
    assert.equal(errors, '');
    return { code, printed: JSON.parse(output) as Printed };
  };
  /** Changes of files for one agent: `AGENTS.md changed 1 2`. */
  const changes = async (agent: string, ...args: readonly string[]): Promise<string[]> => {
    const { printed } = await parsed('--agent', agent, ...(args.length > 0 ? args : [root()]));
    return printed.parts
      .filter(({ kind }) => kind !== 'frame')
      .map(({ file, change, before, after }) =>
        [path.relative(root(), String(file)).split(path.sep).join('/'), change, before?.tokens, after?.tokens].join(
          ' ',
        ),
      );
  };

  it('says what was added, removed, changed and renamed, with tokens, in the promised shape', async () => {
    commit({ 'CLAUDE.md': 'old', '.claude/rules/a.md': 'rule a', '.claude/rules/b.md': 'rule b!' });
    write({ 'CLAUDE.md': 'longer', '.claude/rules/new.md': 'new' });
    remove('.claude/rules/a.md');
    renameSync(path.join(root(), '.claude/rules/b.md'), path.join(root(), '.claude/rules/c.md'));
    const { code, printed } = await parsed('--agent', 'claude-code', root());
    assert.equal(code, 0);
    assert.deepEqual(
      [printed.schema, printed.base, path.resolve(printed.root)],
      [1, git('rev-parse', 'HEAD').trim(), root()],
    );
    assert.deepEqual(Object.keys(printed).sort(), ['after', 'base', 'before', 'findings', 'parts', 'root', 'schema']);
    const files = printed.parts.filter(({ kind }) => kind !== 'frame');
    assert.deepEqual(
      files.map(({ file, change, before, after }) => [file, change, before?.file, before?.tokens, after?.tokens]),
      [
        [at('CLAUDE.md'), 'changed', at('CLAUDE.md'), 3, 6],
        [at('.claude/rules/c.md'), 'renamed', at('.claude/rules/b.md'), 7, 7],
        [at('.claude/rules/new.md'), 'added', undefined, undefined, 3],
        [at('.claude/rules/a.md'), 'removed', at('.claude/rules/a.md'), 6, undefined],
      ],
    );
    const all = (side: Side): number => side.agents[0]!.tokens.always;
    const sum = (side: 'before' | 'after') =>
      printed.parts.reduce((total, each) => total + (each[side]?.tokens ?? 0), 0);
    assert.equal(all(printed.after) - all(printed.before), sum('after') - sum('before'));
  });

  it('says what is cut and not read any more, and what is back', async () => {
    commit({ 'AGENTS.md': 'a'.repeat(40_000), '.claude/skills/x/SKILL.md': '' });
    write({ 'AGENTS.md': 'short' });
    assert.deepEqual(await changes('codex'), ['AGENTS.md back 32768 5']);
    commit({});
    write({ 'AGENTS.md': 'a'.repeat(40_000) });
    const { code, printed } = await parsed('--agent', 'codex', root());
    assert.deepEqual([code, printed.findings.new.map(({ rule }) => rule)], [1, ['cut']]);
    assert.deepEqual(await changes('codex'), ['AGENTS.md cut 5 32768']);
    commit({ 'AGENTS.md': 'x' });
    write({ 'CLAUDE.md': 'y' });
    assert.deepEqual(await changes('claude-code'), ['CLAUDE.md added  1', 'AGENTS.md unread 1 0']);
  });

  it('ends with 1 where something new is wrong alone: not for more tokens, and not for what was wrong before', async () => {
    commit({ '.token-limits.json': '{"defaults":{"*.md":10}}', 'AGENTS.md': 'a'.repeat(20), 'b.md': 'b' });
    write({ 'AGENTS.md': 'a'.repeat(200) });
    assert.equal((await parsed(root())).code, 0);
    write({ 'b.md': 'b'.repeat(20) });
    const { code, printed } = await parsed(root());
    assert.deepEqual(
      [code, printed.findings.new.map(({ rule }) => rule), printed.findings.gone],
      [1, ['over-budget'], []],
    );
    commit({});
    renameSync(path.join(root(), 'b.md'), path.join(root(), 'c.md'));
    assert.equal((await parsed(root())).code, 0);
    write({ '.token-limits.json': '{"defaults":{"*.md":1000}}' });
    assert.equal((await parsed(root())).printed.findings.gone.length, 2);
    write({ 'c.md': 'short', 'AGENTS.md': '[x](x.md) [y](y.md)' });
    assert.equal((await parsed(root())).printed.findings.new.length, 2);
  });

  it('says the same to people and to a pull request', async () => {
    commit({ 'AGENTS.md': 'a' });
    write({ 'AGENTS.md': 'abc' });
    const { code, output } = await compare('--base', 'HEAD', '--agent', 'cursor', '--model', 'gpt-4o', root());
    assert.equal(code, 0);
    assert.match(
      output,
      /^Cursor with .*: .*\d+ → \d+ \(\+2\) tokens with every turn, less than \$0\.0001; 0 more on demand$/m,
    );
    assert.match(output, /^ {2}changed \+2 1 3 always instructions .*AGENTS\.md$/m);
    assert.match(output, /^0 new findings, 0 gone\.$/m);
    write({ 'AGENTS.md': '[x](@everyone/gone.md)' });
    const markdown = await compare('--base', 'HEAD', '--markdown', root());
    assert.equal(markdown.code, 1);
    assert.match(markdown.output, /^## What coding agents read$/m);
    assert.match(markdown.output, /^### New findings$/m);
    assert.doesNotMatch(markdown.output, /@everyone/);
    const out = path.join(folder.path, 'out.json');
    const both = await compare('--base', 'HEAD', '--json', out, '--markdown', '-', root());
    assert.deepEqual([both.code, both.output], [1, markdown.output]);
    assert.equal((JSON.parse(readFileSync(out, 'utf8')) as Printed).schema, 1);
  });

  it('says nothing of what git ignores, or writes with other line ends, and counts what is new', async () => {
    commit({ 'CLAUDE.md': 'one\ntwo\n', '.gitignore': 'CLAUDE.local.md\nnode_modules/\n' });
    write({ 'CLAUDE.md': 'one\r\ntwo\r\n', 'CLAUDE.local.md': 'mine', 'node_modules/a/AGENTS.md': 'x' });
    assert.deepEqual(await changes('claude-code'), []);
    write({ '.claude/rules/new.md': 'new' });
    assert.deepEqual(await changes('claude-code'), ['.claude/rules/new.md added  3']);
  });

  it('reads what was committed though git ignores it', async () => {
    write({ '.gitignore': '*.local.md\n', 'a/CLAUDE.local.md': 'forced', 'CLAUDE.md': 'x' });
    commit({});
    git('add', '-f', 'a/CLAUDE.local.md');
    commit({});
    git('rm', '-q', '--cached', 'a/CLAUDE.local.md');
    remove('a/CLAUDE.local.md');
    const lines = await changes('claude-code', '--file', path.join(root(), 'a/x.ts'), root());
    assert.deepEqual(lines, ['a/CLAUDE.local.md removed 6 ']);
  });

  it('reads empty, binary and huge files as they were', async () => {
    commit({ 'AGENTS.md': '', 'GEMINI.md': new Uint8Array([0, 255, 1]), 'CLAUDE.md': 'a'.repeat(5 * 1024 ** 2) });
    write({ 'AGENTS.md': 'x', 'GEMINI.md': 'y', 'CLAUDE.md': 'small' });
    assert.deepEqual(await changes('gemini-cli'), ['GEMINI.md changed 3 1']);
    assert.equal(
      (await changes('claude-code')).some((line) => line.startsWith('CLAUDE.md back')),
      true,
    );
    commit({});
    write({ 'GEMINI.md': '' });
    assert.match((await changes('gemini-cli')).join(), /^GEMINI\.md (?:dropped|unread) 1/);
  });

  it('follows links of the commit, and none that lead out', async function () {
    if (process.platform === 'win32') this.skip();
    commit({ 'AGENTS.md': 'text' });
    symlinkSync('AGENTS.md', path.join(root(), 'CLAUDE.md'));
    symlinkSync('/etc/passwd', path.join(root(), 'GEMINI.md'));
    commit({});
    assert.deepEqual(await changes('claude-code'), []);
    remove('CLAUDE.md');
    remove('GEMINI.md');
    write({ 'CLAUDE.md': 'other', 'GEMINI.md': 'mine' });
    assert.deepEqual(await changes('claude-code'), ['CLAUDE.md changed 4 5', 'AGENTS.md unread  0']);
    assert.match((await changes('gemini-cli')).join(), /^GEMINI\.md (?:added|back) .*4$/);
    remove('CLAUDE.md');
    commit({});
    symlinkSync('AGENTS.md', path.join(root(), 'CLAUDE.md'));
    assert.match((await changes('claude-code')).join(), /^CLAUDE\.md renamed 4 4/);
  });

  it('takes submodules as they are now', async () => {
    const inner = path.join(folder.path, 'inner');
    folder.write('inner/AGENTS.md', 'inner');
    run(folder.path, 'init', '-q', inner);
    run(inner, 'add', '-A');
    run(inner, 'commit', '-q', '--no-verify', '-m', 'One');
    commit({ 'AGENTS.md': 'outer' });
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    commit({});
    write({ 'sub/AGENTS.md': 'inner, changed' });
    assert.deepEqual(await changes('codex', '--file', path.join(root(), 'sub/x.ts'), root()), []);
    assert.deepEqual(
      await changes('codex', path.join(root(), 'sub')),
      ['../sub/AGENTS.md changed 5 14'].map((line) => line.slice(3)),
    );
  });

  it('compares a folder inside of a repository, and one that was not there yet', async () => {
    commit({ 'AGENTS.md': 'top', 'app/AGENTS.md': 'app' });
    write({ 'AGENTS.md': 'top, changed', 'app/AGENTS.md': 'app, changed', 'new/AGENTS.md': 'new' });
    assert.deepEqual(await changes('codex', path.join(root(), 'app')), ['app/AGENTS.md changed 3 12']);
    assert.deepEqual(await changes('codex', path.join(root(), 'new')), ['new/AGENTS.md added  3']);
  });

  it('knows a commit that a shallow clone does not have, and says what to do', async () => {
    commit({ 'AGENTS.md': 'one' });
    const first = git('rev-parse', 'HEAD').trim();
    commit({ 'AGENTS.md': 'two' });
    const clone = path.join(folder.path, 'clone');
    run(folder.path, 'clone', '-q', '--depth', '1', `file://${root()}`, clone);
    const { code, errors } = await compare('--base', first, clone);
    assert.equal(code, 2);
    assert.match(errors, /There is no commit ".*Only a part of its history was cloned/);
    assert.equal((await compare('--base', 'HEAD', clone)).code, 0);
  });

  it('ends with 2 where a file of the commit is not there', async () => {
    commit({ 'AGENTS.md': 'one' });
    const hash = git('rev-parse', 'HEAD:AGENTS.md').trim();
    write({ 'AGENTS.md': 'two' });
    rmSync(path.join(root(), '.git/objects', hash.slice(0, 2), hash.slice(2)));
    const { code, errors } = await compare('--base', 'HEAD', root());
    assert.equal(code, 2);
    assert.match(errors, /git cannot read AGENTS\.md at HEAD/);
  });

  it('runs nothing of the repository, and checks nothing out', async () => {
    commit({ 'AGENTS.md': 'one', '.gitattributes': '* filter=own diff=own\n' });
    const harm = path.join(folder.path, 'harm');
    for (const key of ['core.fsmonitor', 'filter.own.clean', 'filter.own.smudge', 'diff.own.textconv', 'core.pager'])
      git('config', key, `touch "${harm}"; cat`);
    mkdirSync(path.join(root(), '.git/hooks'), { recursive: true });
    folder.write('w/.git/hooks/post-checkout', `#!/bin/sh\ntouch "${harm}"\n`);
    folder.write('w/AGENTS.md', 'two, longer');
    assert.deepEqual(await changes('codex'), ['AGENTS.md changed 3 11']);
    assert.ok(!existsSync(harm));
    assert.equal(readFileSync(path.join(root(), 'AGENTS.md'), 'utf8'), 'two, longer');
  });

  it('refuses what it cannot do', async () => {
    folder.write('bare/AGENTS.md', 'x');
    commit({ 'AGENTS.md': 'x' });
    for (const [message, args] of [
      [/--base names a commit/, [root()]],
      [/There is no commit "nowhere"/, ['--base', 'nowhere', root()]],
      [/There is no commit "--all"/, ['--base=--all', root()]],
      [/there is no such folder/, ['--base', 'HEAD', path.join(root(), 'none')]],
      [/is in no git repository/, ['--base', 'HEAD', path.join(folder.path, 'bare')]],
      [/Give one folder/, ['--base', 'HEAD']],
      [/takes one of --json and --markdown/, ['--base', 'HEAD', '--json', '-', '--markdown', '-', root()]],
      [/There is no agent "x"/, ['--base', 'HEAD', '--agent', 'x', root()]],
    ] as const) {
      const { code, errors, output } = await compare(...args);
      assert.deepEqual([code, output], [2, ''], args.join(' '));
      assert.match(errors, message);
    }
    assert.match((await compare('--help')).output, /Exit codes/);
  });
});
