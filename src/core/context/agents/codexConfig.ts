import { parse } from 'smol-toml';
import { isRecord } from '../../base/json';
import type { ContextTree } from '../tree/contextTree';
import { foldersTo, joined } from '../tree/treePaths';
import { isFile } from './instructionFile';
import { ofFile, strictText } from './ofFile';

/** What of its config decides on what Codex reads. */
export interface CodexConfig {
  readonly maxBytes: number;
  readonly fallbackNames: readonly string[];
  /** Names that mark the top of a project. */
  readonly rootMarkers: readonly string[];
  readonly model: string | undefined;
  /** Tokens. */
  readonly contextWindow: number | undefined;
  /** The first config that is no config: Codex does not start with it. */
  readonly broken: string | undefined;
  /** A config says more about skills than is looked at here. */
  readonly hasSkills: boolean;
  readonly trust: 'trusted' | 'untrusted' | 'unknown';
}

type Fields = Readonly<Record<string, unknown>>;

const usual: CodexConfig = {
  maxBytes: 32_768,
  fallbackNames: [],
  rootMarkers: ['.git'],
  model: undefined,
  contextWindow: undefined,
  broken: undefined,
  hasSkills: false,
  trust: 'unknown',
};

/**
 * Reads the config of the user and that of the project, which Codex obeys where the project is trusted: from its top down, so
 * that the nearest one wins. Who is not told otherwise takes it for trusted.
 */
export async function readCodexConfig(
  tree: ContextTree,
  layers: readonly string[],
  home: ContextTree | undefined,
): Promise<CodexConfig> {
  const own = home && (await fieldsOf(home, '.codex/config.toml'));
  let config = home && own ? obeyed(usual, own, '~/.codex/config.toml', true) : usual;
  const trust = home ? trustOf(own, tree, layers) : 'unknown';
  config = { ...config, trust };
  if (trust === 'untrusted') return config;
  for (const folder of layers) {
    const file = joined(folder, '.codex/config.toml');
    const fields = await fieldsOf(tree, file);
    if (fields) config = obeyed(config, fields, file, false);
  }
  return config;
}

/** The folders whose `.codex` Codex looks into: those from the top of a repository down to where it runs. */
export async function codexLayers(tree: ContextTree, cwd: string): Promise<readonly string[]> {
  const folders = foldersTo(cwd);
  for (let i = folders.length - 1; i >= 0; i--) {
    const git = joined(folders[i] ?? '', '.git');
    const kind = await tree.kind(git);
    if (kind === 'file' || (kind === 'folder' && (await tree.kind(`${git}/HEAD`)) === 'file')) return folders.slice(i);
  }
  return (await tree.isBelowRepository()) ? folders : [cwd];
}

async function fieldsOf(tree: ContextTree, file: string): Promise<Fields | 'broken' | undefined> {
  const read = await tree.read(file);
  return isFile(read) ? readFields(read) : undefined;
}

/** Of one file, read once: each folder below asks for it. */
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

/** Names of files in a folder; others are passed over. */
const isPlainName = (name: string): boolean => name !== '' && !/[/\\]/.test(name);

const namesOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;

function trustOf(
  own: Fields | 'broken' | undefined,
  tree: ContextTree,
  layers: readonly string[],
): CodexConfig['trust'] {
  const projects = isRecord(own) && isRecord(own.projects) ? own.projects : {};
  const levels = layers.map((folder) => {
    const project = projects[tree.place(folder)];
    return isRecord(project) ? project.trust_level : undefined;
  });
  return levels.includes('trusted') && !levels.includes('untrusted') ? 'trusted' : 'untrusted';
}
