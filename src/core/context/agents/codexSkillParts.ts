import type { ContextTree } from '../tree/contextTree';
import { utf8Length } from '../tree/utf8';
import { codexOwnSkills } from './codexData';
import { budgetBeside, codexSkillLines, lineOf } from './codexSkillList';
import type { ListedSkill } from './codexSkillList';
import { codexSkills } from './codexSkills';
import type { CodexSkill, CodexSkills, InvalidSkill } from './codexSkills';
import type { ContextBuilder } from './contextBuilder';

/** Adds the list of skills, and the bodies that Codex opens once it needs them. @param budget of the list, in tokens */
export async function addCodexSkills(
  builder: ContextBuilder,
  tree: ContextTree,
  at: { readonly layers: readonly string[]; readonly folders: readonly string[] },
  home: ContextTree | undefined,
  budget: number,
): Promise<void> {
  const found = await codexSkills(tree, at, home);
  addList(builder, found, home, budget);
  for (const skill of found.skills) addBody(builder, skill);
  for (const each of found.invalid) addInvalid(builder, each);
}

function addList(builder: ContextBuilder, found: CodexSkills, home: ContextTree | undefined, budget: number): void {
  const { lines, folders, isSent } = fittedList(found, home, budget);
  if (isSent) builder.around(`<skills_instructions>\n### Skill roots\n${folders.join('\n')}\n### Available skills\n`);
  for (const { skill, line } of lines) {
    const bytes = utf8Length(lineOf(skill, skill.description));
    const reason = { why: 'listBudget', limit: budget, unit: 'tokens' } as const;
    if (!line) builder.beside('skillEntry', skill.file.shown, { load: 'never', status: 'dropped', bytes, reason });
    else {
      const cut = line.isCut ? ({ status: 'cut', reason } as const) : {};
      builder.inText('skillEntry', skill.file.shown, line.text, { bytes, ...cut });
      builder.around('\n');
    }
  }
  if (isSent) builder.around('</skills_instructions>\n\n');
}

/** Returns the skills with the lines that the budget leaves them. Codex' own skills are in the list, too. */
function fittedList({ skills, roots }: CodexSkills, home: ContextTree | undefined, budget: number) {
  const number = (root: string | undefined): string => `r${roots.indexOf(root)}`;
  const own = codexOwnSkills.map(({ name, description }): ListedSkill => ({
    ...{ name, description: 'x'.repeat(description), path: `${number(undefined)}/${name}/SKILL.md` },
  }));
  const listed = skills.map((skill) => ({ ...skill, path: `${number(skill.root)}/${skill.below}` }));
  const ownRoot = home ? home.place('.codex/skills/.system') : '/home/user/.codex/skills/.system';
  const table = roots.map((root) => `- \`${number(root)}\` = \`${root ?? ownRoot}\``);
  const all = codexSkillLines([...own, ...listed], budgetBeside(table, budget));
  return {
    lines: listed.map((skill, i) => ({ skill, line: all[own.length + i] })),
    folders: table.filter((_, i) => roots[i] !== undefined),
    isSent: listed.length > 0 && all.some((line) => line !== undefined),
  };
}

/** Adds the body of a skill, which Codex opens once it needs it. */
const addBody = (builder: ContextBuilder, { file, text, bytes }: CodexSkill): void =>
  builder.beside('skill', file.shown, { load: 'onDemand', text, bytes, keptBytes: bytes });

function addInvalid(builder: ContextBuilder, { file, bytes, what }: InvalidSkill): void {
  if (what === 'hidden')
    builder.beside('skill', file.shown, { load: 'onDemand', bytes, keptBytes: 0, reason: { why: 'byHand' } });
  else {
    const reason = { why: 'invalid', what } as const;
    builder.beside('skillEntry', file.shown, { load: 'never', status: 'dropped', bytes, reason });
  }
}
