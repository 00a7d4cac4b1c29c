import assert from 'node:assert/strict';
import { cursor } from '../../../../../src/core/context/agents/cursor';
import { assembled, describeRules, linesOf } from '../../../../support/contextTrees';

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
