import { parse } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { isRecord } from '../../base/json';
import { isDeepJson } from '../../text/jsonDepth';
import type { ContextTree } from '../tree/contextTree';
import { joined } from '../tree/treePaths';
import { isFile } from '../tree/treePlace';
import { lossyText, ofFile } from '../tree/ofFile';

/** The settings that decide on what Gemini CLI reads. */
export interface GeminiSettings {
  /** Names of its instructions, in the order in which they are looked for. */
  readonly names: readonly string[];
  /** Names that mark the top of a project. */
  readonly markers: readonly string[];
  /** Names of skills that are switched off, in lower case. */
  readonly offSkills: ReadonlySet<string>;
  readonly hasSkills: boolean;
  readonly isFlat: boolean;
  /** The file of settings that cannot be read. Gemini CLI does not start with it. */
  readonly broken: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

export const usualName = 'GEMINI.md';

/** Reads the settings of the user and those of the folder where Gemini CLI runs. The latter win. */
export async function readGeminiSettings(
  tree: ContextTree,
  cwd: string,
  home: ContextTree | undefined,
): Promise<GeminiSettings> {
  const own = home ? await fieldsOf(home, '.gemini/settings.json') : {};
  const file = joined(cwd, '.gemini/settings.json');
  const project = await fieldsOf(tree, file);
  const broken = project === 'broken' ? file : own === 'broken' ? '~/.gemini/settings.json' : undefined;
  const layers = [project, own].flatMap((each) => (each === 'broken' ? [] : [each]));
  const first = (section: string, key: string): unknown =>
    layers
      .map((fields) => (isRecord(fields[section]) ? fields[section][key] : undefined))
      .find((value) => value !== undefined);
  const names = namesOf(first('context', 'fileName'));
  const off = layers.flatMap((fields) => (isRecord(fields.skills) ? namesOf(fields.skills.disabled) : []));
  const markers = first('context', 'memoryBoundaryMarkers');
  return {
    names: [...new Set([...names.map((name) => name.trim()).filter((name) => name !== ''), usualName])],
    markers: markers === undefined ? ['.git'] : namesOf(markers),
    offSkills: new Set(off.map((name) => name.toLowerCase())),
    hasSkills: first('skills', 'enabled') !== false,
    isFlat: first('context', 'importFormat') === 'flat',
    broken,
  };
}

const namesOf = (value: unknown): string[] => [value].flat().filter((each): each is string => typeof each === 'string');

async function fieldsOf(tree: ContextTree, path: string): Promise<Fields | 'broken'> {
  const read = await tree.read(path);
  return isFile(read) ? readFields(read) : {};
}

const readFields = ofFile((file): Fields | 'broken' => {
  if (isDeepJson(lossyText(file))) return 'broken';
  const errors: ParseError[] = [];
  const value: unknown = parse(lossyText(file), errors);
  return errors.length === 0 && isRecord(value) ? value : 'broken';
});
