import { joined, split } from '../tree/contextTree';
import type { TreeFile } from '../tree/contextTree';
import { listField, readFields, textField } from './fields';
import type { FieldsFile } from './fields';
import { isFile } from './instructionFile';
import type { Place } from './instructionFile';
import { decodeLossy } from './utf8';

/** A SKILL.md, or another file that is listed by its name and description. */
export interface SkillFile extends FieldsFile {
  readonly file: Place;
  readonly bytes: number;
  readonly name: string;
  readonly description: string;
  /** Only for files that fit these. */
  readonly paths: readonly string[];
  /** Only a user runs it. */
  readonly isByHand: boolean;
}

/** Skills in one another are looked for so deep. */
const maxDepth = 8;
const maxFiles = 20_000;

/** Reads the skills below a folder: each folder with a SKILL.md. @param depth 1: only the folders in it. */
export async function skillsIn(root: Place, depth = maxDepth): Promise<SkillFile[]> {
  const found: SkillFile[] = [];
  for (const place of await filesIn(root, (name) => name === 'SKILL.md', depth)) {
    const skill = await readSkill(place, split(split(place.path).folder).name);
    if (skill) found.push(skill);
  }
  return found;
}

/** The files below a folder, in order. Folders that begin with a dot are left out. */
export async function filesIn(
  { tree, path, shown }: Place,
  isWanted: (name: string) => boolean,
  depth = maxDepth,
): Promise<Place[]> {
  const found: Place[] = [];
  const seen = new Set<string>();
  const look = async (below: string, left: number): Promise<void> => {
    const at = joined(path, below);
    const real = await tree.realPath(at);
    if (real === undefined || seen.has(real) || found.length >= maxFiles) return;
    seen.add(real);
    const entries = [...(await tree.list(at))].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, kind] of entries) {
      const inside = joined(below, name);
      if (kind === 'file' && isWanted(name))
        found.push({ tree, path: joined(path, inside), shown: joined(shown, inside) });
      else if (kind === 'folder' && left > 0 && !name.startsWith('.') && name !== 'node_modules')
        await look(inside, left - 1);
    }
  };
  await look('', depth);
  return found;
}

/** Reads a file that is listed. @param usual its name where it says none. */
export async function readSkill(file: Place, usual: string): Promise<SkillFile | undefined> {
  const read = await file.tree.read(file.path);
  return isFile(read) ? skillOf(file, read, usual) : undefined;
}

function skillOf(file: Place, read: TreeFile, usual: string): SkillFile {
  const parsed = readFields(decodeLossy(read.bytes));
  const { fields } = parsed;
  return {
    ...{ ...parsed, file, bytes: read.size },
    name: textField(fields, 'name').trim() || usual,
    description: textField(fields, 'description').trim(),
    paths: [...listField(fields, 'paths'), ...listField(fields, 'globs')],
    isByHand: fields['disable-model-invocation'] === true,
  };
}
