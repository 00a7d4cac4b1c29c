import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { cursor } from '../../../../../src/core/context/agents/cursor';
import { assembled, describeRules, linesOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

const rule = (fields: string, text = 'Body'): string => `---\n${fields}\n---\n${text}`;

describeRules(cursor, {
  always: async () => {
    const context = await assembled(cursor, {
      '.cursor/rules/a.mdc': rule('alwaysApply: true\nglobs: x/**', 'always'),
    });
    assert.equal(context.text, 'always\n\n');
  },

  'rules-by-path': async () => {
    const files = { '.cursor/rules/deep/t.mdc': rule('globs: src/**/*.ts, *.md\nalwaysApply: false', 'ts') };
    assert.equal((await assembled(cursor, files, { file: 'src/a/b.ts' })).text, 'ts\n\n');
    const other = await assembled(cursor, files, { file: 'src/a/b.py' });
    assert.deepEqual(linesOf(other, 'rule'), ['.cursor/rules/deep/t.mdc match unread otherFiles']);
    // As Cursor writes it itself, which is no YAML.
    const plain = {
      '.cursor/rules/s.mdc': rule('description: a\r\nglobs: **/*.ts,*.tsx\r\nalwaysApply: false', 'star'),
    };
    assert.equal((await assembled(cursor, plain, { file: 'src/b.ts' })).text, 'star\n\n');
  },

  'by-description': async () => {
    const context = await assembled(cursor, { '.cursor/rules/rpc.mdc': rule('description: Conventions\nglobs:') });
    assert.match(context.text, /- rpc: Conventions\n/);
    assert.deepEqual(linesOf(context, 'rule'), ['.cursor/rules/rpc.mdc onDemand whole']);
  },

  'by-hand': async () => {
    const context = await assembled(cursor, { '.cursor/rules/m.mdc': rule('alwaysApply: false') });
    assert.deepEqual(linesOf(context, 'rule'), ['.cursor/rules/m.mdc onDemand whole byHand']);
  },

  'only-mdc': async () => {
    const context = await assembled(cursor, { '.cursor/rules/m.md': rule('alwaysApply: true') });
    assert.deepEqual(linesOf(context, 'rule'), ['.cursor/rules/m.md never unread notForAgent']);
  },

  'agents-md': async () => {
    const files = { 'AGENTS.md': 'top', 'a/AGENTS.md': 'in a', 'b/AGENTS.md': 'in b' };
    const context = await assembled(cursor, files, { file: 'a/x.ts' });
    assert.equal(context.text, 'top\n\nin a\n\n');
    assert.deepEqual(linesOf(context, 'instructions').at(-1), 'b/AGENTS.md onDemand whole inFolder');
  },

  'skill-list': async () => {
    const skill = (more = ''): string => rule(`name: one\ndescription: does it${more}`);
    const files = {
      '.codex/skills/a/SKILL.md': skill(),
      '.cursor/skills/group/b/SKILL.md': skill('\npaths: "*.md"'),
      'web/.agents/skills/c/SKILL.md': skill(),
      '.claude/skills/d/SKILL.md': rule('name: d'),
    };
    const context = await assembled(cursor, files, { file: 'web/x.ts' });
    assert.deepEqual(linesOf(context, 'skillEntry'), [
      '.claude/skills/d/SKILL.md never unread invalid',
      '.codex/skills/a/SKILL.md always whole',
      'web/.agents/skills/c/SKILL.md always whole',
    ]);
    assert.ok(linesOf(context, 'skill').includes('.cursor/skills/group/b/SKILL.md onDemand whole otherFiles'));
  },
});

describe('Cursor', () => {
  const skill = (fields: string): string => `---\n${fields}\n---\nBody`;

  it('sends rules always only where alwaysApply is true itself', async () => {
    const context = await assembled(cursor, { '.cursor/rules/a.mdc': rule('alwaysApply: "true"') });
    assert.deepEqual(linesOf(context, 'rule'), ['.cursor/rules/a.mdc onDemand whole byHand']);
  });

  it('lists a described rule by the name of its file', async () => {
    const { text } = await assembled(cursor, { '.cursor/rules/deep/style.mdc': rule('description: How to write') });
    assert.equal(text, '- style: How to write\n\n');
  });

  it('says that nobody knows of .cursorrules where there are some', async () => {
    const said = async (files: Files): Promise<boolean> =>
      (await assembled(cursor, files)).unknown.some((saying) => saying(sayInEnglish).includes('.cursorrules'));
    assert.equal(await said({ '.cursorrules': 'x' }), true);
    assert.equal(await said({}), false);
  });

  it('reads the AGENTS.md of the folder with every turn, and that of a folder below with a file there', async () => {
    const files = { 'AGENTS.md': 'top', 'a/AGENTS.md': 'in a' };
    assert.deepEqual(linesOf(await assembled(cursor, files), 'instructions'), [
      'AGENTS.md always whole',
      'a/AGENTS.md onDemand whole inFolder',
    ]);
    assert.deepEqual(linesOf(await assembled(cursor, files, { file: 'a/x' }), 'instructions'), [
      'AGENTS.md always whole',
      'a/AGENTS.md match whole',
    ]);
  });

  it('lists the skills of its four folders, also the user has, which have a name and a description', async () => {
    const named = (name: string): string => skill(`name: ${name}\ndescription: d`);
    const files = {
      '.agents/skills/a/SKILL.md': named('a'),
      '.cursor/skills/b/SKILL.md': named('b'),
      '.claude/skills/c/SKILL.md': named('c'),
      '.codex/skills/d/SKILL.md': named('d'),
      '.cursor/skills/no/SKILL.md': skill('description: d'),
      '.cursor/skills/none/SKILL.md': skill('name: none'),
    };
    const context = await assembled(cursor, files, { home: { '.agents/skills/u/SKILL.md': named('u') } });
    assert.equal(context.text, '- a: d\n- b: d\n- c: d\n- d: d\n- u: d\n\n');
    assert.deepEqual(
      context.parts.flatMap(({ file, reason }) => (reason?.why === 'invalid' ? [`${file}: ${reason.what}`] : [])),
      ['.cursor/skills/no/SKILL.md: name', '.cursor/skills/none/SKILL.md: description'],
    );
  });

  it('lists the skills of a folder below, of .agents and .cursor alone, for files there, and those with paths for files that fit', async () => {
    const files = {
      'a/.cursor/skills/s/SKILL.md': skill('name: s\ndescription: d'),
      'a/.claude/skills/t/SKILL.md': skill('name: t\ndescription: d'),
      '.agents/skills/p/SKILL.md': skill('name: p\ndescription: d\npaths: "*.py"'),
    };
    const textFor = async (file: string) => (await assembled(cursor, files, { file })).text;
    assert.equal(await textFor('a/x.ts'), '- s: d\n\n');
    assert.equal(await textFor('x.py'), '- p: d\n\n');
    assert.equal(await textFor('x.ts'), '');
  });
});
