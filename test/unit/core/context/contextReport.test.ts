import assert from 'node:assert/strict';
import path from 'node:path';
import { catalog } from '../../../../generated/catalog';
import { agents } from '../../../../src/core/context/agents/agents';
import { agentIds } from '../../../../src/core/context/contextReport';
import { guideWith } from '../../../support/fieldGuides';
import { useTempFolder } from '../../../support/tempFolder';
import { runWords } from '../../cli/runWords';

const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: text.length }) },
  day: '2026-11-30',
});

const report = (...args: readonly string[]) => runWords(guide, 'context', ...args);

interface Printed {
  readonly schema: number;
  readonly root: string;
  readonly findings: readonly unknown[];
  readonly agents: readonly {
    readonly agent: string;
    readonly source: string;
    readonly checked: string;
    readonly model: string;
    readonly tokens: Readonly<Record<string, unknown>>;
    readonly costUsd: number | null;
    readonly parts: readonly Readonly<Record<string, unknown>>[];
    readonly text?: string;
    readonly unknown: readonly string[];
  }[];
}

describe('context report', () => {
  const folder = useTempFolder();
  /** A repository with some instructions. */
  const write = (files: Readonly<Record<string, string>>): string => {
    folder.write('w/.git/HEAD', 'ref: refs/heads/main\n');
    for (const [name, text] of Object.entries(files)) folder.write(`w/${name}`, text);
    return path.dirname(path.dirname(folder.write('w/.git/HEAD', 'ref: refs/heads/main\n')));
  };
  const parse = (output: string): Printed => JSON.parse(output) as Printed;

  it('has findings for the agents that were asked for, and for all', async () => {
    const root = write({ 'CLAUDE.md': '@gone.md', 'skills/a/SKILL.md': '---\nname: a\n---\n' });
    const agentsOf = async (...asked: readonly string[]): Promise<unknown[]> =>
      parse((await report('report', '--json', ...asked, root)).output).findings.map(
        (each) => (each as { readonly agent: string }).agent,
      );
    assert.deepEqual(await agentsOf('--agent', 'codex'), ['all']);
    assert.deepEqual(await agentsOf('--agent', 'claude-code'), ['claude-code', 'all']);
    assert.deepEqual(await agentsOf(), ['claude-code', 'all']);
  });

  it('prints what each agent reads, in the promised shape', async () => {
    const root = write({ 'AGENTS.md': 'Run the tests.', 'sub/AGENTS.md': 'x' });
    const { code, output, errors } = await report('report', '--json', root);
    assert.deepEqual([code, errors], [0, '']);
    const printed = parse(output);
    assert.deepEqual([printed.schema, printed.findings], [1, []]);
    assert.equal(path.resolve(printed.root), root);
    assert.deepEqual(
      printed.agents.map(({ agent }) => agent),
      agentIds,
    );
    for (const { source, checked, tokens, parts, text, unknown } of printed.agents) {
      assert.match(source, /^https:/);
      assert.match(checked, /^\d{4}-\d{2}-\d{2}$/);
      assert.deepEqual(Object.keys(tokens).sort(), ['always', 'band', 'exact', 'onDemand']);
      assert.equal(text, undefined);
      assert.ok(unknown.every((each) => /^[A-Z].*\.$/.test(each) || each.startsWith('.')));
      for (const part of parts) {
        const keys = ['bytes', 'exact', 'file', 'keptBytes', 'kind', 'load', 'reason', 'sha256', 'status', 'tokens'];
        assert.deepEqual(Object.keys(part).sort(), keys);
      }
      const file = parts.find(({ kind, status }) => kind === 'instructions' && status === 'whole')?.file;
      if (typeof file === 'string') assert.equal(path.resolve(file), path.join(root, 'AGENTS.md'));
    }
  });

  it('gives the text, the tokens and the cost of a turn for one agent, model and file', async () => {
    const root = write({ 'AGENTS.md': 'top', 'a/AGENTS.md': 'in a' });
    const file = path.join(root, 'a/new.ts');
    const args = ['--agent', 'codex', '--model', 'gpt-4o', '--file', file, '--text', root];
    const [context, ...more] = parse((await report('report', '--json', ...args)).output).agents;
    assert.deepEqual(more, []);
    const text = `# AGENTS.md instructions for ${path.join(root, 'a')}\n\n<INSTRUCTIONS>\ntop\n\nin a\n</INSTRUCTIONS>`;
    assert.equal(context?.text, text);
    assert.deepEqual(context.tokens, { always: text.length, onDemand: 0, exact: true, band: null });
    // 2.50 dollars for a million tokens.
    assert.equal(context.costUsd, (text.length * 2.5) / 1e6);
    assert.equal(context.model, 'gpt-4o');
  });

  it('reads the home folder only where it is given', async () => {
    const root = write({});
    folder.write('home/.claude/CLAUDE.md', 'mine');
    const home = path.join(path.dirname(root), 'home');
    const filesOf = (output: string) => parse(output).agents.flatMap(({ parts }) => parts.map(({ file }) => file));
    const args = ['report', '--json', '--agent', 'claude-code'];
    assert.deepEqual(filesOf((await report(...args, root)).output), []);
    const [file] = filesOf((await report(...args, '--home', home, root)).output);
    assert.equal(path.resolve(String(file)), path.join(home, '.claude/CLAUDE.md'));
  });

  it('says the same to people', async () => {
    const root = write({ 'CLAUDE.md': 'x', 'AGENTS.md': 'y' });
    const { code, output } = await report('report', '--agent', 'claude-code', root);
    assert.equal(code, 0);
    assert.match(output, /^Claude Code with claude-/);
    assert.match(output, /never unread instructions .*AGENTS\.md: CLAUDE\.md is read in its place\./);
  });

  it('refuses what it cannot do', async () => {
    const root = write({ a: '' });
    for (const args of [[], ['other'], ['report'], ['report', root, root], ['report', '--agent', 'x', root]]) {
      assert.equal((await report(...args)).code, 2, args.join(' '));
    }
    assert.match((await report('report', '--file', path.join(root, '..', 'x'), root)).errors, /a file in the folder/);
    assert.match((await report('report', '--model', 'nope', root)).errors, /There is no model "nope"/);
    assert.match((await report('report', path.join(root, 'gone'))).errors, /there is no such folder/);
    assert.match((await report('--help')).output, /Usage/);
    assert.match((await report('report', '--help')).output, /Exit codes/);
  });
});

describe('an agent', () => {
  it('is counted for a model of the catalog', async () => {
    const { findModel } = await guide.catalog();
    for (const { id, model } of Object.values(agents)) assert.ok(findModel(model), id);
  });
});
