import type { AssembledContext } from '../contextReport';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { Agent, AgentQuestion } from './agent';
import { ContextBuilder } from './contextBuilder';
import { geminiOwn, geminiVersion } from './geminiData';
import { GeminiImports, importsIn, topAbove } from './geminiImports';
import { geminiRules, geminiSource } from './geminiRules';
import { readGeminiSettings, usualName } from './geminiSettings';
import type { GeminiSettings } from './geminiSettings';
import { geminiSkillsIn } from './geminiSkills';
import type { GeminiSkill, NoGeminiSkill } from './geminiSkills';
import { faultReason, inHome, inTree, isAll, isFile } from '../tree/treePlace';
import { textOf, trimSegments, withFewLineEnds } from './instructionSegments';
import type { InstructionSegment } from './instructionSegments';
import * as words from './unknownWords';

export const geminiCli: Agent = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  version: geminiVersion,
  source: geminiSource,
  checked: '2026-11-30',
  model: 'gemini-3.1-pro-preview',
  rules: geminiRules,
  assemble,
  imports: { areIn: (path) => split(path).name === usualName, of: importsIn },
};

async function assemble(tree: ContextTree, { file, home }: AgentQuestion): Promise<AssembledContext> {
  const cwd = file === undefined ? '' : split(file).folder;
  const settings = await readGeminiSettings(tree, cwd, home);
  const builder = new ContextBuilder('gemini-cli');
  builder.known('base', geminiOwn.base);
  builder.known('tools', geminiOwn.tools);
  await addSkills(builder, tree, cwd, home, settings);
  if (home) await addUsers(builder, home, settings);
  const read = await addProject(builder, tree, cwd, settings);
  await addFolders(builder, tree, cwd, settings, read);
  if ((await hasAgents(tree, cwd)) || (home && (await hasAgents(home, ''))))
    builder.doNotKnow('agents', words.geminiAgents);
  sayUnknown(builder, settings, home);
  return builder.build();
}

async function addSkills(
  builder: ContextBuilder,
  tree: ContextTree,
  cwd: string,
  home: ContextTree | undefined,
  settings: GeminiSettings,
): Promise<void> {
  const own = ['.gemini/skills', '.agents/skills'];
  const roots = [
    ...(home ? own.map((path) => inHome(home, path)) : []),
    ...own.map((path) => inTree(tree, joined(cwd, path))),
  ];
  /** Skills by name. The last one of a name wins, at the place of the first. */
  const byName = new Map<string, GeminiSkill>();
  for (const root of roots) {
    for (const skill of await geminiSkillsIn(root)) takeSkill(builder, skill, settings, byName);
  }
  if (byName.size > 0) addSkillList(builder, [...byName.values()]);
}

/** Takes a skill into the list, or says why it is not in it. */
function takeSkill(
  builder: ContextBuilder,
  skill: GeminiSkill | NoGeminiSkill,
  { offSkills, hasSkills }: GeminiSettings,
  byName: Map<string, GeminiSkill>,
): void {
  const { file, bytes } = skill;
  if (!('name' in skill)) {
    const reason = { why: 'invalid', what: 'front matter' } as const;
    return builder.beside('skillEntry', file.shown, { load: 'never', status: 'dropped', bytes, reason });
  }
  if (!hasSkills || offSkills.has(skill.name.toLowerCase()))
    return builder.leftOut('skillEntry', file.shown, bytes, { why: 'switchedOff' });
  const before = byName.get(skill.name);
  if (before && isInOneFolder(before, skill)) builder.doNotKnow('twins', words.twinSkills(skill.name));
  if (before) builder.leftOut('skillEntry', before.file.shown, before.bytes, { why: 'inPlaceOf', file: file.shown });
  byName.set(skill.name, skill);
}

function addSkillList(builder: ContextBuilder, skills: readonly GeminiSkill[]): void {
  builder.around('<available_skills>\n');
  for (const { name, description, file } of skills) {
    const lines = [
      `    <name>${name}</name>`,
      `    <description>${description}</description>`,
      `    <location>${file.tree.place(file.path)}</location>`,
    ];
    builder.around('  <skill>\n');
    builder.inText('skillEntry', file.shown, textOf(withFewLineEnds([{ text: lines.join('\n') }])));
    builder.around('\n  </skill>\n');
  }
  builder.around('</available_skills>\n\n');
  for (const { file, body, bytes } of skills) {
    builder.beside('skill', file.shown, { load: 'onDemand', text: body, bytes });
  }
}

/** Whether two skills are in one folder, where the disk decides which of them is read first. */
const isInOneFolder = (a: GeminiSkill, b: GeminiSkill): boolean => a.root === b.root;

async function addUsers(
  builder: ContextBuilder,
  home: ContextTree,
  { names, markers, isFlat }: GeminiSettings,
): Promise<void> {
  const imports = new GeminiImports(home, markers, (path) => `~/${path}`, isFlat);
  const blocks: InstructionSegment[][] = [];
  for (const name of names) {
    const path = `.gemini/${name}`;
    const segments = (await home.kind(path)) === 'file' ? await imports.read(path) : undefined;
    const block = segments && blockOf(home.place(path), segments);
    if (block) blocks.push(withFewLineEnds(block)); // As in all instructions of the program.
  }
  addBlocks(builder, blocks);
  if (blocks.length > 0) builder.around('\n\n');
  addLost(builder, imports);
}

/**
 * Adds the instructions from the top of the repository down to the folder where the agent runs.
 * @returns the real paths of those that are read.
 */
async function addProject(
  builder: ContextBuilder,
  tree: ContextTree,
  cwd: string,
  settings: GeminiSettings,
): Promise<ReadonlySet<string>> {
  const imports = new GeminiImports(tree, settings.markers, (path) => path, settings.isFlat);
  const folders = await chain(builder, tree, cwd, settings);
  const read = new Set<string>();
  const blocks: InstructionSegment[][] = [];
  const paths = folders.flatMap((folder) => settings.names.map((name) => joined(folder, name)));
  const chosen: string[] = [];
  for (const path of paths) if (await isNew(builder, tree, path, read)) chosen.push(path);
  for (const path of chosen.sort((a, b) => (a < b ? -1 : 1))) {
    const segments = await imports.read(path);
    const block = segments && blockOf(tree.place(path), segments);
    if (block) blocks.push(block);
    else builder.beside('instructions', path, { load: 'never', status: 'dropped', reason: { why: 'empty' } });
  }
  if (blocks.length > 0) {
    builder.around('<loaded_context>\n<project_context>\n');
    addBlocks(builder, blocks);
    builder.around('\n</project_context>\n</loaded_context>');
  }
  addLost(builder, imports);
  return read;
}

async function chain(
  builder: ContextBuilder,
  tree: ContextTree,
  cwd: string,
  { markers }: GeminiSettings,
): Promise<readonly string[]> {
  const top = markers.length === 0 ? cwd : await topAbove(tree, cwd, markers);
  const folders = foldersTo(cwd);
  if (top !== undefined) return folders.slice(foldersTo(top).length - 1);
  if (!(await tree.isBelowRepository())) return [cwd];
  builder.doNotKnow('above', words.aboveRoot);
  return folders;
}

/** Whether there is a file that was not read under another name, and can be read whole. Records why it is left out. */
async function isNew(builder: ContextBuilder, tree: ContextTree, path: string, read: Set<string>): Promise<boolean> {
  if (await tree.leadsOut(path)) {
    builder.leftOut('instructions', path, 0, { why: 'outside' });
    builder.doNotKnow(path, words.outsideLink(path));
  }
  if ((await tree.kind(path)) !== 'file') return false;
  const real = (await tree.realPath(path)) ?? path;
  const file = await tree.read(path);
  if (!isFile(file)) builder.leftOut('instructions', path, 0, faultReason(file));
  else if (read.has(real)) builder.leftOut('instructions', path, file.size, { why: 'sameText', file: real });
  else if (!isAll(file)) {
    builder.leftOut('instructions', path, file.size, { why: 'notReadHere', limit: tree.limits.maxBytes });
    builder.doNotKnow(path, words.notReadWhole(path));
  }
  if (!isFile(file) || read.has(real)) return false;
  read.add(real);
  return isAll(file);
}

/** Returns the text of a file in its wrapper; `undefined` where it is blank. */
function blockOf(place: string, segments: readonly InstructionSegment[]): InstructionSegment[] | undefined {
  const trimmed = trimSegments(segments);
  if (textOf(trimmed) === '') return undefined;
  return [
    { text: `--- Context from: ${place} ---\n` },
    ...trimmed,
    { text: `\n--- End of Context from: ${place} ---` },
  ];
}

function addBlocks(builder: ContextBuilder, blocks: readonly (readonly InstructionSegment[])[]): void {
  for (const [i, block] of blocks.entries()) {
    if (i > 0) builder.around('\n\n');
    builder.segments(block);
  }
}

function addLost(builder: ContextBuilder, { lost }: GeminiImports): void {
  for (const { file, bytes, reason } of lost) builder.leftOut('import', file, bytes, reason);
}

/** Adds the instructions of folders below, which the agent reads once a tool works there. */
async function addFolders(
  builder: ContextBuilder,
  tree: ContextTree,
  cwd: string,
  { names, markers }: GeminiSettings,
  read: ReadonlySet<string>,
): Promise<void> {
  const imports = new GeminiImports(tree, markers, (path) => path);
  const start = cwd === '' ? '' : `${cwd}/`;
  const isWanted = (path: string): boolean => names.some((name) => path.endsWith(`/${name}`));
  const files = (await tree.filesCalled(...names.map((name) => split(name).name))).filter(isWanted);
  await tree.warm(files);
  for (const path of files) {
    if (!path.startsWith(start) || read.has(path)) continue;
    const name = names.find((each) => path === each || path.endsWith(`/${each}`));
    if (name === undefined || joined(cwd, name) === path) continue;
    const file = await tree.read(path);
    const segments = isFile(file) && isAll(file) ? await imports.read(path) : undefined;
    const block = segments && blockOf(tree.place(path), segments);
    if (!block) continue;
    builder.beside('instructions', path, {
      ...{ load: 'onDemand', text: textOf(block), reason: { why: 'inFolder', folder: split(path).folder } },
      bytes: isFile(file) ? file.size : 0,
    });
  }
}

const hasAgents = async (tree: ContextTree, folder: string): Promise<boolean> =>
  [...(await tree.list(joined(folder, '.gemini/agents'))).keys()].some((name) => name.endsWith('.md'));

function sayUnknown(builder: ContextBuilder, { broken }: GeminiSettings, home: ContextTree | undefined): void {
  if (!home) builder.doNotKnow('home', words.noHome);
  if (broken !== undefined) builder.doNotKnow('settings', words.brokenConfig(broken));
  builder.doNotKnow('trust', words.trusted);
  builder.doNotKnow('folders', words.listOfFiles);
  builder.doNotKnow('day', words.dayAndFolder);
  builder.doNotKnow('servers', words.noServers);
}
