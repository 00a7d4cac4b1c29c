import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { claudeCode } from '../../../../../src/core/context/agents/claudeCode';
import { assembled, linesOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

const skill = (description: string, more = ''): string => `---\ndescription: ${description}\n${more}---\nBody`;

describe('the settings of Claude Code', () => {
  const two = {
    '.claude/skills/a/SKILL.md': skill('first of all').replace('Body', 'First line of the body'),
    '.claude/skills/b/SKILL.md': skill('second'),
  };
  const settings = (fields: object): string => JSON.stringify(fields);

  it('are those of the user, of the project and of its own, of which the last one wins', async () => {
    const home = { '.claude/settings.json': settings({ skillListingMaxDescChars: 9, skillOverrides: { b: 'off' } }) };
    const project = { '.claude/settings.json': settings({ skillListingMaxDescChars: 7 }) };
    const own = { '.claude/settings.local.json': settings({ skillListingMaxDescChars: 5 }) };
    const textWith = async (files: Files) => (await assembled(claudeCode, { ...two, ...files }, { home })).text;
    assert.match(await textWith({}), /^- a: first of\n\n/);
    assert.match(await textWith(project), /^- a: first o\n/);
    assert.match(await textWith({ ...project, ...own }), /^- a: first\n/);
  });

  it('switch skills off, keep their names alone, or leave them to the user', async () => {
    const of = async (override: string) => {
      const files = { ...two, '.claude/settings.json': settings({ skillOverrides: { a: override } }) };
      const context = await assembled(claudeCode, files);
      return [...linesOf(context, 'skillEntry'), ...linesOf(context, 'skill'), context.text.split('\n')[0]];
    };
    const [a, b] = ['.claude/skills/a/SKILL.md', '.claude/skills/b/SKILL.md'];
    const second = '- b: second';
    assert.deepEqual(await of('off'), [
      ...[`${a} never unread switchedOff`, `${b} always whole`, `${b} onDemand whole`, second],
    ]);
    assert.deepEqual(await of('user-invocable-only'), [
      ...[`${b} always whole`, `${a} onDemand whole byHand`, `${b} onDemand whole`, second],
    ]);
    const named = await of('name-only');
    assert.equal(named.at(-1), '- a: First line of the body');
  });

  it('give the list of skills its part of the window, in which 4 characters stand for a token, of 1,000,000 if nobody says', async () => {
    const statusWith = async (description: number, contextWindow?: number) => {
      const files = {
        '.claude/skills/a/SKILL.md': skill('d'.repeat(description)),
        '.claude/settings.json': settings({ skillListingBudgetFraction: 0.00002 }),
      };
      const asked = contextWindow === undefined ? {} : { model: { id: 'm', contextWindow } };
      const context = await assembled(claudeCode, files, asked);
      const said = context.unknown.map((saying) => saying(sayInEnglish)).find((each) => each.includes('its budget is'));
      return [linesOf(context, 'skillEntry')[0]?.split(' ').at(-1), said?.replace(/:.*/, '')];
    };
    assert.deepEqual(await statusWith(79), ['whole', undefined]);
    assert.deepEqual(await statusWith(80), [
      'listBudget',
      'The list of skills has 81 characters, and its budget is 80',
    ]);
    assert.deepEqual(await statusWith(160, 2_000_000), [
      'listBudget',
      'The list of skills has 161 characters, and its budget is 160',
    ]);
  });
});

describe('the lists of Claude Code', () => {
  it('have the skills of the folder itself, with when to use them, and those with paths only for files that fit', async () => {
    const files = {
      '.claude/skills/SKILL.md': skill('too high'),
      '.claude/skills/a/b/SKILL.md': skill('too deep'),
      '.claude/skills/when/SKILL.md': skill('does it', 'when_to_use: now\n'),
      '.claude/skills/ts/SKILL.md': skill('types', 'paths: "*.ts"\n'),
      '.claude/commands/go.md': skill('goes', 'name: other\npaths: "*.py"\n'),
    };
    assert.equal(
      (await assembled(claudeCode, files, { file: 'x.ts' })).text,
      '- ts: types\n- when: does it now\n- go: goes\n\n',
    );
    const other = await assembled(claudeCode, files, { file: 'x.py' });
    assert.ok(linesOf(other, 'skill').includes('.claude/skills/ts/SKILL.md onDemand whole otherFiles'));
  });

  it('have the agent of the project in place of that of the user', async () => {
    const agent = (description: string): string => `---\nname: same\ndescription: ${description}\n---\n`;
    const home = { '.claude/agents/u.md': agent('mine') };
    const context = await assembled(claudeCode, { '.claude/agents/p.md': agent('ours') }, { home });
    assert.equal(context.text, '- same: ours\n\n');
    assert.deepEqual(linesOf(context, 'agentEntry'), [
      '~/.claude/agents/u.md never unread inPlaceOf',
      '.claude/agents/p.md always whole',
    ]);
  });
});
