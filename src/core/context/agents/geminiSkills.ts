import { isRecord } from '../../base/json';
import { joined } from '../tree/treePaths';
import type { TreeFile } from '../tree/contextTree';
import { isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { lossyText, ofFile } from '../tree/ofFile';
import { plainYaml, yamlIn } from './plainYaml';
import { filesIn } from './skillFiles';

export interface GeminiSkill {
  readonly file: TreePlace;
  readonly name: string;
  readonly description: string;
  readonly body: string;
  readonly bytes: number;
  /** The folder of skills that it is in. */
  readonly root: string;
}

/** A SKILL.md that cannot be read as a skill. */
export interface NoGeminiSkill {
  readonly file: TreePlace;
  readonly bytes: number;
}

/** Returns the skills of one folder: its own, and those of the folders in it. */
export async function geminiSkillsIn({ tree, path, shown }: TreePlace): Promise<(GeminiSkill | NoGeminiSkill)[]> {
  await filesIn({ tree, path, shown }, (name) => name === 'SKILL.md', 1); // Reads many at once, ahead of the loop.
  const found: (GeminiSkill | NoGeminiSkill)[] = [];
  const names = [...(await tree.list(path))].filter(([name, kind]) => kind === 'folder' && !name.startsWith('.'));
  const folders = ['', ...names.map(([name]) => name).sort((a, b) => (a < b ? -1 : 1))];
  for (const folder of folders.filter((name) => name !== 'node_modules')) {
    const below = joined(folder, 'SKILL.md');
    const at = joined(path, below);
    if ((await tree.kind(at)) === 'file')
      found.push(await readSkill({ tree, path: at, shown: joined(shown, below) }, shown));
  }
  return found;
}

async function readSkill(file: TreePlace, root: string): Promise<GeminiSkill | NoGeminiSkill> {
  const read = await file.tree.read(file.path);
  if (!isFile(read)) return { file, bytes: 0 };
  const skill = skillOf(read);
  return { file, bytes: read.size, root, ...skill };
}

const skillOf = ofFile((file) => {
  const [, yaml, body = ''] = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n([\s\S]*))?/.exec(lossyText(file)) ?? [];
  const fields = yaml === undefined ? undefined : (yamlFields(yaml, file) ?? plainFields(yaml));
  if (!fields) return undefined;
  const name = fields.name.replaceAll(/[:\\/<>*?"|]/g, '-');
  return { name, description: fields.description, body: body.trim() };
});

interface Fields {
  readonly name: string;
  readonly description: string;
}

function yamlFields(yaml: string, file: TreeFile): Fields | undefined {
  const value = plainYaml(yaml, { refusesTags: true, read: yamlIn(file) });
  const { name, description } = isRecord(value) ? value : {};
  return typeof name === 'string' && typeof description === 'string' ? { name, description } : undefined;
}

/** Reads the fields line by line where they are no YAML. A description goes on in the indented lines below it. */
function plainFields(yaml: string): Fields | undefined {
  let name: string | undefined;
  let description: string[] | undefined;
  let isOpen = false;
  for (const line of yaml.split(/\r?\n/)) {
    if (isOpen && /^[ \t]+\S/.test(line)) {
      description?.push(line.trim());
      continue;
    }
    isOpen = false;
    const named = /^\s*name:\s*(.*)$/.exec(line);
    const described = named ? null : /^\s*description:\s*(.*)$/.exec(line);
    if (named) name = named[1]?.trim();
    if (!described) continue;
    description = [described[1]?.trim() ?? ''];
    isOpen = true;
  }
  if (name === undefined || description === undefined) return undefined;
  return { name, description: description.filter(Boolean).join(' ') };
}
