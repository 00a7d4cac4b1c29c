import { isRecord, parseJson } from '../../base/json';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import { codexFields, codexFrontMatter } from './codexYaml';
import type { CodexFields } from './codexYaml';
import { oneLine } from './rustSpace';
import { inHome, inTree, isAll, isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { ofFile, strictText } from '../tree/ofFile';
import { plainYaml, yamlIn } from './plainYaml';
import { filesIn } from './skillFiles';

/** A folder of skills. */
interface SkillRoot {
  readonly place: TreePlace;
  readonly scope: 'repo' | 'user';
}

export interface CodexSkill {
  readonly file: TreePlace;
  readonly scope: 'repo' | 'user';
  readonly name: string;
  readonly description: string;
  /** The folder of skills that it is in, with all links resolved, and its path in it. */
  readonly root: string;
  readonly below: string;
  /** Its full path with all links resolved. */
  readonly real: string;
  readonly text: string;
  readonly bytes: number;
}

/** A SKILL.md that Codex does not take for a skill. */
export interface InvalidSkill {
  readonly file: TreePlace;
  readonly bytes: number;
  /** The fault, or `hidden`: the skill is only run by hand. */
  readonly what: string;
}

export interface CodexSkills {
  /** The skills in the order of the list. */
  readonly skills: readonly CodexSkill[];
  readonly invalid: readonly InvalidSkill[];
  /** Folders of skills that are in the list, with all links resolved; `undefined` is that of Codex' own skills. */
  readonly roots: readonly (string | undefined)[];
}

/** The fields of a file, each in one line. */
const fieldsOf = ofFile((file) => {
  const yaml = codexFrontMatter(strictText(file) ?? '');
  const fields: CodexFields = yaml === undefined ? { invalid: 'front matter' } : codexFields(yaml, yamlIn(file));
  if ('invalid' in fields) return fields;
  return { name: oneLine(fields.name ?? ''), description: oneLine(fields.description ?? '') };
});

const maxDepth = 6;
const maxFolders = 2_000;
const maxNameLength = 64;
const maxDescriptionLength = 1_024;

/** Finds the skills of a project from its top down to where Codex runs, and those of the user. */
export async function codexSkills(
  tree: ContextTree,
  at: { readonly layers: readonly string[]; readonly folders: readonly string[] },
  home: ContextTree | undefined,
): Promise<CodexSkills> {
  const layerRoots = at.layers.map((folder): SkillRoot => repoRoot(tree, joined(folder, '.codex/skills'))).toReversed();
  const userRoots = home
    ? ['.codex/skills', '.agents/skills'].map((path): SkillRoot => ({ place: inHome(home, path), scope: 'user' }))
    : [];
  const agentRoots = at.folders.map((folder) => repoRoot(tree, joined(folder, '.agents/skills')));
  const found: CodexSkill[] = [];
  const invalid: InvalidSkill[] = [];
  const roots: (string | undefined)[] = [];
  const seen = new Set<string>();
  for (const root of [...layerRoots, ...userRoots, undefined, ...agentRoots]) {
    if (!root) roots.push(undefined);
    else {
      const place = await realPlace(root.place);
      if (place === undefined || roots.includes(place)) continue;
      const before = found.length;
      await findIn(root, place, seen, found, invalid);
      if (found.length > before) roots.push(place);
    }
  }
  return { skills: found.sort(byScopeAndName), invalid, roots };
}

const repoRoot = (tree: ContextTree, path: string): SkillRoot => ({ place: inTree(tree, path), scope: 'repo' });

/** Returns the full path of a folder with all links resolved; `undefined`: there is no such folder. */
async function realPlace({ tree, path }: TreePlace): Promise<string | undefined> {
  const real = await tree.realPath(path);
  return real === undefined || (await tree.kind(path)) !== 'folder' ? undefined : slashed(tree, real);
}

const slashed = (tree: ContextTree, path: string): string => tree.place(path).replaceAll('\\', '/');

async function findIn(
  { place: { tree, path, shown }, scope }: SkillRoot,
  root: string,
  seen: Set<string>,
  found: CodexSkill[],
  invalid: InvalidSkill[],
): Promise<void> {
  await filesIn({ tree, path, shown }, (name) => name === 'SKILL.md', maxDepth); // Reads many at once, ahead of the loop below.
  const start = (await tree.realPath(path)) ?? path;
  const visited = new Set([start]);
  const queue = [{ at: path, depth: 0 }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const entries = [...(await tree.list(next.at))].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, kind] of entries) {
      if (name.startsWith('.')) continue;
      const at = joined(next.at, name);
      if (kind === 'folder') {
        const real = await tree.realPath(at);
        if (real === undefined || visited.has(real) || next.depth === maxDepth || visited.size >= maxFolders) continue;
        visited.add(real);
        queue.push({ at, depth: next.depth + 1 });
      } else if (name === 'SKILL.md' && !(await tree.isLink(at))) {
        const real = (await tree.realPath(at)) ?? at;
        if (seen.has(slashed(tree, real))) continue;
        seen.add(slashed(tree, real));
        const below = at.slice(path.length + 1);
        const file: TreePlace = { tree, path: at, shown: joined(shown, below) };
        const skill = await readSkill(file, split(real).folder);
        if ('what' in skill) invalid.push(skill);
        else found.push({ ...skill, scope, root, below, real: slashed(tree, real) });
      }
    }
  }
}

type ReadSkill = Omit<CodexSkill, 'scope' | 'root' | 'below' | 'real'>;

/** Reads a skill. @param real its folder with all links resolved, which gives it a name and shows the plugin around it */
async function readSkill(file: TreePlace, real: string): Promise<ReadSkill | InvalidSkill> {
  const { tree, path } = file;
  const read = await tree.read(path);
  if (!isFile(read)) return { file, bytes: 0, what: read };
  const refused = (what: string): InvalidSkill => ({ file, bytes: read.size, what });
  const text = isAll(read) ? strictText(read) : undefined;
  if (text === undefined) return refused('UTF-8');
  const fields = fieldsOf(read);
  if ('invalid' in fields) return refused(fields.invalid);
  const folder = split(path).folder;
  const { description } = fields;
  const name = fields.name || oneLine(split(real).name) || 'skill';
  if (lengthOf(name) > maxNameLength) return refused('name');
  if (description === '') return refused('description');
  if (await isByHand(tree, folder)) return refused('hidden');
  const space = await pluginName(tree, real);
  return {
    ...{ file, text, bytes: read.size, description: shortened(description) },
    name: space === undefined ? name : `${space}:${name}`,
  };
}

/** Returns the length of a text in code points. */
const lengthOf = (text: string): number => Array.from(text).length;

function shortened(description: string): string {
  const characters = Array.from(description);
  return characters.length <= maxDescriptionLength
    ? description
    : `${characters.slice(0, maxDescriptionLength - 3).join('')}...`;
}

async function isByHand(tree: ContextTree, folder: string): Promise<boolean> {
  if (!(await tree.has(folder, 'agents'))) return false;
  const read = await tree.read(joined(folder, 'agents/openai.yaml'));
  const text = isFile(read) && isAll(read) ? strictText(read) : undefined;
  if (text === undefined) return false;
  const value = plainYaml(text);
  return isRecord(value) && isRecord(value.policy) && value.policy.allow_implicit_invocation === false;
}

/** Finds the name of the plugin around a folder: that of its `plugin.json`, or of its folder. */
async function pluginName(tree: ContextTree, folder: string): Promise<string | undefined> {
  for (const at of foldersTo(folder).toReversed()) {
    for (const kind of ['.codex-plugin', '.claude-plugin']) {
      if (!(await tree.has(at, kind))) continue;
      const read = await tree.read(joined(at, `${kind}/plugin.json`));
      const value = isFile(read) ? parseJson(strictText(read) ?? '') : undefined;
      const name = manifestName(value);
      if (name !== undefined) return name.trim() === '' ? split(at).name : name;
    }
  }
  return undefined;
}

/** Returns the name in a manifest, '' without one; `undefined`: it is no manifest. To Codex an empty list is one. */
function manifestName(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? '' : undefined;
  if (!isRecord(value)) return undefined;
  const { name = '' } = value;
  return typeof name === 'string' ? name : undefined;
}

const scopes = ['repo', 'user'];

function byScopeAndName(a: CodexSkill, b: CodexSkill): number {
  return (
    scopes.indexOf(a.scope) - scopes.indexOf(b.scope) || byCodePoints(a.name, b.name) || byCodePoints(a.real, b.real)
  );
}

/** Compares texts by their bytes in UTF-8: characters of two code units come behind all characters of one. */
function byCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return placeOf(left) - placeOf(right);
  }
  return a.length - b.length;
}

const placeOf = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
