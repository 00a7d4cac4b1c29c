import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { agents } from '../../../../../src/core/context/agents/agents';
import { agentIds } from '../../../../../src/core/context/contextReport';
import { budgetsOfFile } from '../../../../../src/core/context/findings/budgetRules';
import { fileLine, readerOf } from '../../../../../src/core/context/report/fileReaders';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

async function lineOf(files: Files, file: string, tokens = 1_234) {
  const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const readers = [];
  for (const id of agentIds) readers.push(readerOf(file, await agents[id].assemble(tree, {})));
  const budgets = (await budgetsOfFile(tree, file)).map((budget) => ({ ...budget, used: tokens }));
  return fileLine({ tokens, budgets, readers }, sayInEnglish);
}

const skill = '---\nname: a\ndescription: Does a thing.\n---\nBody';

describe('the line above a file that agents read', () => {
  it('names the agents that read it with every turn, and those that do not', async () => {
    const { title, tooltip } = await lineOf({ 'AGENTS.md': 'Be brief.', 'CLAUDE.md': 'Be kind.' }, 'AGENTS.md');
    assert.equal(title, '1,234 tokens · every turn: Codex, Copilot, Cursor · not read: Claude Code, Gemini CLI');
    assert.match(tooltip, /^1,234 tokens of o200k_base, counted exactly\.\nCodex reads it with every turn\.\n/);
    assert.match(tooltip, /\nClaude Code does not read it\. CLAUDE\.md is read in its place\.\n/);
  });

  it('says that a skill is read on demand, also where its line goes with every turn', async () => {
    const { title } = await lineOf({ '.claude/skills/a/SKILL.md': skill }, '.claude/skills/a/SKILL.md');
    assert.equal(title, '1,234 tokens · on demand: Claude Code, Copilot, Cursor · not read: Codex, Gemini CLI');
  });

  it('says that a file of a folder below is read once agents work there', async () => {
    const { title, tooltip } = await lineOf({ 'AGENTS.md': 'a', 'p/AGENTS.md': 'b' }, 'p/AGENTS.md');
    assert.equal(title, '1,234 tokens · on demand: Codex, Claude Code, Copilot, Cursor · not read: Gemini CLI');
    assert.match(tooltip, /\nCodex reads it on demand\. Only where the agent is started in p or below\.\n/);
  });

  it('says of a rule which files it is for', async () => {
    const file = '.claude/rules/ts.md';
    const { title, tooltip } = await lineOf({ [file]: '---\npaths: "**/*.ts"\n---\nUse types.' }, file);
    assert.match(title, /^1,234 tokens · on demand: Claude Code · not read: /);
    assert.match(tooltip, /\nClaude Code reads it on demand\. Only with files that fit \*\*\/\*\.ts\.\n/);
  });

  it('says that an agent does not read a skill that it leaves out of its list', async () => {
    const files = { '.claude/skills/a/SKILL.md': skill, '.claude/skills/b/SKILL.md': skill };
    const { tooltip } = await lineOf(files, '.claude/skills/b/SKILL.md');
    assert.match(tooltip, /\nClaude Code does not read it\. \.claude\/skills\/a\/SKILL\.md is read in its place\.\n/);
  });

  it('is short where no agent looks', async () => {
    const { title } = await lineOf({ 'skills/a/SKILL.md': skill }, 'skills/a/SKILL.md');
    assert.equal(title, '1,234 tokens · no agent reads it here');
  });

  it('has the budget that is used up most, and names all of them', async () => {
    const budgets = {
      '.token-limits.json': '{ "defaults": { "*.md": 2000 } }',
      'ai-field-guide.yml': 'budgets:\n  AGENTS.md: 1500\n',
    };
    const { title, tooltip } = await lineOf({ ...budgets, 'AGENTS.md': 'Be brief.' }, 'AGENTS.md');
    assert.match(title, /^1,234 of 1,500 tokens · every turn: /);
    assert.match(tooltip, /\n\.token-limits\.json allows 2,000 tokens for \*\.md: it has 1,234 of cl100k_base\.\n/);
    assert.match(tooltip, /\nai-field-guide\.yml allows 1,500 tokens for AGENTS\.md: it has 1,234 of o200k_base\.\n/);
  });
});
