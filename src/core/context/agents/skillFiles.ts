import { joined, split } from '../tree/treePaths';
import type { TreeFile } from '../tree/contextTree';
import { fieldsOfFile, listField, textField } from './fileFields';
import type { FieldsFile } from './fileFields';
import { isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';

/** A SKILL.md, or another file that is listed by its name and description. */
export interface SkillFile extends FieldsFile {
  readonly file: TreePlace;
  readonly bytes: number;
  readonly name: string;
  readonly description: string;
  /** Patterns of the files that the skill is for. */
  readonly paths: readonly string[];
  /** Whether only a user runs it. */
  readonly isByHand: boolean;
}

/** Levels of folders in which skills are looked for. */
const maxDepth = 8;
const maxFolders = 20_000;

/** Reads the skills below a folder: each folder with a SKILL.md. @param depth 1: only the folders in it. */
export async function skillsIn(root: TreePlace, depth = maxDepth): Promise<SkillFile[]> {
  const places = await filesIn(root, (name) => name === 'SKILL.md', depth);
  const skills = await Promise.all(places.map((place) => readSkill(place, split(split(place.path).folder).name)));
  return skills.filter((skill) => skill !== undefined);
}

/** Returns the files below a folder, in order. Each folder is read once, except for hidden ones and `node_modules`. */
export async function filesIn(
  root: TreePlace,
  isWanted: (name: string) => boolean,
  depth = maxDepth,
): Promise<readonly TreePlace[]> {
  const seen = new Set<string>();
  const look = async (below: string, left: number): Promise<TreePlace[]> => {
    const at = joined(root.path, below);
    const real = await root.tree.realPath(at);
    if (real === undefined || seen.has(real) || seen.size >= maxFolders) return [];
    seen.add(real);
    const entries = [...(await root.tree.list(at))].sort(([a], [b]) => (a < b ? -1 : 1));
    const inside = await Promise.all(
      entries.map(async ([name, kind]) => {
        const path = joined(below, name);
        if (kind === 'file') return isWanted(name) ? [placeIn(root, path)] : [];
        const isLeftOut = left === 0 || name.startsWith('.') || name === 'node_modules';
        return isLeftOut ? [] : look(path, left - 1);
      }),
    );
    return inside.flat();
  };
  const found = await look('', depth);
  await root.tree.warm(found.map(({ path }) => path));
  return found;
}

const placeIn = ({ tree, path, shown }: TreePlace, below: string): TreePlace => ({
  ...{ tree, path: joined(path, below), shown: joined(shown, below) },
});

/** Reads a file that is listed. @param usual the name of a file that gives none. */
export async function readSkill(file: TreePlace, usual: string): Promise<SkillFile | undefined> {
  const read = await file.tree.read(file.path);
  return isFile(read) ? skillOf(file, read, usual) : undefined;
}

function skillOf(file: TreePlace, read: TreeFile, usual: string): SkillFile {
  const parsed = fieldsOfFile(read);
  const { fields } = parsed;
  return {
    ...{ ...parsed, file, bytes: read.size },
    name: textField(fields, 'name').trim() || usual,
    description: textField(fields, 'description').trim(),
    paths: [...listField(fields, 'paths'), ...listField(fields, 'globs')],
    isByHand: fields['disable-model-invocation'] === true,
  };
}
