import { joined } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { AgentQuestion } from './agent';
import type { ContextBuilder } from './contextBuilder';
import { addBody, addEntries } from './entryList';
import type { ListedEntry } from './entryList';
import { inHome, inTree } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { fits } from './patterns';
import { skillsIn } from './skillFiles';
import type { SkillFile } from './skillFiles';

const folders = ['.agents/skills', '.cursor/skills', '.claude/skills', '.codex/skills'];

interface Root {
  readonly place: TreePlace;
  /** The folder whose files its skills are for. */
  readonly folder: string;
}

/** Lists skills, also those of folders below, which are for files there. */
export async function addCursorSkills(
  builder: ContextBuilder,
  tree: ContextTree,
  { file, home }: AgentQuestion,
): Promise<void> {
  const listed: ListedEntry[] = [];
  for (const { place, folder } of await rootsOf(tree, home)) {
    for (const skill of await skillsIn(place)) {
      const missing = missingIn(skill);
      const patterns = patternsOf(skill, folder);
      const isFor = patterns.length === 0 || (file !== undefined && fits(patterns, file));
      if (missing !== undefined)
        builder.leftOut('skillEntry', skill.file.shown, skill.bytes, { why: 'invalid', what: missing });
      else if (skill.isByHand) addBody(builder, 'skill', skill, { why: 'byHand' });
      else if (!isFor) addBody(builder, 'skill', skill, { why: 'otherFiles', patterns });
      else listed.push({ skill, description: skill.description });
    }
  }
  addEntries(builder, { entry: 'skillEntry', body: 'skill' }, listed);
}

/** Returns the field that a skill lacks: name and description are both required. */
function missingIn({ fields, description }: SkillFile): string | undefined {
  if (fields['name'] === undefined) return 'name';
  return description === '' ? 'description' : undefined;
}

const patternsOf = ({ paths }: SkillFile, folder: string): readonly string[] =>
  paths.length > 0 || folder === '' ? paths : [`${folder}/**`];

async function rootsOf(tree: ContextTree, home: ContextTree | undefined): Promise<readonly Root[]> {
  const below = new Set<string>();
  let count = 0;
  for (const path of await tree.files()) {
    const found = path.includes('/skills/') ? /^(.+?)\/\.(?:agents|cursor)\/skills\//.exec(path)?.[1] : undefined;
    if (found !== undefined) below.add(found);
    if (++count % 1_000 === 0) await tree.breathe();
  }
  return [
    ...folders.map((path) => ({ place: inTree(tree, path), folder: '' })),
    ...[...below]
      .sort()
      .flatMap((folder) => folders.slice(0, 2).map((path) => ({ place: inTree(tree, joined(folder, path)), folder }))),
    ...(home ? folders.map((path) => ({ place: inHome(home, path), folder: '' })) : []),
  ];
}
