import assert from 'node:assert/strict';
import { hasLinks, isChecked } from '../../../../../src/core/context/checkedFiles';
import { agentIds } from '../../../../../src/core/context/contextReport';
import type { AgentId, ContextFinding } from '../../../../../src/core/context/contextReport';
import { findingsIn, findingsOfFile } from '../../../../../src/core/context/findings/findings';
import { found, lines, skill } from '../../../../support/contextFindings';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

describe('findings of a folder', () => {
  it('are none where all is read', async () => {
    const files = {
      'AGENTS.md': 'Run the tests. See [the docs](docs/a.md).',
      'CLAUDE.md': '@AGENTS.md',
      'docs/a.md': '',
      '.claude/skills/tidy/SKILL.md': skill('tidy'),
      '.github/instructions/a.instructions.md': '---\napplyTo: "**/*.ts"\n---\nx',
      'plugin.json': '{"id": 1}',
    };
    assert.deepEqual(await lines(files), []);
  });

  it('say where Codex stops to read, and what it does not read, in every folder', async () => {
    const files = { 'AGENTS.md': 'a'.repeat(32_760), 'a/AGENTS.md': 'first line\nsecond', 'a/b/AGENTS.md': 'leaf' };
    const [cut, unread, ...more] = await found(files, ['codex']);
    assert.deepEqual(more, []);
    assert.deepEqual([cut?.file, cut?.rule, cut?.at], ['a/AGENTS.md', 'cut', 'ne']);
    assert.deepEqual([unread?.file, unread?.rule, unread?.at], ['a/b/AGENTS.md', 'not-read', 'leaf']);
    assert.equal(
      unread?.says,
      'Codex does not read this file. All files together have 32,768 bytes, which are used up by AGENTS.md, a/AGENTS.md.',
    );
  });

  it('go by the limit that the config sets', async () => {
    const files = { '.codex/config.toml': 'project_doc_max_bytes = 5\n', 'AGENTS.md': '0123456789' };
    assert.deepEqual(await lines(files, ['codex']), ['codex cut AGENTS.md']);
  });

  it('say that AGENTS.md is not for Claude Code, unless it gets it in another way', async () => {
    const claude = (files: Files): Promise<string[]> => lines(files, ['claude-code']);
    const both = { 'AGENTS.md': 'one', 'CLAUDE.md': 'two' };
    assert.deepEqual(await claude(both), ['claude-code not-read AGENTS.md']);
    assert.deepEqual(await claude({ 'AGENTS.md': 'one', 'CLAUDE.md': 'See @AGENTS.md' }), []);
    assert.deepEqual(await claude({ 'AGENTS.md': 'one', 'CLAUDE.md': 'one' }), []);
    assert.deepEqual(await claude({ 'a/AGENTS.md': 'one', 'a/CLAUDE.md': '@AGENTS.md' }), []);
    assert.deepEqual(await claude({ 'AGENTS.md': 'one' }), []);
    // Who writes an AGENTS.override.md for Codex means it.
    assert.deepEqual(await lines({ 'AGENTS.md': 'one', 'AGENTS.override.md': 'two' }, ['codex']), []);
  });

  it('name skills that a list leaves out, and those of one name', async () => {
    const files = { '.claude/skills/a/SKILL.md': skill('a'), '.agents/skills/a/SKILL.md': skill('a', 'Other.') };
    assert.deepEqual(await lines(files, ['copilot']), ['copilot same-name .claude/skills/a/SKILL.md']);
    assert.deepEqual(await lines({ ...files, '.claude/skills/a/SKILL.md': skill('a', 'Other.') }, ['copilot']), []);
  });

  it('say what does not fit into the list of Codex', async () => {
    const many = (count: number, description: string): Files => ({
      '.codex/config.toml': 'model_context_window = 40000',
      ...Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`.agents/skills/s${i}/SKILL.md`, skill(`s${i}`, description)]),
      ),
    });
    const [cut] = await found(many(8, 'd'.repeat(1_000)), ['codex']);
    assert.deepEqual([cut?.rule, cut?.at.length], ['cut', 1_000]);
    assert.match(
      String(cut?.says),
      /^Codex lists only the beginning of this description\. The list has a budget of 800 /,
    );
    const rules = (await found(many(100, 'd'), ['codex'])).map(({ rule }) => rule);
    assert.ok(rules.includes('not-listed'));
  });

  it('point at an import that is too deep, and at one that is not there', async () => {
    const files = {
      'CLAUDE.md': '@i/1.md @gone.md @types/node `@code.md` @~/.claude/mine.md',
      ...Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`i/${i}.md`, `Go on: @${i + 1}.md`])),
      'i/6.md': 'end',
    };
    const said = (await found(files, ['claude-code'])).map(({ file, at, rule }) => [file, at, rule]);
    assert.deepEqual(said, [
      ['CLAUDE.md', '@gone.md', 'broken-import'],
      ['i/4.md', '@5.md', 'import-depth'],
    ]);
  });

  it('point at the import that is too deep among those of its file', async () => {
    const files = {
      'CLAUDE.md': '@1.md',
      ...Object.fromEntries([1, 2, 3].map((i) => [`${i}.md`, `@${i + 1}.md`])),
      ...{ '4.md': '@CLAUDE.md then @5.md', '5.md': 'end' },
    };
    const said = (await found(files, ['claude-code'])).map(({ file, at, rule }) => [file, at, rule]);
    assert.deepEqual(said, [['4.md', '@5.md', 'import-depth']]);
  });

  it('take fields that are no YAML for wrong only where it was tried out what an agent makes of them', async () => {
    const files = { '.agents/skills/a/SKILL.md': '---\nname: [\n---\n', '.claude/agents/a.md': '---\nname: [\n---\n' };
    const notListed = async (agent: AgentId): Promise<boolean> =>
      (await lines(files, [agent])).some((line) => line.startsWith(`${agent} not-listed`));
    assert.deepEqual([await notListed('codex'), await notListed('claude-code')], [true, false]);
  });

  it('name files that an agent does not read', async () => {
    const files = { '.github/prompts/a.prompt.md': 'x', '.cursor/rules/a.md': 'x', '.cursor/rules/README.md': 'x' };
    assert.deepEqual(
      (await found(files)).map(({ agent, severity, file, says }) => [agent, severity, file, says]),
      [
        ['cursor', 'information', '.cursor/rules/a.md', 'Cursor reads only .mdc files here.'],
        ['copilot', 'information', '.github/prompts/a.prompt.md', 'Copilot does not read .prompt.md files.'],
      ],
    );
  });

  it('say what is too long for Claude Code: a file of more than 4 MiB, a description of more than 1,536 characters', async () => {
    const large = { 'CLAUDE.md': 'x'.repeat(4 * 1024 ** 2 + 1) };
    assert.deepEqual(await lines(large, ['claude-code']), ['claude-code not-read CLAUDE.md']);
    const long = '.claude/skills/a/SKILL.md';
    assert.deepEqual(await lines({ [long]: skill('a', 'd'.repeat(1_537)) }, ['claude-code']), [
      ...[`claude-code cut ${long}`, `all skill-description ${long}`],
    ]);
  });

  it('point at the longest description in a list of Claude Code that is over its budget', async () => {
    const many = Array.from({ length: 20 }, (_, i): [string, string] => [
      `.claude/skills/s${i}/SKILL.md`,
      skill(`s${i}`, 'd'.repeat(i === 7 ? 600 : 500)),
    ]);
    const own = { '.claude/settings.json': '{"skillListingBudgetFraction": 0.002}' };
    const over = await found({ ...Object.fromEntries(many), ...own }, ['claude-code']);
    assert.deepEqual(
      over.map(({ rule, file, at }) => [rule, file, at.length]),
      [['list-over-budget', '.claude/skills/s7/SKILL.md', 600]],
    );
    assert.match(
      over[0]!.says,
      /out of its list of 20, and this is the longest one\. The list has a budget of 8,000 char/,
    );
  });

  it('name agents of one name, and those without a description', async () => {
    const agent = (more: string): string => `---\nname: same\n${more}---\n`;
    const files = {
      '.claude/agents/a.md': agent('description: d\n'),
      '.claude/agents/b.md': agent('description: e\n'),
      '.claude/agents/c.md': '---\nname: other\n---\n',
    };
    assert.deepEqual(
      (await found(files, ['claude-code'])).map(({ rule, file, at }) => [rule, file, at]),
      [
        ['same-name', '.claude/agents/b.md', 'same'],
        ['not-listed', '.claude/agents/c.md', 'other'],
      ],
    );
  });

  it('leave out what is wrong in the folder of the user, and what git or the config hides', async () => {
    const { tree } = treeOf({ '.git/HEAD': '', 'AGENTS.md': 'x' });
    const home = treeOf({ '.claude/agents/no.md': 'no fields', '.claude/CLAUDE.md': '@gone.md' }, '/home/u').tree;
    assert.deepEqual(await findingsIn(tree, { agents: agentIds, home }, () => Promise.resolve(0)), []);
  });

  it('are at the place of the text that an editor shows, also behind a byte order mark', async () => {
    const files = { '.codex/config.toml': 'project_doc_max_bytes = 8', 'AGENTS.md': '\uFEFF0123456789' };
    assert.deepEqual(
      (await found(files, ['codex'])).map(({ rule, at }) => [rule, at]),
      [['cut', '56789']],
    );
  });

  it('look for what a file imports beside it alone, by the agent that follows it', async () => {
    const files = {
      ...{ 'here.md': '', 'a/CLAUDE.md': '@here.md @CLAUDE.local.md @notes.txt', 'GEMINI.md': '@./no.md @./here.md' },
      ...{ '.claude/rules/deep/r.md': '@gone.md', 'AGENTS.md': '@gone.md', 'i/4.md': '' },
    };
    assert.deepEqual(
      (await found(files, [])).map(({ agent, file, at }) => [agent, file, at]),
      [
        ['claude-code', '.claude/rules/deep/r.md', '@gone.md'],
        ['gemini-cli', 'GEMINI.md', '@./no.md'],
        ['claude-code', 'a/CLAUDE.md', '@here.md'],
        ['claude-code', 'a/CLAUDE.md', '@notes.txt'],
      ],
    );
  });

  it('are for files that an editor looks at once they are open', () => {
    const checked = [
      ...[
        'AGENTS.md',
        'a/AGENTS.override.md',
        'CLAUDE.md',
        'CLAUDE.local.md',
        'GEMINI.md',
        'a/SKILL.md',
        'a/plugin.json',
      ],
      ...['.github/copilot-instructions.md', 'a.instructions.md', 'b/a.agent.md', 'a.prompt.md', '.token-limits.json'],
      ...['/w/.token-limits.json', '.claude/rules/a/b.md', '.claude/agents/a.md', '.claude/commands/a.md'],
      ...['/w/.cursor/rules/a.mdc', '.cursor/rules/a.md'],
    ];
    const others = [
      'README.md',
      'MYAGENTS.md',
      'SKILL.txt',
      'a.md',
      'my.token-limits.json',
      'myplugin.json',
      '.claude/a.json',
    ];
    assert.deepEqual(
      checked.filter((file) => !isChecked(file)),
      [],
    );
    assert.deepEqual(others.filter(isChecked), []);
    assert.deepEqual(
      checked.filter((file) => !hasLinks(file)),
      [...['a/plugin.json', '.token-limits.json', '/w/.token-limits.json']],
    );
  });

  it('are none of readmes among agents, of pieces of a SKILL.md, and of what tests are tried with', async () => {
    const pieces = {
      'flavors/web/SKILL.md': '<!-- a piece -->\n[gone](gone.md)',
      'a/fixtures/CLAUDE.md': '[gone](gone.md)',
    };
    assert.deepEqual(await found({ ...pieces, '.claude/agents/Readme.md': '# Our agents' }), []);
  });

  it('name a text that is sent twice', async () => {
    const files = { 'CLAUDE.md': 'the same', '.claude/CLAUDE.md': 'the same\n' };
    assert.deepEqual(await lines(files, ['claude-code']), ['claude-code duplicate .claude/CLAUDE.md']);
    assert.deepEqual(await lines({ ...files, 'CLAUDE.md': 'the same\n' }, ['copilot']), []);
    // One that is imported twice is meant.
    assert.deepEqual(await lines({ 'GEMINI.md': '@./a.md and @./a.md', 'a.md': 'a' }, ['gemini-cli']), []);
  });

  it('know links that lead nowhere from those that are none', async () => {
    const text = [
      '[a](gone.md) [b](there.md#top "Title") [c](<docs/none.md>) [d](https://x.org/a.md) [e](#top) [f](mailto:a@b.de)',
      '`[g](gone2.md)` [h](path/to/file.md) [i]({file}.md) [j](../../outside.md) [q](../gone.md) [k](url) [l](/root.md) <!-- [m](n.md) -->',
      '```\n[n](gone3.md)\n```\n[o](docs/a%20b.md)',
    ].join('\n');
    const files = { 'docs/AGENTS.md': `${text} [p](out/x.md)`, 'docs/there.md': '', 'docs/a b.md': '' };
    const link = { '/elsewhere/x.md': '', 'docs/out': { link: '/elsewhere' } };
    const said = (await found({ ...files, ...link }, [])).map(({ rule, at }) => `${rule} ${at}`);
    assert.deepEqual(said, ['broken-link gone.md', 'broken-link docs/none.md', 'broken-link ../gone.md']);
  });
});

describe('findings of one file', () => {
  const files = {
    'AGENTS.md': 'a'.repeat(32_768),
    'a/AGENTS.md': 'leaf',
    'CLAUDE.md': '@i/1.md',
    ...Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`i/${i}.md`, `Go on: @${i + 1}.md`])),
    'i/6.md': '',
    'skills/b/SKILL.md': skill('c'),
    '.claude/skills/a/SKILL.md': skill('a'),
    '.agents/skills/a/SKILL.md': skill('a', 'Other.'),
    '.token-limits.json': '{"defaults": {"CLAUDE.md": 0}}',
    'b/.token-limits.json': '{}',
    'ai-field-guide.yml': 'ignore: { paths: [skills/ignored/] }',
    'skills/ignored/SKILL.md': 'no fields',
    'huge/plugin.json': `{"$schema": "https://agent-plugins.org/schemas/1.0.0/x"${' '.repeat(4 * 1024 ** 2)}}`,
  };
  const count = (text: string) => Promise.resolve(text.length);

  it('are those that a folder has in it', async () => {
    const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
    const keyOf = ({ file, rule, agent, span }: ContextFinding): string => [file, rule, agent, span.start].join(' ');
    const all = (await findingsIn(tree, { agents: agentIds }, count)).map(keyOf);
    const one: string[] = [];
    for (const file of await tree.files())
      one.push(...((await findingsOfFile(tree, file, { count }, () => false)) ?? []).map(keyOf));
    assert.deepEqual(one.sort(), all.sort());
    assert.ok(all.length > 6);
  });

  it('are not looked for when nobody waits for them', async () => {
    const { tree } = treeOf(files);
    assert.equal(await findingsOfFile(tree, 'AGENTS.md', { count }, () => true), undefined);
  });
});

describe('findings of files that were written to be slow', () => {
  it('come in time', async () => {
    const hard = [']('.repeat(100_000), '<!--'.repeat(100_000), '@'.repeat(200_000), '@a.md '.repeat(50_000)];
    const files = Object.fromEntries(hard.map((text, i) => [`${i}/CLAUDE.md`, `${text} [a](gone.md)`]));
    const said = (await found(files, [])).map(({ rule, file }) => `${rule} ${file}`);
    assert.deepEqual(said, [
      'broken-link 0/CLAUDE.md',
      'broken-link 1/CLAUDE.md',
      'broken-link 2/CLAUDE.md',
      'broken-import 3/CLAUDE.md',
      'broken-link 3/CLAUDE.md',
    ]);
  });
});
