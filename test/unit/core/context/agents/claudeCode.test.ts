import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { claudeCode } from '../../../../../src/core/context/agents/claudeCode';
import { claudeImports } from '../../../../../src/core/context/agents/claudeImports';
import { catalog } from '../../../../../generated/catalog';
import { assembled, describeRules, linesOf, treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

const skill = (description: string, more = ''): string => `---\ndescription: ${description}\n${more}---\nBody`;

describeRules(claudeCode, {
  'own-files': async () => {
    const files = { 'CLAUDE.md': 'one', '.claude/CLAUDE.md': 'two', 'CLAUDE.local.md': 'three' };
    const home = { '.claude/CLAUDE.md': 'mine' };
    const context = await assembled(claudeCode, files, { home });
    assert.equal(context.text, 'mine\n\none\n\ntwo\n\nthree\n\n');
    assert.ok(context.unknown.some((saying) => saying((message) => message).includes('all folders above')));
  },

  'agents-md': async () => {
    const agents = { 'AGENTS.md': 'agents', 'a/AGENTS.md': 'below' };
    const alone = await assembled(claudeCode, agents);
    assert.deepEqual(linesOf(alone, 'instructions'), ['AGENTS.md always whole', 'a/AGENTS.md onDemand whole inFolder']);
    const beside = await assembled(claudeCode, { ...agents, 'CLAUDE.local.md': 'mine' });
    assert.deepEqual(linesOf(beside, 'instructions'), [
      'CLAUDE.local.md always whole',
      'AGENTS.md never unread inPlaceOf',
      'a/AGENTS.md never unread inPlaceOf',
    ]);
    const imported = await assembled(claudeCode, { ...agents, 'CLAUDE.md': '@AGENTS.md\nmore' });
    assert.equal(imported.text, 'agents\n\n@AGENTS.md\nmore\n\n');
    assert.deepEqual(linesOf(imported, 'import'), ['AGENTS.md always whole']);
    const asked = async (instructionFiles: string): Promise<string[]> => {
      const settings = JSON.stringify({ pluginConfigs: { 'agents-md@builtin': { options: { instructionFiles } } } });
      const home = { '.claude/settings.json': settings };
      return linesOf(await assembled(claudeCode, { ...agents, 'CLAUDE.md': 'own' }, { home }), 'instructions');
    };
    assert.deepEqual(await asked('claude-md-and-agents-md'), [
      'CLAUDE.md always whole',
      'AGENTS.md always whole',
      'a/AGENTS.md onDemand whole inFolder',
    ]);
    assert.deepEqual(await asked('claude-md'), [
      'CLAUDE.md always whole',
      'AGENTS.md never unread switchedOff',
      'a/AGENTS.md never unread switchedOff',
    ]);
  },

  imports: async () => {
    const chain = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`d/f${i}.md`, `text ${i} @f${i + 1}.md`]));
    const context = await assembled(claudeCode, { 'CLAUDE.md': 'See @d/f0.md, `@d/no.md`, @param', ...chain });
    assert.deepEqual(linesOf(context, 'import'), [
      'd/f4.md never unread importDepth',
      'd/f3.md always whole',
      'd/f2.md always whole',
      'd/f1.md always whole',
      'd/f0.md always whole',
    ]);
    const lost = await assembled(claudeCode, { 'CLAUDE.md': '@docs/gone.md @../out.md @~/mine.md' });
    assert.deepEqual(linesOf(lost, 'import'), [
      'docs/gone.md never unread missing',
      '../out.md never unread outside',
      '~/mine.md never unread outside',
    ]);
  },

  comments: async () => {
    const text = 'kept\n<!-- for people\n@not.md -->\n```\n<!-- code -->\n```\nin <!-- line --> kept\n';
    const context = await assembled(claudeCode, { 'CLAUDE.md': text });
    assert.equal(context.text, 'kept\n```\n<!-- code -->\n```\nin <!-- line --> kept\n\n');
    assert.deepEqual(linesOf(context, 'import'), []);
  },

  'large-files': async () => {
    const context = await assembled(claudeCode, { 'CLAUDE.md': new Uint8Array(4 * 1024 ** 2 + 1).fill(97) });
    assert.deepEqual(linesOf(context, 'instructions'), ['CLAUDE.md never unread tooLong']);
  },

  'rules-by-path': async () => {
    const files = {
      '.claude/rules/all.md': '---\nowner: us\n---\nall',
      '.claude/rules/deep/ts.md': '---\npaths: "src/**/*.{ts,tsx}, lib/*"\n---\nts',
      '.claude/rules/md.md': '---\npaths:\n  - "*.md"\n---\nmd',
    };
    const { text, parts } = await assembled(claudeCode, files, { file: 'src/a/b.ts' });
    assert.equal(text, 'all\n\nts\n\n');
    assert.deepEqual(
      parts.filter(({ kind }) => kind === 'rule').map(({ file, load, status }) => [file, load, status]),
      [
        ['.claude/rules/all.md', 'always', 'whole'],
        ['.claude/rules/deep/ts.md', 'match', 'whole'],
        ['.claude/rules/md.md', 'match', 'unread'],
      ],
    );
    const without = await assembled(claudeCode, files);
    assert.deepEqual(linesOf(without, 'rule').slice(1), [
      '.claude/rules/deep/ts.md match whole otherFiles',
      '.claude/rules/md.md match whole otherFiles',
    ]);
  },

  'folders-below': async () => {
    const files = { 'CLAUDE.md': 'top', 'a/CLAUDE.md': 'in a', 'b/CLAUDE.md': 'in b' };
    const context = await assembled(claudeCode, files, { file: 'a/x.ts' });
    assert.equal(context.text, 'top\n\nin a\n\n');
    assert.deepEqual(linesOf(context, 'instructions'), [
      'CLAUDE.md always whole',
      'a/CLAUDE.md match whole',
      'b/CLAUDE.md onDemand whole inFolder',
    ]);
  },

  memory: async () => {
    const memory = (text: string) => ({ '.claude/projects/-w/memory/MEMORY.md': text });
    const lines = Array.from({ length: 250 }, (_, i) => `line ${i}`).join('\n');
    const { text, parts } = await assembled(claudeCode, {}, { home: memory(lines) });
    assert.ok(text.endsWith('line 199\n'));
    assert.deepEqual(parts.find(({ kind }) => kind === 'memory')?.reason, {
      why: 'tooLong',
      limit: 200,
      unit: 'lines',
    });
    const wide = await assembled(claudeCode, {}, { home: memory('x'.repeat(30_000)) });
    assert.equal(wide.text.length, 25 * 1024 + 1);
  },

  excludes: async () => {
    const files = { 'CLAUDE.md': 'top', 'a/CLAUDE.md': 'in a', '.claude/rules/r.md': 'rule' };
    const settings = {
      '.claude/settings.local.json': '{"claudeMdExcludes": ["**/a/CLAUDE.md", "/w/.claude/rules/**"]}',
    };
    const context = await assembled(claudeCode, { ...files, ...settings }, { file: 'a/x' });
    assert.equal(context.text, 'top\n\n');
    assert.deepEqual(linesOf(context, 'rule'), ['.claude/rules/r.md never unread switchedOff']);
  },

  'skill-list': async () => {
    const files = {
      '.claude/skills/long/SKILL.md': skill('x'.repeat(2_000)),
      '.claude/skills/none/SKILL.md': '# First line\nmore',
      '.claude/skills/hand/SKILL.md': skill('by hand', 'disable-model-invocation: true\n'),
      '.claude/skills/both/SKILL.md': skill('project'),
      '.claude/commands/go/now.md': skill('command'),
    };
    const home = { '.claude/skills/both/SKILL.md': skill('user') };
    const context = await assembled(claudeCode, files, { home });
    assert.match(context.text, /- both: user\n- long: x{1536}\n- none: # First line\n- go:now: command\n/);
    assert.deepEqual(linesOf(context, 'skillEntry'), [
      '.claude/skills/both/SKILL.md never unread inPlaceOf',
      '~/.claude/skills/both/SKILL.md always whole',
      '.claude/skills/long/SKILL.md always cut tooLong',
      '.claude/skills/none/SKILL.md always whole',
      '.claude/commands/go/now.md always whole',
    ]);
    assert.ok(linesOf(context, 'skill').includes('.claude/skills/hand/SKILL.md onDemand whole byHand'));
  },

  'skills-below': async () => {
    const files = {
      '.claude/skills/deploy/SKILL.md': skill('all of it'),
      'apps/web/.claude/skills/deploy/SKILL.md': skill('the web'),
      'apps/web/.claude/skills/look/SKILL.md': skill('how it looks'),
      'apps/.claude/skills/SKILL.md': skill('none'),
      'lib/.claude/skills/test/SKILL.md': skill('the library'),
    };
    const context = await assembled(claudeCode, files, { file: 'apps/web/src/a.ts' });
    assert.match(context.text, /^- deploy: all of it\n- apps\/web:deploy: the web\n- look: how it looks\n\n/);
    assert.deepEqual(linesOf(context, 'skill').slice(-1), ['lib/.claude/skills/test/SKILL.md onDemand whole inFolder']);
    assert.equal((await assembled(claudeCode, files)).text, '- deploy: all of it\n\n');
  },

  'skill-list-budget': async () => {
    const many = Array.from({ length: 20 }, (_, i) => [`.claude/skills/s${i}/SKILL.md`, skill('y'.repeat(500))]);
    const files = Object.fromEntries(many) as Record<string, string>;
    const model = (contextWindow: number) => ({ model: { id: 'm', contextWindow } });
    const [narrow, wide, usual] = [
      await assembled(claudeCode, files, model(200_000)),
      await assembled(claudeCode, files, model(1e6)),
      await assembled(claudeCode, files),
    ];
    assert.deepEqual(linesOf(usual, 'skillEntry'), linesOf(wide, 'skillEntry'));
    assert.equal(catalog.models.find(({ id }) => id === claudeCode.model)?.contextWindow, 1e6);
    assert.deepEqual(
      new Set(linesOf(narrow, 'skillEntry').map((line) => line.split(' ').at(-1))),
      new Set(['listBudget']),
    );
    assert.deepEqual(new Set(linesOf(wide, 'skillEntry').map((line) => line.split(' ').at(-1))), new Set(['whole']));
  },

  'agent-list': async () => {
    const agent = '---\nname: reviewer\ndescription: reviews\n---\nYou review.';
    const context = await assembled(claudeCode, { '.claude/agents/r.md': agent, '.claude/agents/no.md': 'no fields' });
    assert.match(context.text, /- reviewer: reviews\n/);
    assert.deepEqual(linesOf(context, 'agentEntry'), [
      '.claude/agents/no.md never unread invalid',
      '.claude/agents/r.md always whole',
    ]);
    assert.deepEqual(linesOf(context, 'agent'), ['.claude/agents/r.md onDemand whole']);
  },
});

describe('Claude Code', () => {
  it('reads .claude/AGENTS.md, and the rules of the user', async () => {
    const { text } = await assembled(claudeCode, { '.claude/AGENTS.md': 'a' }, { home: { '.claude/rules/r.md': 'r' } });
    assert.equal(text, 'r\n\na\n\n');
    const beside = await assembled(claudeCode, { 'CLAUDE.md': 'x', '.claude/AGENTS.md': 'y' });
    assert.deepEqual(linesOf(beside, 'instructions'), [
      'CLAUDE.md always whole',
      '.claude/AGENTS.md never unread inPlaceOf',
    ]);
  });

  it('reads the rules of a folder with its files alone, and sees their paths from there', async () => {
    const files = {
      'a/CLAUDE.md': 'in a',
      'a/.claude/rules/all.md': 'all of a',
      'a/.claude/rules/ts.md': '---\npaths: src/*.ts\n---\nts',
    };
    const context = await assembled(claudeCode, files, { file: 'a/src/x.ts' });
    assert.equal(context.text, 'in a\n\nall of a\n\nts\n\n');
    assert.deepEqual(linesOf(context, 'rule'), [
      'a/.claude/rules/all.md match whole',
      'a/.claude/rules/ts.md match whole',
    ]);
    const above = await assembled(claudeCode, files, { file: 'a/x.ts' });
    assert.ok(linesOf(above, 'rule').includes('a/.claude/rules/ts.md match unread otherFiles'));
    assert.deepEqual(linesOf(await assembled(claudeCode, files, { file: 'b/x.ts' }), 'rule'), []);
  });

  it('says which folders above were not looked at, and what leads out', async () => {
    const said = async (files: Files): Promise<string> =>
      (await assembled(claudeCode, files)).unknown.map((saying) => saying(sayInEnglish)).join('\n');
    assert.match(await said({ 'CLAUDE.md': 'x' }), /in all folders above this one/);
    assert.match(await said({ 'AGENTS.md': 'x' }), /A CLAUDE\.md in a folder above this one would be read too/);
    assert.match(
      await said({ '/out/x': 'x', 'CLAUDE.md': { link: '/out/x' } }),
      /^CLAUDE\.md leads out of the folder/m,
    );
  });

  it('keeps 200 lines or 25 KB of its memory, and says which of both has cut it', async () => {
    const memoryOf = async (text: string) => {
      const home = { '.claude/projects/-w/memory/MEMORY.md': text };
      return (await assembled(claudeCode, {}, { home })).parts.find(({ kind }) => kind === 'memory');
    };
    const whole = await memoryOf('line\n'.repeat(200));
    assert.deepEqual([whole?.status, whole?.reason], ['whole', null]);
    const wide = await memoryOf('x'.repeat(30_000));
    assert.deepEqual([wide?.status, wide?.reason], ['cut', { why: 'tooLong', limit: 25 * 1024, unit: 'bytes' }]);
  });

  it('sends a file once, whoever imports it, and nothing twice that is imported', async () => {
    const files = { 'CLAUDE.md': '@a.md @b.md', 'b.md': '@a.md', 'a.md': 'a @CLAUDE.md' };
    assert.equal((await assembled(claudeCode, files)).text, 'a @CLAUDE.md\n\n@a.md\n\n@a.md @b.md\n\n');
    const imported = await assembled(claudeCode, { 'AGENTS.md': 'agents', 'CLAUDE.md': '@AGENTS.md' });
    assert.deepEqual(linesOf(imported, 'instructions'), ['CLAUDE.md always whole']);
  });

  it('names what the user imports by the home folder', async () => {
    const home = { '.claude/CLAUDE.md': '@more.md', '.claude/more.md': 'more' };
    assert.deepEqual(linesOf(await assembled(claudeCode, {}, { home }), 'import'), ['~/.claude/more.md always whole']);
  });

  it('takes a comment that is indented by 4 for code', async () => {
    const context = await assembled(claudeCode, { 'CLAUDE.md': '   <!-- 3 -->\n    <!-- 4 -->\n' });
    assert.equal(context.text, '    <!-- 4 -->\n\n');
  });

  it('says that a file of more than 4 MiB is too long only where that is so', async () => {
    const { tree } = treeOf({ 'CLAUDE.md': 'x'.repeat(100) }, '/w', {
      maxBytes: 10,
      headBytes: 5,
      maxTotalBytes: 1_000,
      maxFiles: 9,
    });
    const context = await claudeCode.assemble(tree, {});
    assert.deepEqual(linesOf(context, 'instructions'), ['CLAUDE.md never unread notReadHere']);
    assert.ok(context.unknown.some((saying) => saying(sayInEnglish).startsWith('CLAUDE.md is too large')));
  });
});

describe('an import of Claude Code', () => {
  it('is what begins with @ in prose, with spaces behind backslashes', () => {
    const text = 'See @a.md and (@no.md) "@no" me@x.y @b/c.md.\n- @Design\\ Docs/d.md\n~~~\n@no.md\n~~~\n``@no``';
    assert.deepEqual(claudeImports(text), ['a.md', 'b/c.md.', 'Design Docs/d.md']);
  });
});
