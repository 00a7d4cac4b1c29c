import assert from 'node:assert/strict';
import { catalog } from '../../../../../generated/catalog';
import { sayInEnglish } from '../../../../../src/core/base/say';
import type { AgentId } from '../../../../../src/core/context/contextReport';
import { FolderContexts, UnknownModelError } from '../../../../../src/core/context/report/contexts';
import { agentRow } from '../../../../../src/core/context/report/contextRows';
import type { AgentRow, CountedTool } from '../../../../../src/core/context/report/contextRows';
import { host } from '../../../../../src/host/node/host';
import { guideWith } from '../../../../support/fieldGuides';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

/** A token is four characters. */
const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: Math.ceil(text.length / 4) }) },
});

const contextsIn = (files: Files, home?: Files) => {
  const { tree, disk } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const homeTree = home && treeOf(home, '/home/u').tree;
  return { disk, contexts: new FolderContexts(tree, homeTree, { guide, host }) };
};

async function rowOf(id: AgentId, files: Files, file?: string, tools: CountedTool[] = []): Promise<AgentRow> {
  return agentRow(await contextsIn(files).contexts.of(id, { file }), tools, sayInEnglish);
}

const partsOf = (row: AgentRow, id: string): string[] =>
  (row.groups.find((group) => group.id === id)?.parts() ?? []).map(
    ({ label, description }) => `${label}: ${description}`,
  );

describe('the rows of what an agent reads', () => {
  it('say what a turn has and costs, in full and from a cache', async () => {
    const row = await rowOf('codex', { 'AGENTS.md': 'Be brief.' });
    assert.equal(row.label, 'Codex');
    assert.match(row.description, /^≈12,\d{3} tokens · \$0\.\d+, cached \$0\.\d+$/);
    assert.match(
      row.tooltip,
      /^Codex with .*: ≈12,\d{3} tokens with every turn\.\nAn estimate, ±\d+ %\.\nA turn without a cache: \$/,
    );
    assert.match(row.tooltip, /\nBy its rules as of 30 November 2026: https:\/\//);
  });

  it('tell apart what is sent with every turn, what may be, and what never arrives', async () => {
    const row = await rowOf(
      'claude-code',
      {
        'CLAUDE.md': 'Be brief.',
        'AGENTS.md': 'Other words.',
        '.claude/rules/ts.md': '---\npaths: "**/*.ts"\n---\nUse types.',
        '.claude/skills/a/SKILL.md': '---\nname: a\ndescription: Does a thing.\n---\nBody',
      },
      'main.ts',
    );
    assert.equal(row.isHere, true);
    assert.ok(partsOf(row, 'always').some((part) => /^CLAUDE\.md: ≈\d+ tokens$/.test(part)));
    assert.ok(partsOf(row, 'always').some((part) => /^ts\.md: ≈\d+ tokens · \.claude\/rules( · |$)/.test(part)));
    assert.ok(partsOf(row, 'onDemand').some((part) => /^a\/SKILL\.md: ≈\d+ tokens · \.claude\/skills$/.test(part)));
    assert.deepEqual(partsOf(row, 'leftOut'), ['AGENTS.md: not read · 0 tokens · CLAUDE.md is read in its place.']);
    assert.match(partsOf(row, 'unknown').join('\n'), /not published/);
    assert.match(row.tooltip, /An estimate, ±\d+ %\./);
  });

  it('keep files that Codex reads in other folders apart from what is cut or left out', async () => {
    const row = await rowOf('codex', { 'AGENTS.md': 'Be brief.', 'a/AGENTS.md': 'In a.', 'b/AGENTS.md': 'In b.' });
    assert.deepEqual(partsOf(row, 'leftOut'), []);
    assert.equal(row.groups.find(({ id }) => id === 'elsewhere')?.label, 'Only in Other Folders');
    assert.equal(partsOf(row, 'elsewhere').length, 2);
  });

  it('lead to the line where a file is cut, and mark it', async () => {
    const row = await rowOf('codex', { 'AGENTS.md': 'line of nineteen bt\n'.repeat(2_000) });
    const cut = row.groups.find(({ id }) => id === 'leftOut')?.parts()[0];
    assert.deepEqual(cut?.file, { path: 'AGENTS.md', line: Math.floor(32_768 / 20) });
    assert.equal(cut.isFault, true);
    assert.match(cut.description, /^cut · ≈8,192 tokens · All files together have 32,768 bytes/);
    assert.match(cut.tooltip, /32 KB of 39\.1 KB arrive/);
  });

  it('name the folder of instructions, and of what is not whole, before the tokens, and the reason last', async () => {
    const row = await rowOf(
      'codex',
      {
        'AGENTS.md': 'a'.repeat(32_760),
        'pkg/AGENTS.md': 'b'.repeat(99),
        'pkg/app/AGENTS.md': 'c',
        'pkg/app/main.ts': '',
      },
      'pkg/app/main.ts',
    );
    const leftOut = partsOf(row, 'leftOut').join('\n');
    const whole = await rowOf('codex', { 'pkg/AGENTS.md': 'x', 'pkg/main.ts': '' }, 'pkg/main.ts');
    assert.match(partsOf(whole, 'always').join('\n'), /^AGENTS\.md: pkg · ≈\d+ tokens?$/m);
    assert.match(leftOut, /^AGENTS\.md: cut · pkg · ≈\d+ tokens? · All files together/m);
    assert.match(leftOut, /^AGENTS\.md: not read · pkg\/app · 0 tokens · All files together/m);
  });

  it('say so where a folder has nothing for an agent, and lead nowhere where there is no file', async () => {
    const row = await rowOf('cursor', { 'CLAUDE.md': '@missing.md' });
    assert.equal(row.isHere, false);
    assert.match(row.description, /^nothing here for it · 0 tokens/);
    const claude = await rowOf('claude-code', { 'CLAUDE.md': '@missing.md' });
    const missing = claude.groups.flatMap(({ parts }) => parts()).filter(({ label }) => label === 'missing.md');
    assert.deepEqual(
      missing.map(({ file }) => file),
      missing.map(() => undefined),
    );
  });

  it('list the tools of the editor by what they take', async () => {
    const tools = [
      { name: 'small', tokens: 5, exact: true },
      { name: 'large', tokens: 50, exact: true },
    ];
    const row = await rowOf('copilot', {}, undefined, tools);
    const group = row.groups.find(({ id }) => id === 'tools');
    assert.equal(group?.description, 'up to 55 tokens, by what is chosen in the chat');
    assert.deepEqual(partsOf(row, 'tools'), ['large: 50 tokens', 'small: 5 tokens']);
  });

  it('say with every turn what comes without the tools of the editor, and the most that it is with them', async () => {
    const files = { 'AGENTS.md': 'Be brief, and name what you do.' };
    const tools = [{ name: 'one', tokens: 1_000, exact: true }];
    const [without, row] = [await rowOf('copilot', files), await rowOf('copilot', files, undefined, tools)];
    assert.match(without.description, /^≈9 tokens · /);
    assert.match(row.description, /^≈9 tokens, up to ≈1,009 with tools · /);
    assert.equal(row.description.split(' · ')[1], without.description.split(' · ')[1]);
    assert.match(row.tooltip, /\nTools of VS Code add up to 1,000 tokens, by which of them the chat sends\.\n/);
    const exact = await contextsIn(files).contexts.of('copilot', { model: 'gpt-4o' });
    assert.match(agentRow(exact, tools, sayInEnglish).description, /^9 tokens, up to 1,009 with tools · /);
  });

  it('are made for as many files as are shown, and count all', async () => {
    const rules = Array.from({ length: 305 }, (_, i) => [
      `.github/instructions/${i}.instructions.md`,
      `---\napplyTo: "**"\n---\n${i}`,
    ]);
    const row = await rowOf('copilot', Object.fromEntries(rules) as Files);
    const parts = row.groups.find(({ id }) => id === 'always')?.parts() ?? [];
    assert.deepEqual([parts.length, parts.at(-1)?.label], [301, '6 more']);
  });
});

describe('the rows of parts', () => {
  const groupOf = (row: AgentRow, id: string) => row.groups.find((group) => group.id === id)?.parts() ?? [];

  it('are 300 in a group, and one that counts the others', async () => {
    const rules = (count: number): Files =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`.claude/rules/${i}.md`, `Rule ${i}.`]));
    // And one for what is around them.
    assert.equal(groupOf(await rowOf('claude-code', rules(299)), 'always').length, 300);
    const more = groupOf(await rowOf('claude-code', rules(1_310)), 'always');
    assert.deepEqual([more.length, more.at(-1)?.label], [301, '1,011 more']);
  });

  it('make a folder one that has nothing for an agent, where all is left out or the user has it', async () => {
    assert.equal((await rowOf('cursor', { '.cursor/rules/a.md': 'x' })).isHere, false);
    const { contexts } = contextsIn({}, { '.claude/CLAUDE.md': 'Mine.' });
    assert.equal(agentRow(await contexts.of('claude-code', {}), [], sayInEnglish).isHere, false);
  });

  it('have what is for other files among what is not read, and not on demand', async () => {
    const files = { '.claude/rules/ts.md': '---\npaths: "*.ts"\n---\nTypes.' };
    const row = await rowOf('claude-code', files, 'a.py');
    assert.deepEqual(groupOf(row, 'onDemand'), []);
    assert.match(partsOf(row, 'leftOut').join(), /^ts\.md: not read · .* Only with files that fit \*\.ts\./);
  });

  it('mark what is cut or dropped, not what is never read, and lead to the line of instructions alone', async () => {
    const skill = (length: number): string => `---\ndescription: ${'d'.repeat(length)}\n---\n`;
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`.agents/skills/s${i}/SKILL.md`, skill(900)]),
    );
    const config = { '.codex/config.toml': 'model_context_window = 10000' };
    const dropped = groupOf(await rowOf('codex', { ...many, ...config }), 'leftOut');
    assert.deepEqual(new Set(dropped.map(({ isFault }) => isFault)), new Set([true]));
    assert.ok(dropped.every(({ file }) => file !== undefined && file.line === undefined));
    const unread = groupOf(await rowOf('claude-code', { 'CLAUDE.md': 'x', 'AGENTS.md': 'y' }), 'leftOut');
    assert.deepEqual(
      unread.map(({ isFault }) => isFault),
      [undefined],
    );
  });

  it('lead nowhere from what is outside', async () => {
    const outside = groupOf(await rowOf('claude-code', { 'CLAUDE.md': '@../out.md' }), 'leftOut');
    assert.deepEqual(
      outside.map(({ label, file }) => [label, file]),
      [['out.md', undefined]],
    );
  });

  it('say about how many tokens tools take where one is estimated', async () => {
    const tools = [
      { name: 'a', tokens: 5, exact: true },
      { name: 'b', tokens: 6, exact: false },
    ];
    const row = await rowOf('copilot', {}, undefined, tools);
    assert.equal(
      row.groups.find(({ id }) => id === 'tools')?.description,
      'up to ≈11 tokens, by what is chosen in the chat',
    );
  });

  it('name no price from a cache where there is nothing to be read from it', async () => {
    assert.doesNotMatch((await rowOf('cursor', {})).description, /cached/);
  });
});

describe('the contexts of a folder', () => {
  it('are counted for the model that is asked for, which the agent then goes by', async () => {
    const { contexts } = contextsIn({ 'AGENTS.md': 'x' });
    const { measured, assembled } = await contexts.of('codex', { model: 'gpt-4o' });
    assert.equal(measured.model.id, 'gpt-4o');
    assert.ok(assembled.unknown.some((saying) => saying(sayInEnglish).includes('with gpt-4o was not counted')));
    await assert.rejects(contexts.of('codex', { model: 'no-such' }), UnknownModelError);
  });

  it('read one file again after it has changed', async () => {
    const { disk, contexts } = contextsIn({ 'CLAUDE.md': 'one', '.claude/rules/a.md': 'two' });
    await contexts.of('claude-code', {});
    disk.reads.length = 0;
    await contexts.of('claude-code', {});
    assert.deepEqual(disk.reads, []);
    await contexts.tree.changed('CLAUDE.md');
    await contexts.of('claude-code', {});
    assert.deepEqual(disk.reads, ['/w/CLAUDE.md']);
  });

  it('know which files were asked for', async () => {
    const { contexts } = contextsIn({ 'CLAUDE.md': 'one', 'main.ts': 'two' });
    await contexts.of('claude-code', {});
    assert.deepEqual([contexts.tree.isRead('CLAUDE.md'), contexts.tree.isRead('main.ts')], [true, false]);
  });

  it('have what the user keeps only where they may', async () => {
    const files = { '.claude/CLAUDE.md': 'My words.' };
    const { assembled: without } = await contextsIn({}).contexts.of('claude-code', {});
    assert.doesNotMatch(without.text, /My words/);
    const { assembled } = await contextsIn({}, files).contexts.of('claude-code', {});
    assert.match(assembled.text, /My words/);
  });

  it('say what has changed since the last commit, and nothing where nothing has', async () => {
    const before = { 'CLAUDE.md': 'Be brief.', '.claude/rules/old.md': 'Old words.', '.claude/rules/same.md': 'Same.' };
    const after = {
      'CLAUDE.md': 'Be brief and kind.',
      '.claude/rules/new.md': 'New.',
      '.claude/rules/same.md': 'Same.',
    };
    const was = (await contextsIn(before).contexts.of('claude-code', {})).counted;
    const read = await contextsIn(after).contexts.of('claude-code', {});
    const row = agentRow(read, [], sayInEnglish, was);
    const change = read.counted.tokens.always - was.tokens.always;
    const since = `${change > 0 ? '+' : '−'}${Math.abs(change)} since the last commit`;
    assert.ok(change === 0 || row.description.endsWith(` · ${since}`), row.description);
    const always = partsOf(row, 'always');
    assert.ok(always.some((part) => /^CLAUDE\.md: ≈\d+ tokens · \+\d+ since the last commit$/.test(part)));
    assert.ok(
      always.some((part) => /^new\.md: ≈\d+ tokens? · \.claude\/rules · new since the last commit$/.test(part)),
    );
    assert.ok(always.some((part) => /^same\.md: ≈\d+ tokens · \.claude\/rules$/.test(part)));
    assert.ok(always.some((part) => /^Around the files: ≈\d+ tokens?$/.test(part)));
    assert.match(partsOf(row, 'gone').join(), /^old\.md: ≈\d+ tokens · \.claude\/rules$/);
    const shown = (each: AgentRow) => ({ ...each, groups: each.groups.map((group) => [group, group.parts()]) });
    const same = agentRow(read, [], sayInEnglish, read.counted);
    assert.equal(JSON.stringify(shown(same)), JSON.stringify(shown(agentRow(read, [], sayInEnglish))));
  });
});
