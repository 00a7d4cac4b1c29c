import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
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

describe('context report --base', () => {
  const folder = useTempFolder();
  const root = (): string => path.join(folder.path, 'w');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', root(), '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    });
  const report = (...args: readonly string[]) =>
    runWords(guide, 'context', 'report', '--agent', 'codex', ...args, root());

  beforeEach(() => {
    folder.write('w/AGENTS.md', 'one');
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '--no-verify', '-m', 'One');
    folder.write('w/AGENTS.md', 'longer @gone.md');
  });

  it('adds what has changed since the commit, and leaves the rest as it is without it', async () => {
    const plain = JSON.parse((await report('--json')).output) as object;
    const { code, output, errors } = await report('--json', '--base', 'HEAD');
    const { changes, ...rest } = JSON.parse(output) as {
      readonly changes: { readonly base: string; readonly parts: readonly Readonly<Record<string, unknown>>[] };
    };
    assert.deepEqual([code, errors], [0, '']);
    assert.deepEqual(rest, plain);
    assert.equal(changes.base, git('rev-parse', 'HEAD').trim());
    const compared = await runWords(
      ...[guide, 'context', 'compare', '--agent', 'codex', '--base', 'HEAD', '--json', '-', root()],
    );
    assert.deepEqual(changes.parts, (JSON.parse(compared.output) as { readonly parts: unknown }).parts);
    assert.deepEqual(
      changes.parts.map(({ agent, change }) => [agent, change]),
      [['codex', 'changed']],
    );
    assert.ok(!('changes' in plain));
  });

  it('names all files as the folder was given, which may be a link', async () => {
    folder.write('w/CLAUDE.md', '@gone.md');
    const link = path.join(folder.path, 'link');
    symlinkSync('w', link, 'dir');
    const filesOf = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { output } = await runWords(guide, 'context', 'report', '--agent', 'claude-code', '--json', ...args, link);
      return (JSON.parse(output) as { findings: { file: string }[] }).findings.map(({ file }) => file);
    };
    for (const file of await filesOf()) assert.match(file, /link\/\w+\.md$/);
    assert.deepEqual(await filesOf('--base', 'HEAD'), await filesOf());
  });

  it('says it below the agent to people', async () => {
    const id = git('rev-parse', 'HEAD').slice(0, 12);
    const { output } = await report('--base', 'HEAD');
    assert.match(output, new RegExp(`^  since ${id}: changed \\+12 3 15 always instructions .*AGENTS\\.md$`, 'm'));
  });

  it('refuses a commit that there is not', async () => {
    const { code, errors } = await report('--base', 'nowhere');
    assert.equal(code, 2);
    assert.match(errors, /^There is no commit "nowhere" in /);
  });
});
