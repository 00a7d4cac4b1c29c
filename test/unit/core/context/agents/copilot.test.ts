import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { copilot } from '../../../../../src/core/context/agents/copilot';
import { assembled, describeRules, linesOf, treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

const rule = (applyTo: string, text: string): string => `---\napplyTo: ${applyTo}\n---\n${text}`;

describeRules(copilot, {
  'all-together': async () => {
    const files = { 'GEMINI.md': 'g', 'CLAUDE.md': 'c', '.claude/CLAUDE.md': 'd', 'AGENTS.md': 'a' };
    const home = { '.copilot/copilot-instructions.md': 'mine' };
    const { text } = await assembled(
      copilot,
      { ...files, '.github/copilot-instructions.md': '---\nx: y\n---\nown' },
      { home },
    );
    assert.equal(text, 'mine\n\n---\nx: y\n---\nown\n\na\n\nc\n\nd\n\ng\n\n');
  },

  'same-text-once': async () => {
    const context = await assembled(copilot, { 'AGENTS.md': 'same', 'CLAUDE.md': 'same' });
    assert.equal(context.text, 'same\n\n');
    assert.deepEqual(linesOf(context, 'instructions'), ['AGENTS.md always whole', 'CLAUDE.md never unread sameText']);
  },

  'rules-by-path': async () => {
    const files = {
      '.github/instructions/all.instructions.md': rule('"**"', 'all'),
      '.github/instructions/none.instructions.md': 'without',
      '.github/instructions/deep/ts.instructions.md': rule('"*.ts,lib/**"', 'ts'),
      '.github/instructions/other.md': 'no rule',
    };
    const context = await assembled(copilot, files, { file: 'src/a.ts' });
    assert.equal(context.text, 'all\n\nts\n\n');
    assert.deepEqual(linesOf(context, 'rule'), [
      '.github/instructions/all.instructions.md always whole',
      '.github/instructions/deep/ts.instructions.md match whole',
      '.github/instructions/none.instructions.md onDemand whole byHand',
    ]);
    const elsewhere = await assembled(copilot, files, { file: 'src/a.py' });
    assert.ok(
      linesOf(elsewhere, 'rule').includes('.github/instructions/deep/ts.instructions.md match unread otherFiles'),
    );
  },

  'folders-below': async () => {
    const files = { 'a/AGENTS.md': 'in a', 'b/AGENTS.md': 'in b' };
    const context = await assembled(copilot, files, { file: 'a/x.ts' });
    assert.deepEqual(linesOf(context, 'instructions'), [
      'a/AGENTS.md match whole',
      'b/AGENTS.md onDemand whole inFolder',
    ]);
    const deep = { 'a/b/CLAUDE.md': 'two deep', 'a/b/c/CLAUDE.md': 'three', 'dist/AGENTS.md': 'built' };
    assert.deepEqual(linesOf(await assembled(copilot, deep), 'instructions'), [
      'a/b/CLAUDE.md onDemand whole inFolder',
    ]);
    const worked = await assembled(copilot, deep, { file: 'a/b/c/x' });
    assert.ok(linesOf(worked, 'instructions').includes('a/b/c/CLAUDE.md match whole'));
  },

  'skill-list': async () => {
    const skill = (name: string): string => `---\nname: ${name}\ndescription: does it\n---\nBody`;
    const files = {
      '.github/skills/a/SKILL.md': skill('one'),
      '.agents/skills/a/SKILL.md': skill('one'),
      '.claude/skills/b/SKILL.md': 'First\n\nSecond\nThird\nFourth',
      '.claude/commands/go.md': '---\ndescription: goes\ndisable-model-invocation: true\n---\nGo',
    };
    const context = await assembled(copilot, files);
    assert.match(context.text, /- one: does it\n- b: First Second Third\n/);
    assert.deepEqual(linesOf(context, 'skillEntry'), [
      '.agents/skills/a/SKILL.md never unread inPlaceOf',
      '.github/skills/a/SKILL.md always whole',
      '.claude/skills/b/SKILL.md always whole',
    ]);
    assert.ok(linesOf(context, 'skill').includes('.claude/commands/go.md onDemand whole byHand'));
  },

  'agent-list': async () => {
    const agent = (text: string): string => `---\ndescription: ${text}\n---\nBody`;
    const files = { '.github/agents/a.agent.md': agent('own'), '.claude/agents/a.md': agent('other') };
    const context = await assembled(copilot, files);
    assert.match(context.text, /- a: own\n/);
    assert.deepEqual(linesOf(context, 'agentEntry'), [
      '.claude/agents/a.md never unread inPlaceOf',
      '.github/agents/a.agent.md always whole',
    ]);
    const home = { '.claude/agents/mine.md': agent('mine') };
    assert.match((await assembled(copilot, files, { home })).text, /- a: own\n- mine: mine\n/);
  },

  'no-prompt-files': async () => {
    const files = { '.github/prompts/a.prompt.md': 'a', '.github/skills/s/references/b.prompt.md': 'of a skill' };
    const context = await assembled(copilot, files);
    assert.deepEqual(linesOf(context, 'prompt'), ['.github/prompts/a.prompt.md never unread notForAgent']);
  },
});

describe('Copilot', () => {
  it('sends rules of the user, those for all files always, and the same text once', async () => {
    const files = {
      '.github/instructions/all.instructions.md': rule('"**/*"', 'all'),
      '.github/instructions/again.instructions.md': rule('"**/*"', 'all'),
    };
    const context = await assembled(copilot, files, {
      home: { '.copilot/instructions/u.instructions.md': rule('"**"', 'mine') },
    });
    assert.equal(context.text, 'all\n\nmine\n\n');
    assert.deepEqual(linesOf(context, 'rule'), [
      '.github/instructions/again.instructions.md always whole',
      '.github/instructions/all.instructions.md never unread sameText',
      '~/.copilot/instructions/u.instructions.md always whole',
    ]);
  });

  it('reads the rules of folders on the way to a file, and sees their patterns from there', async () => {
    const files = {
      'a/.github/instructions/ts.instructions.md': rule('src/*.ts', 'ts'),
      'b/.github/instructions/ts.instructions.md': rule('src/*.ts', 'not'),
      'a/.claude/CLAUDE.md': 'in a',
    };
    const context = await assembled(copilot, files, { file: 'a/src/x.ts' });
    assert.equal(context.text, 'in a\n\nts\n\n');
    assert.deepEqual(linesOf(context, 'rule'), ['a/.github/instructions/ts.instructions.md match whole']);
  });

  it('has each file of a folder once, wherever in it', async () => {
    const files = { '.claude/CLAUDE.md': 'top', 'a/.claude/CLAUDE.md': 'a', 'b/.github/copilot-instructions.md': 'b' };
    assert.deepEqual(linesOf(await assembled(copilot, files), 'instructions'), [
      '.claude/CLAUDE.md always whole',
      'a/.claude/CLAUDE.md onDemand whole inFolder',
      'b/.github/copilot-instructions.md onDemand whole inFolder',
    ]);
  });

  it('says where the repository begins above', async () => {
    const said = async (files: Files): Promise<boolean> =>
      (await copilot.assemble(treeOf(files, '/r/w').tree, {})).unknown.some((saying) =>
        saying(sayInEnglish).includes('begins above this folder'),
      );
    assert.equal(await said({ '/r/.git/HEAD': '', 'AGENTS.md': '' }), true);
    assert.equal(await said({ '.git/HEAD': '', 'AGENTS.md': '' }), false);
  });

  it('lists the skills of .github, .agents and .claude in this order, no deeper, and those that only a user runs not at all', async () => {
    const skill = (name: string, more = ''): string => `---\nname: ${name}\ndescription: d\n${more}---\n`;
    const files = {
      '.claude/skills/c/SKILL.md': skill('c'),
      '.agents/skills/b/SKILL.md': skill('b'),
      '.github/skills/a/SKILL.md': skill('a'),
      '.github/skills/a/deep/SKILL.md': skill('deep'),
      '.github/skills/hand/SKILL.md': skill('hand', 'disable-model-invocation: true\n'),
      '.claude/commands/go.md': '---\ndescription: d\n---\n',
      '.claude/commands/deep/no.md': '---\ndescription: d\n---\n',
    };
    const home = { '.claude/commands/mine.md': '---\ndescription: d\n---\n' };
    const { text } = await assembled(copilot, files, { home });
    assert.equal(text, '- a: d\n- b: d\n- c: d\n- go: d\n- mine: d\n\n');
  });

  it('names an agent after its file, with .agent.md or .md behind it', async () => {
    const agent = '---\ndescription: d\n---\n';
    const context = await assembled(copilot, { '.github/agents/a.agent.md': agent, '.github/agents/b.md': agent });
    assert.equal(context.text, '- a: d\n- b: d\n\n');
  });
});
