import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { findingsIn, findingsOfFile } from '../../../../../src/core/context/findings/findings';
import { shownText } from '../../../../../src/core/context/findings/placed';
import { agentIds } from '../../../../../src/core/context/contextReport';
import type { AgentId, ContextFinding } from '../../../../../src/core/context/contextReport';
import { isFile } from '../../../../../src/core/context/agents/instructionFile';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

interface Found extends ContextFinding {
  /** What stands at its place. */
  readonly at: string;
  readonly says: string;
  /** The file once it is mended. */
  readonly mended: string | undefined;
}

/** Findings in files; a token is a word. */
async function found(files: Files, agents: readonly AgentId[] = agentIds): Promise<Found[]> {
  const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const count = (text: string) => Promise.resolve(text.split(/\s+/).filter(Boolean).length);
  const findings = await findingsIn(tree, { agents }, count);
  return Promise.all(
    findings.map(async (finding) => {
      const read = await tree.read(finding.file);
      const text = isFile(read) ? shownText(read) : '';
      const [edit] = finding.fix?.edits ?? [];
      const mended = edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
      const at = text.slice(finding.span.start, finding.span.end);
      return { ...finding, at, says: finding.message(sayInEnglish), mended };
    }),
  );
}

/** One line each: the agent, the rule and the file. */
const lines = async (files: Files, agents?: readonly AgentId[]): Promise<string[]> =>
  (await found(files, agents)).map(({ agent, rule, file }) => `${agent} ${rule} ${file}`);

const skill = (name: string, description = 'What it does.'): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\nDo it.\n`;

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

  it('name files that an agent does not read', async () => {
    const files = { '.github/prompts/a.prompt.md': 'x', '.cursor/rules/a.md': 'x', '.cursor/rules/README.md': 'x' };
    assert.deepEqual(
      (await found(files)).map(({ agent, file, says }) => [agent, file, says]),
      [
        ['cursor', '.cursor/rules/a.md', 'Cursor reads only .mdc files here.'],
        ['copilot', '.github/prompts/a.prompt.md', 'Copilot does not read .prompt.md files.'],
      ],
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

describe('the specification of SKILL.md', () => {
  /** Rules that a skill in the folder `tidy-up` breaks. */
  const broken = async (text: string): Promise<Found[]> => found({ 'skills/tidy-up/SKILL.md': text }, []);
  const rulesOf = async (text: string): Promise<string[]> => (await broken(text)).map(({ rule }) => rule);
  const withField = (field: string): string => `---\nname: tidy-up\ndescription: d\n${field}\n---\nx`;

  it('wants a name and a description between two lines', async () => {
    assert.deepEqual(await rulesOf('# Tidy up'), ['skill-front-matter']);
    assert.deepEqual(await rulesOf('---\nname: tidy-up\n'), ['skill-front-matter']);
    const [slip] = await broken('---\nname: tidy-up\ndescription: Use it: always\n---\n');
    assert.equal(slip?.says, 'Text that contains a colon and a space needs quotes.');
    assert.deepEqual(await rulesOf('---\n---\n'), ['skill-description', 'skill-name']);
    assert.deepEqual(await rulesOf(`\uFEFF${skill('tidy-up')}`), []);
  });

  it('wants the name of the folder, in small letters, digits and hyphens', async () => {
    for (const name of ['Tidy up', 'tidy_up', '-tidy', 'tidy-', 'tidy--up', 'a'.repeat(65), 'über']) {
      const [problem, ...more] = await broken(skill(name));
      assert.deepEqual([problem?.rule, problem?.at, more], ['skill-name', name, []], name);
      assert.equal(problem?.mended, skill('tidy-up'));
    }
    const [folder] = await broken(skill('"tidy"'));
    assert.deepEqual([folder?.rule, folder?.at], ['skill-folder', '"tidy"']);
    assert.equal(folder?.mended, skill('tidy-up'));
    const [missing] = await broken('---\ndescription: d\n---\n');
    assert.equal(missing?.mended, '---\nname: tidy-up\ndescription: d\n---\n');
    assert.deepEqual(await found({ 'SKILL.md': skill('any') }, []), []);
  });

  it('bounds description and compatibility, in characters', async () => {
    assert.deepEqual(await rulesOf(skill('tidy-up', '🎉'.repeat(1_024))), []);
    assert.deepEqual(await rulesOf(skill('tidy-up', '🎉'.repeat(1_025))), ['skill-description']);
    assert.deepEqual(await rulesOf(withField(`compatibility: ${'c'.repeat(500)}`)), []);
    assert.deepEqual(await rulesOf(withField(`compatibility: ${'c'.repeat(501)}`)), ['skill-compatibility']);
    assert.deepEqual(await rulesOf(withField('compatibility: [a]')), ['skill-compatibility']);
  });

  it('wants a map of texts for metadata', async () => {
    assert.deepEqual(await rulesOf(withField('metadata:\n  version: 1.0\n  by: me\n  on: 2026-01-01')), []);
    for (const value of ['x', '[a]', '\n  tags: [a]', '\n  a:\n    b: c']) {
      assert.deepEqual(await rulesOf(withField(`metadata: ${value}`)), ['skill-metadata'], value);
    }
  });

  it('wants one text for the tools, and writes it', async () => {
    assert.deepEqual(await rulesOf(withField('allowed-tools: Read, Bash')), []);
    const one = withField('allowed-tools: Read Bash(git log:*)');
    for (const list of [
      '[Read, "Bash(git log:*)"]',
      '\n- Read\n- Bash(git log:*)',
      '\n  - Read\n  - Bash(git log:*)',
    ]) {
      const [problem] = await broken(withField(`allowed-tools: ${list}`).replace(': \n', ':\n'));
      assert.deepEqual([problem?.rule, problem?.mended], ['skill-allowed-tools', one], list);
    }
    const [odd] = await broken(withField('allowed-tools: [Azure MCP/docs]'));
    assert.deepEqual([odd?.rule, odd?.mended], ['skill-allowed-tools', undefined]);
  });

  it('counts the tokens of the body', async () => {
    assert.deepEqual(await rulesOf(`${skill('tidy-up')}${'word '.repeat(4_998)}`), []);
    const [problem] = await broken(`${skill('tidy-up')}${'word '.repeat(4_999)}`);
    assert.deepEqual([problem?.rule, problem?.at], ['skill-body', 'Do it.']);
    assert.equal(problem?.says, 'The body has 5,001 tokens. The specification recommends fewer than 5,000.');
  });
});

describe('plugin.json', () => {
  const schema = 'https://agent-plugins.org/schemas/1.0.0/plugin.schema.json';
  const broken = async (value: unknown, path = 'p/plugin.json'): Promise<string[]> => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return (await found({ [path]: text }, [])).map(({ agent, at, rule }) => `${agent} ${rule} ${at}`);
  };

  it('is checked where it is one of agents', async () => {
    const good = { $schema: schema, name: 'a.b-c', author: { name: 'x' }, keywords: ['a'], extensions: { 'x.y': {} } };
    assert.deepEqual(await broken(good), []);
    assert.deepEqual(await broken({ name: 'A B' }), []);
    assert.deepEqual(await broken({ $schema: schema, name: 'A' }), ['all plugin-json "A"']);
    assert.deepEqual(await broken({ ...good, skills: './s', license: 1, keywords: [1], author: { x: 1 } }), [
      'all plugin-json {"x":1}',
      'all plugin-json [1]',
      'all plugin-json "skills"',
      'all plugin-json 1',
    ]);
    for (const name of ['', '-a', 'a..b', 'a--b', 'a'.repeat(65)]) {
      assert.equal((await broken({ $schema: schema, name })).length, 1, name);
    }
  });

  it('of Claude Code needs a name, and nothing else that is known', async () => {
    const path = '.claude-plugin/plugin.json';
    assert.deepEqual(await broken({ name: 'a', more: 1 }, path), []);
    assert.deepEqual(await broken('{"more": 1}', path), ['claude-code plugin-json {"more": 1}']);
    assert.deepEqual(await broken('{"name": "a",}', path), ['claude-code plugin-json }']);
    assert.deepEqual(await broken('[]', path), ['claude-code plugin-json []']);
  });
});
