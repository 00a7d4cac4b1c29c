import type { ContextTree } from '../tree/contextTree';
import type { ContextBuilder } from './contextBuilder';
import { addBody, addEntries } from './entryList';
import type { ListedEntry } from './entryList';
import { inHome, inTree } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { filesIn, readSkill, skillsIn } from './skillFiles';
import type { SkillFile } from './skillFiles';

/** Lists skills, commands and agents. Of two with one name the first counts. */
export async function addCopilotLists(
  builder: ContextBuilder,
  tree: ContextTree,
  home: ContextTree | undefined,
): Promise<void> {
  const own = ['.github/skills', '.agents/skills', '.claude/skills'].map((path) => inTree(tree, path));
  const users = home ? ['.copilot/skills', '.claude/skills', '.agents/skills'].map((path) => inHome(home, path)) : [];
  const skills: SkillFile[] = [];
  for (const root of [...own, ...users]) skills.push(...(await skillsIn(root, 1)));
  const commands = [inTree(tree, '.claude/commands'), ...(home ? [inHome(home, '.claude/commands')] : [])];
  for (const root of commands) skills.push(...(await namedIn(root, '.md')));
  add(builder, 'skillEntry', skills);
  const agents: SkillFile[] = [];
  const folders = ['.github/agents', '.claude/agents'];
  for (const root of [
    ...folders.map((path) => inTree(tree, path)),
    ...(home ? folders.map((path) => inHome(home, path)) : []),
  ]) {
    agents.push(...(await namedIn(root, '.agent.md')), ...(await namedIn(root, '.md')));
  }
  add(builder, 'agentEntry', agents);
}

/** Reads the files of a folder, which are named after themselves. */
async function namedIn(root: TreePlace, ending: string): Promise<SkillFile[]> {
  const found: SkillFile[] = [];
  const isWanted = (name: string): boolean =>
    name.endsWith(ending) && (ending !== '.md' || !name.endsWith('.agent.md'));
  for (const file of await filesIn(root, isWanted, 0)) {
    const read = await readSkill(file, file.path.slice(root.path.length + 1, -ending.length));
    if (read) found.push(read);
  }
  return found;
}

function add(builder: ContextBuilder, entry: 'skillEntry' | 'agentEntry', files: readonly SkillFile[]): void {
  const byName = new Map<string, SkillFile>();
  for (const file of files) {
    const first = byName.get(file.name);
    if (!first) byName.set(file.name, file);
    else builder.leftOut(entry, file.file.shown, file.bytes, { why: 'inPlaceOf', file: first.file.shown });
  }
  const body = entry === 'skillEntry' ? 'skill' : 'agent';
  const listed = [...byName.values()].filter((file) => !file.isByHand);
  addEntries(builder, { entry, body }, listed.map(entryOf));
  for (const file of byName.values()) if (file.isByHand) addBody(builder, body, file, { why: 'byHand' });
}

/** Makes the entry of a skill. Without a description, the first three lines of the text serve as one. */
function entryOf(skill: SkillFile): ListedEntry {
  const lines = skill.body.split('\n').filter((line) => line.trim() !== '');
  const description = skill.description || lines.slice(0, 3).join(' ');
  return { skill: { ...skill, description }, description };
}
