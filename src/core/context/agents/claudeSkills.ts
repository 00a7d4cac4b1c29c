import type { ContextTree } from '../tree/contextTree';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { AgentQuestion } from './agent';
import type { ClaudeSettings } from './claudeSettings';
import type { ContextBuilder } from './contextBuilder';
import { addBody, addEntries } from './entryList';
import type { ListedEntry } from './entryList';
import { textField } from './fileFields';
import { inHome, inTree } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { fits } from './patterns';
import { filesIn, readSkill, skillsIn } from './skillFiles';
import type { SkillFile } from './skillFiles';
import * as words from './unknownWords';

/** Characters that stand for a token in the budget of the list. */
const charactersAToken = 4;
/** Tokens of the context window of the model that the agent asks where the user has chosen none. */
const usualWindow = 1_000_000;

/** Lists skills, commands and agents. */
export async function addClaudeLists(
  builder: ContextBuilder,
  tree: ContextTree,
  question: AgentQuestion,
  settings: ClaudeSettings,
): Promise<void> {
  const { home, model, file } = question;
  const skills = await allSkills(builder, tree, home);
  const below = await skillsBelow(tree, file, new Set(skills.map(({ name }) => name)));
  const listed: SkillFile[] = [];
  for (const skill of [...skills, ...below.listed]) {
    const override = settings.overrides[skill.name];
    const isMatch = file !== undefined && fits(skill.paths, file);
    if (override === 'off') builder.leftOut('skillEntry', skill.file.shown, skill.bytes, { why: 'switchedOff' });
    else if (skill.isByHand || override === 'user-invocable-only') addBody(builder, 'skill', skill, { why: 'byHand' });
    else if (skill.paths.length > 0 && !isMatch) {
      addBody(builder, 'skill', skill, { why: 'otherFiles', patterns: skill.paths });
    } else listed.push(override === 'name-only' ? { ...skill, description: '' } : skill);
  }
  const budget = Math.floor((model?.contextWindow ?? usualWindow) * settings.listPart * charactersAToken);
  const entries = listed.map((skill) => entryOf(skill, settings.maxDescription));
  const length = entries.reduce((sum, { skill, description }) => sum + skill.name.length + description.length, 0);
  const reason = { why: 'listBudget', limit: budget, unit: 'characters' } as const;
  if (length > budget) builder.doNotKnow('list', words.listOverBudget(budget, length));
  addEntries(
    builder,
    { entry: 'skillEntry', body: 'skill' },
    entries.map((entry) => (length > budget && !entry.reason ? { ...entry, reason } : entry)),
  );
  for (const { skill, folder } of below.others) addBody(builder, 'skill', skill, { why: 'inFolder', folder });
  await addAgents(builder, tree, home);
}

function entryOf(skill: SkillFile, most: number): ListedEntry {
  const usual =
    skill.description ||
    (skill.body
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ??
      '');
  const all = [usual, textField(skill.fields, 'when_to_use').trim()].filter(Boolean).join(' ');
  if (all.length <= most) return { skill, description: all };
  const reason = { why: 'tooLong', limit: most, unit: 'characters' } as const;
  return { skill: { ...skill, description: all }, description: all.slice(0, most), reason, isCut: true };
}

/** Finds all skills and commands. Of two with one name, the user's wins, and a skill wins over a command. */
async function allSkills(
  builder: ContextBuilder,
  tree: ContextTree,
  home: ContextTree | undefined,
): Promise<readonly SkillFile[]> {
  const roots = [...(home ? [inHome(home, '.claude/skills')] : []), inTree(tree, '.claude/skills')];
  const commands = [...(home ? [inHome(home, '.claude/commands')] : []), inTree(tree, '.claude/commands')];
  const found: SkillFile[] = [];
  for (const root of roots)
    found.push(...(await skillsIn(root, 1)).filter(({ file }) => file.path !== `${root.path}/SKILL.md`));
  for (const root of commands) found.push(...(await commandsIn(root)));
  const byName = new Map<string, SkillFile>();
  for (const skill of found) {
    const first = byName.get(skill.name);
    if (!first) byName.set(skill.name, skill);
    else builder.leftOut('skillEntry', skill.file.shown, skill.bytes, { why: 'inPlaceOf', file: first.file.shown });
  }
  return [...byName.values()];
}

/**
 * Finds skills of folders below: those on the way to the file that is worked with, and others. A skill whose name is
 * taken gets the name of its folder as well.
 */
async function skillsBelow(tree: ContextTree, file: string | undefined, names: ReadonlySet<string>) {
  const worked = file === undefined ? [] : foldersTo(split(file).folder);
  const listed: SkillFile[] = [];
  const others: { readonly skill: SkillFile; readonly folder: string }[] = [];
  const folders = new Set<string>();
  for (const path of await tree.filesCalled('SKILL.md')) {
    const [, folder] = /^(.+?)\/\.claude\/skills\/[^/]+\/SKILL\.md$/.exec(path) ?? [];
    if (folder !== undefined) folders.add(folder);
  }
  for (const folder of folders) {
    const root = inTree(tree, joined(folder, '.claude/skills'));
    for (const own of await skillsIn(root, 1)) {
      if (own.file.path === `${root.path}/SKILL.md`) continue;
      const skill = names.has(own.name) ? { ...own, name: `${folder}:${own.name}` } : own;
      if (worked.includes(folder)) listed.push(skill);
      else others.push({ skill, folder });
    }
  }
  return { listed, others };
}

async function commandsIn(root: TreePlace): Promise<SkillFile[]> {
  const found: SkillFile[] = [];
  for (const file of await filesIn(root, (name) => name.endsWith('.md'))) {
    const name = file.path.slice(root.path.length + 1, -'.md'.length).replaceAll('/', ':');
    const command = await readSkill(file, name);
    if (command) found.push({ ...command, name, paths: [] });
  }
  return found;
}

async function addAgents(builder: ContextBuilder, tree: ContextTree, home: ContextTree | undefined): Promise<void> {
  const roots = [inTree(tree, '.claude/agents'), ...(home ? [inHome(home, '.claude/agents')] : [])];
  const byName = new Map<string, SkillFile>();
  for (const root of roots) {
    for (const file of await filesIn(root, (name) => name.endsWith('.md'))) {
      const agent = await readSkill(file, '');
      if (!agent) continue;
      const what = agent.name === '' ? 'name' : agent.description === '' ? 'description' : undefined;
      const first = byName.get(agent.name);
      if (what !== undefined) builder.leftOut('agentEntry', file.shown, agent.bytes, { why: 'invalid', what });
      else if (first)
        builder.leftOut('agentEntry', file.shown, agent.bytes, { why: 'inPlaceOf', file: first.file.shown });
      else byName.set(agent.name, agent);
    }
  }
  const entries = [...byName.values()].map((skill): ListedEntry => ({ skill, description: skill.description }));
  addEntries(builder, { entry: 'agentEntry', body: 'agent' }, entries);
}
