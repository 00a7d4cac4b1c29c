import type { AssembledContext } from '../contextReport';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { Agent, AgentQuestion } from './agent';
import { isMarked, readCodexConfig, usualConfig } from './codexConfig';
import type { CodexConfig } from './codexConfig';
import { codexOtherWindow, codexOwn, codexVersion, codexWindows } from './codexData';
import { codexRules, codexSource } from './codexRules';
import { addCodexSkills } from './codexSkillParts';
import { ContextBuilder } from './contextBuilder';
import { faultReason, isAll, isFile } from '../tree/treePlace';
import { isBlank, trimmed } from './rustSpace';
import * as words from './unknownWords';
import { decodeLossy } from '../tree/utf8';

export const codex: Agent = {
  id: 'codex',
  name: 'Codex',
  version: codexVersion,
  source: codexSource,
  checked: '2026-11-30',
  model: 'gpt-6.2-sol',
  rules: codexRules,
  assemble,
  elsewhere: inOtherFolders,
};

/** Percent of the context window that the list of skills takes at most. */
const listPercent = 2;

async function assemble(tree: ContextTree, question: AgentQuestion): Promise<AssembledContext> {
  const cwd = question.file === undefined ? '' : split(question.file).folder;
  const config = await readCodexConfig(tree, cwd, question.home);
  const model = question.model?.id ?? config.model ?? codex.model;
  const builder = new ContextBuilder('codex');
  const own = codexOwn[model];
  if (own) {
    builder.known('base', own.base);
    if (own.tools) builder.known('tools', own.tools);
    else builder.doNotKnow('tools', words.toolsNotTold(model));
  } else builder.doNotKnow('model', words.otherModel(model));
  const at = { layers: config.layers, folders: await projectFolders(tree, cwd, config, builder) };
  const window = config.contextWindow ?? codexWindows[model] ?? codexOtherWindow;
  await addCodexSkills(builder, tree, at, question.home, Math.max(1, Math.floor((window * listPercent) / 100)));
  await addInstructions(builder, tree, cwd, at.folders, config, question.home);
  sayUnknown(builder, config, question);
  return builder.build();
}

/** Returns the folders from the top of the project down to where Codex runs; where no top is found, that folder alone. */
async function projectFolders(
  tree: ContextTree,
  cwd: string,
  { rootMarkers }: CodexConfig,
  builder: ContextBuilder,
): Promise<readonly string[]> {
  const folders = foldersTo(cwd);
  for (let i = folders.length - 1; i >= 0; i--) {
    for (const marker of rootMarkers) if (await isMarked(tree, folders[i] ?? '', marker)) return folders.slice(i);
  }
  if (!(await tree.isBelowRepository(rootMarkers))) return [cwd];
  builder.doNotKnow('above', words.aboveRoot);
  return folders;
}

async function addInstructions(
  builder: ContextBuilder,
  tree: ContextTree,
  cwd: string,
  folders: readonly string[],
  config: CodexConfig,
  home: ContextTree | undefined,
): Promise<void> {
  const users = home && (await usersInstructions(home));
  const files = new CodexFiles(tree, builder, config);
  for (const folder of folders) await files.add(folder);
  files.end();
  await files.leaveOutBelow(cwd);
  if (!users && files.texts.length === 0) return;
  const place = files.texts.length === 0 ? '' : ` for ${tree.place(cwd)}`;
  builder.around(`# AGENTS.md instructions${place}\n\n<INSTRUCTIONS>\n`);
  if (users) builder.inText('instructions', users.shown, users.text, { bytes: users.bytes });
  if (users && files.texts.length > 0) builder.around('\n\n--- project-doc ---\n\n');
  for (const [i, { file, text, ...fields }] of files.texts.entries()) {
    if (i > 0) builder.around('\n\n');
    builder.inText('instructions', file, text, fields);
  }
  builder.around('\n</INSTRUCTIONS>');
}

const isInstructions = (path: string): boolean => /(?:^|\/)AGENTS(?:\.override)?\.md$/.test(path);

/** Assembles the instructions of folders in which the bytes for all instructions together may not be enough. */
async function inOtherFolders(
  tree: ContextTree,
  home: ContextTree | undefined,
  only?: string,
): Promise<readonly AssembledContext[]> {
  if (only !== undefined) return isInstructions(only) ? [await instructionsFor(tree, split(only).folder, home)] : [];
  const files = [...(await tree.files())];
  const isConfigured = files.some((path) => /(?:^|\/)\.codex\/config\.toml$/.test(path)) || home !== undefined;
  const bytes = new Map<string, number>();
  for (const path of files.filter(isInstructions)) {
    const read = await tree.read(path);
    const { folder } = split(path);
    bytes.set(folder, (bytes.get(folder) ?? 0) + (isFile(read) ? read.size : 0));
  }
  const contexts: AssembledContext[] = [];
  for (const folder of bytes.keys()) {
    const all = foldersTo(folder).reduce((sum, each) => sum + (bytes.get(each) ?? 0), 0);
    // Fewer bytes are never cut, unless a config says so.
    if (!isConfigured && all <= usualConfig.maxBytes) continue;
    const { parts, ...context } = await instructionsFor(tree, folder, home);
    contexts.push({ ...context, parts: parts.filter(({ file }) => file !== null && split(file).folder === folder) });
  }
  return contexts;
}

/** Assembles only the instructions that are read where Codex runs in a folder. */
async function instructionsFor(
  tree: ContextTree,
  cwd: string,
  home: ContextTree | undefined,
): Promise<AssembledContext> {
  const builder = new ContextBuilder('codex');
  const config = await readCodexConfig(tree, cwd, home);
  const files = new CodexFiles(tree, builder, config);
  for (const folder of await projectFolders(tree, cwd, config, builder)) await files.add(folder);
  files.end();
  for (const { file, text, ...fields } of files.texts) builder.inText('instructions', file, text, fields);
  return builder.build();
}

async function usersInstructions(home: ContextTree) {
  for (const name of ['AGENTS.override.md', 'AGENTS.md']) {
    const path = `.codex/${name}`;
    const read = await home.read(path);
    const text = isFile(read) ? trimmed(decodeLossy(read.bytes)) : '';
    if (isFile(read) && text !== '') return { shown: `~/${path}`, text, bytes: read.size };
  }
  return undefined;
}

/** Reads the instructions of one folder after the other, until the bytes for all of them are used up. */
class CodexFiles {
  readonly texts: {
    readonly file: string;
    readonly text: string;
    readonly bytes: number;
    readonly keptBytes: number;
    readonly status?: 'cut';
    readonly reason?: { readonly why: 'bytesUsedUp'; readonly limit: number; readonly by: readonly string[] };
  }[] = [];
  private left: number;
  /** A link that cannot be followed. */
  private tangled: string | undefined;
  private readonly names: readonly string[];

  constructor(
    private readonly tree: ContextTree,
    private readonly builder: ContextBuilder,
    private readonly config: CodexConfig,
  ) {
    this.left = config.maxBytes;
    this.names = [...new Set(['AGENTS.override.md', 'AGENTS.md', ...config.fallbackNames])];
  }

  async add(folder: string): Promise<void> {
    let chosen: string | undefined;
    for (const name of this.names) {
      const path = joined(folder, name);
      const kind = await this.tree.kind(path);
      if (kind === undefined && (await this.tree.read(path)) === 'outside') {
        this.builder.leftOut('instructions', path, 0, { why: 'outside' });
        this.builder.doNotKnow(path, words.outsideLink(path));
        chosen ??= path;
      }
      if (chosen === undefined && kind === undefined && (await this.tree.isTangled(path))) this.tangled ??= path;
      if (kind !== 'file') continue;
      if (chosen === undefined) await this.read((chosen = path));
      else await this.leaveOut(path, chosen);
    }
  }

  /** Ends the search. With one link that cannot be followed, Codex reads none of the files. */
  end(): void {
    const { tangled } = this;
    if (tangled === undefined) return;
    this.builder.leftOut('instructions', tangled, 0, { why: 'unreadable' });
    for (const { file, bytes } of this.texts.splice(0)) {
      this.builder.leftOut('instructions', file, bytes, { why: 'tangledLink', file: tangled });
    }
  }

  /** Leaves out the files of folders below the one where Codex runs. */
  async leaveOutBelow(cwd: string): Promise<void> {
    const start = cwd === '' ? '' : `${cwd}/`;
    const isBelow = (path: string): boolean =>
      path.startsWith(start) && this.names.some((name) => path.endsWith(`/${name}`) && path !== `${start}${name}`);
    const paths = (await this.tree.filesCalled(...this.names.map((name) => split(name).name))).filter(isBelow);
    await this.tree.warm(paths);
    for (const path of paths) {
      const read = await this.tree.read(path);
      const reason = { why: 'startedIn', folder: split(path).folder } as const;
      this.builder.leftOut('instructions', path, isFile(read) ? read.size : 0, reason);
    }
  }

  private async leaveOut(path: string, file: string): Promise<void> {
    const read = await this.tree.read(path);
    this.builder.leftOut('instructions', path, isFile(read) ? read.size : 0, { why: 'inPlaceOf', file });
  }

  private async read(file: string): Promise<void> {
    const { builder, config, left } = this;
    const read = await this.tree.read(file);
    if (!isFile(read)) return builder.leftOut('instructions', file, 0, faultReason(read));
    if (config.trust === 'untrusted') return builder.leftOut('instructions', file, read.size, { why: 'switchedOff' });
    const reason = { why: 'bytesUsedUp', limit: config.maxBytes, by: this.texts.map((each) => each.file) } as const;
    if (left <= 0) return builder.leftOut('instructions', file, read.size, reason);
    if (!isAll(read) && read.bytes.length < left) {
      this.left -= Math.min(read.size, left);
      builder.doNotKnow(file, words.notReadWhole(file));
      const { maxBytes } = this.tree.limits;
      return builder.leftOut('instructions', file, read.size, { why: 'notReadHere', limit: maxBytes });
    }
    const kept = read.bytes.subarray(0, left);
    const text = decodeLossy(kept);
    const isCut = read.size > left;
    if (isBlank(text)) {
      return builder.beside('instructions', file, {
        load: 'never',
        status: 'dropped',
        bytes: read.size,
        reason: { why: 'empty' },
      });
    }
    this.left -= kept.length;
    this.texts.push({
      ...{ file, text, bytes: read.size, keptBytes: kept.length },
      ...(isCut && { status: 'cut', reason }),
    });
  }
}

function sayUnknown(builder: ContextBuilder, config: CodexConfig, { home }: AgentQuestion): void {
  if (!home) builder.doNotKnow('home', words.noHome);
  if (config.trust === 'unknown') builder.doNotKnow('trust', words.trusted);
  if (config.broken !== undefined) builder.doNotKnow('config', words.brokenConfig(config.broken));
  if (config.hasSkills) builder.doNotKnow('skills', words.configOfSkills);
  builder.doNotKnow('day', words.dayAndFolder);
  builder.doNotKnow('servers', words.noServers);
}
