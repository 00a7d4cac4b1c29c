import { parse } from 'smol-toml';
import { isRecord } from '../../base/json';
import type { ContextTree } from '../tree/contextTree';
import { foldersTo, joined } from '../tree/treePaths';
import { isFile } from '../tree/treePlace';
import { ofFile, strictText } from '../tree/ofFile';

/** The parts of its config that decide on what Codex reads. */
export interface CodexConfig {
  readonly maxBytes: number;
  readonly fallbackNames: readonly string[];
  /** Names that mark the top of a project. */
  readonly rootMarkers: readonly string[];
  readonly model: string | undefined;
  /** Tokens. */
  readonly contextWindow: number | undefined;
  /** The first config that is not valid: Codex does not start with it. */
  readonly broken: string | undefined;
  /** Whether a config says more about skills than is looked at here. */
  readonly hasSkills: boolean;
  /**
   * The user's trust in the folder where Codex runs. `unsaid`: the user's config has none. `unknown`: that config was
   * not read.
   */
  readonly trust: 'trusted' | 'untrusted' | 'unsaid' | 'unknown';
  /** The folders whose `.codex` is looked into: those from the top of the project down to where Codex runs. */
  readonly layers: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

export const usualConfig: CodexConfig = {
  maxBytes: 32_768,
  fallbackNames: [],
  rootMarkers: ['.git'],
  model: undefined,
  contextWindow: undefined,
  broken: undefined,
  hasSkills: false,
  trust: 'unknown',
  layers: [],
};

/**
 * Reads the config of the user and that of the project. Codex obeys that of the project where a folder is trusted, from
 * the top of the project down, so that the nearest one wins. Where the user's config is not read, all folders are taken
 * for trusted.
 */
export async function readCodexConfig(
  tree: ContextTree,
  cwd: string,
  home: ContextTree | undefined,
): Promise<CodexConfig> {
  const own = home && (await fieldsOf(home, '.codex/config.toml'));
  let config = home && own ? obeyed(usualConfig, own, '~/.codex/config.toml', true) : usualConfig;
  const layers = await layersOf(tree, cwd, config.rootMarkers);
  const [top = cwd] = layers;
  const [repository = top] = await layersOf(tree, cwd, ['.git']);
  const trustIn = (folder: string): CodexConfig['trust'] =>
    home ? trustOf(own, tree, [folder, top, repository]) : 'unknown';
  config = { ...config, layers, trust: trustIn(cwd) };
  for (const folder of layers) {
    const file = joined(folder, '.codex/config.toml');
    const isObeyed = ['trusted', 'unknown'].includes(trustIn(folder));
    const fields = isObeyed ? await fieldsOf(tree, file) : undefined;
    if (fields) config = obeyed(config, fields, file, false);
  }
  return config;
}

async function layersOf(tree: ContextTree, cwd: string, markers: readonly string[]): Promise<readonly string[]> {
  const folders = foldersTo(cwd);
  for (let i = folders.length - 1; i >= 0; i--) {
    for (const marker of markers) if (await isTop(tree, folders[i] ?? '', marker)) return folders.slice(i);
  }
  return (await tree.isBelowRepository(markers)) ? folders : [cwd];
}

/** Whether a folder ends the search for config further up. A folder `.git` counts only where it is that of a repository. */
async function isTop(tree: ContextTree, folder: string, marker: string): Promise<boolean> {
  const path = joined(folder, marker);
  return marker === '.git' && (await tree.kind(path)) === 'folder'
    ? (await tree.kind(`${path}/HEAD`)) === 'file'
    : isMarked(tree, folder, marker);
}

/** Whether something of that name is in a folder. */
export async function isMarked(tree: ContextTree, folder: string, marker: string): Promise<boolean> {
  const path = joined(folder, marker);
  return (await tree.kind(path)) !== undefined || (await tree.read(path)) === 'outside';
}

async function fieldsOf(tree: ContextTree, file: string): Promise<Fields | 'broken' | undefined> {
  const read = await tree.read(file);
  return isFile(read) ? readFields(read) : undefined;
}

/** Reads the fields of one file. Each file is read once, as each folder below asks for it. */
const readFields = ofFile((file): Fields | 'broken' => {
  const text = strictText(file);
  try {
    return text === undefined ? 'broken' : parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return 'broken';
  }
});

function obeyed(before: CodexConfig, fields: Fields | 'broken', file: string, isUsers: boolean): CodexConfig {
  if (fields === 'broken') return { ...before, broken: before.broken ?? file };
  const names = namesOf(fields.project_doc_fallback_filenames);
  const markers = isUsers ? namesOf(fields.project_root_markers) : undefined;
  const limit = fields.project_doc_max_bytes;
  const window = fields.model_context_window;
  const isWrong =
    (limit !== undefined && !(Number.isInteger(limit) && Number(limit) >= 0)) ||
    (names === undefined && fields.project_doc_fallback_filenames !== undefined);
  return {
    ...before,
    ...(Number.isInteger(limit) && { maxBytes: Number(limit) }),
    ...(names && { fallbackNames: names.map((name) => name.trim()).filter(isPlainName) }),
    ...(markers && { rootMarkers: markers }),
    ...(typeof fields.model === 'string' && { model: fields.model }),
    ...(Number.isInteger(window) && { contextWindow: Number(window) }),
    hasSkills: before.hasSkills || fields.skills !== undefined,
    broken: before.broken ?? (isWrong ? file : undefined),
  };
}

/** Whether a name is that of a file in a folder. Other names are ignored. */
const isPlainName = (name: string): boolean => name !== '' && !/[/\\]/.test(name);

const namesOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;

/** Returns the user's trust in the first of the folders for which their config has a level. */
function trustOf(
  own: Fields | 'broken' | undefined,
  tree: ContextTree,
  folders: readonly string[],
): 'trusted' | 'untrusted' | 'unsaid' {
  const projects = isRecord(own) && isRecord(own.projects) ? own.projects : {};
  for (const folder of folders) {
    const project = projects[tree.place(folder)];
    const level = isRecord(project) ? project.trust_level : undefined;
    if (level === 'trusted' || level === 'untrusted') return level;
  }
  return 'unsaid';
}
