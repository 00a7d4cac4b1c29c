import type { AssembledContext, PartReason } from '../contextReport';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { Agent, AgentQuestion } from './agent';
import { ClaudeFiles, bodyOfRule, placedClaudeImports } from './claudeImports';
import type { ClaudeText } from './claudeImports';
import { claudeRules, claudeSource } from './claudeRules';
import { readClaudeSettings } from './claudeSettings';
import type { ClaudeSettings } from './claudeSettings';
import { addClaudeLists } from './claudeSkills';
import { ContextBuilder } from './contextBuilder';
import { fieldsOfFile, listField } from './fileFields';
import { inHome, inTree, isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { fits } from './patterns';
import { filesIn } from './skillFiles';
import * as words from './unknownWords';
import { decodeLossy } from '../tree/utf8';

export const claudeCode: Agent = {
  id: 'claude-code',
  name: 'Claude Code',
  version: '2.1.286',
  source: claudeSource,
  checked: '2026-11-30',
  model: 'claude-opus-5-5',
  rules: claudeRules,
  assemble,
  imports: {
    areIn: (path) => /(?:^|\/)(?:CLAUDE(?:\.local)?\.md|\.claude\/rules\/(?:.*\/)?[^/]*\.md)$/.test(path),
    of: (text) =>
      Array.from(placedClaudeImports(text), ([name, start]) => ({ start, end: start + 1 + name.length, name })),
  },
};

/** Assembles the context. The agent is taken to run in the root folder: files below are read once it works there. */
async function assemble(tree: ContextTree, question: AgentQuestion): Promise<AssembledContext> {
  const builder = new ContextBuilder('claude-code');
  const settings = await readClaudeSettings(tree, question.home);
  const files = new ClaudeFiles(builder, (place) => fits(settings.excludes, place.replace(/^\//, '')));
  const reading = new ClaudeReading(tree, question, builder, files, settings.agentsMd);
  await addClaudeLists(builder, tree, question, settings);
  if (question.home) await reading.users(question.home);
  const hasOwn = await reading.project();
  await reading.below(hasOwn);
  if (question.home) await addMemory(builder, tree, question.home);
  sayUnknown(builder, question, hasOwn);
  return builder.build();
}

const own = ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'];
const agents = ['AGENTS.md', '.claude/AGENTS.md'];

class ClaudeReading {
  constructor(
    private readonly tree: ContextTree,
    private readonly question: AgentQuestion,
    private readonly builder: ContextBuilder,
    private readonly files: ClaudeFiles,
    private readonly agentsMd: ClaudeSettings['agentsMd'],
  ) {}

  async users(home: ContextTree): Promise<void> {
    if ((await home.kind('.claude/CLAUDE.md')) === 'file') await this.send(inHome(home, '.claude/CLAUDE.md'));
    await this.rules(inHome(home, '.claude/rules'), '');
  }

  /** Adds the files of the root folder. Returns whether a file of Claude's own is among them, which may keep AGENTS.md out. */
  async project(): Promise<boolean> {
    const { tree } = this;
    const found: string[] = [];
    for (const path of own) if (await this.isThere(path)) found.push(path);
    for (const path of found.filter((each) => each !== 'CLAUDE.local.md')) await this.send(inTree(tree, path));
    const keeps = this.keeps(found.length > 0);
    if (!keeps) for (const path of agents) if (await this.isThere(path)) await this.send(inTree(tree, path));
    await this.rules(inTree(tree, '.claude/rules'), '');
    if (found.includes('CLAUDE.local.md')) await this.send(inTree(tree, 'CLAUDE.local.md'));
    for (const path of keeps ? agents : []) {
      if (!(await this.isThere(path)) || (await this.files.has(inTree(tree, path)))) continue;
      this.builder.leftOut('instructions', path, await this.sizeOf(path), this.whyNot(found[0] ?? ''));
    }
    return found.length > 0;
  }

  /** Whether AGENTS.md is kept out. `hasOwn`: there is a file of Claude's own. */
  private keeps(hasOwn: boolean): boolean {
    return this.agentsMd === 'never' || (this.agentsMd === 'or' && hasOwn);
  }

  private whyNot(file: string): PartReason {
    return this.agentsMd === 'never' ? { why: 'switchedOff' } : { why: 'inPlaceOf', file };
  }

  /** Adds files of folders below, which are read once a file there is worked with. */
  async below(hasOwn: boolean): Promise<void> {
    const { tree, question } = this;
    const worked = question.file === undefined ? [] : foldersTo(split(question.file).folder).slice(1);
    const folders = new Set(worked);
    for (const path of await tree.filesCalled('CLAUDE.md', 'CLAUDE.local.md', 'AGENTS.md')) {
      const [, folder = ''] = /^(.+?)\/(?:\.claude\/)?(?:CLAUDE|CLAUDE\.local|AGENTS)\.md$/.exec(path) ?? [];
      if (folder !== '' && !`/${folder}/`.includes('/.claude/')) folders.add(folder);
    }
    const all = [...folders].flatMap((folder) => [...own, ...agents].map((name) => joined(folder, name)));
    await tree.warm(all);
    for (const folder of [...folders].sort()) await this.folder(folder, worked.includes(folder), hasOwn);
  }

  private async folder(folder: string, isWorked: boolean, hasOwn: boolean): Promise<void> {
    const paths: string[] = [];
    for (const name of own) if (await this.isThere(joined(folder, name))) paths.push(joined(folder, name));
    const others: string[] = [];
    for (const name of agents) if (await this.isThere(joined(folder, name))) others.push(joined(folder, name));
    const keeps = this.keeps(hasOwn || paths.length > 0);
    for (const path of keeps ? others : []) {
      this.builder.leftOut('instructions', path, await this.sizeOf(path), this.whyNot(paths[0] ?? 'CLAUDE.md'));
    }
    for (const path of keeps ? paths : [...paths, ...others]) {
      const texts = await this.files.read(inTree(this.tree, path), 'instructions');
      if (isWorked) this.sendTexts(texts, 'match');
      else this.later(texts, folder);
    }
    if (isWorked) await this.rules(inTree(this.tree, joined(folder, '.claude/rules')), folder);
  }

  /**
   * Adds rules. Those for all files are sent; the others are sent with a file that they fit. Patterns count from the
   * folder.
   */
  private async rules(root: TreePlace, folder: string): Promise<void> {
    for (const file of await filesIn(root, (name) => name.endsWith('.md'))) {
      const read = await file.tree.read(file.path);
      const patterns = isFile(read) ? listField(fieldsOfFile(read).fields, 'paths') : [];
      const texts = await this.files.read(file, 'rule', bodyOfRule);
      if (patterns.length === 0) this.sendTexts(texts, folder === '' ? 'always' : 'match');
      else if (this.isFor(patterns, folder)) this.sendTexts(texts, 'match');
      else this.forOthers(texts, patterns);
    }
  }

  private isFor(patterns: readonly string[], folder: string): boolean {
    const { file } = this.question;
    if (file === undefined || (folder !== '' && !file.startsWith(`${folder}/`))) return false;
    return fits(patterns, folder === '' ? file : file.slice(folder.length + 1));
  }

  private async send(file: TreePlace): Promise<void> {
    this.sendTexts(await this.files.read(file, 'instructions'), 'always');
  }

  /** Sends texts, without the names of their files: how the agent writes those around the texts is not published. */
  private sendTexts(texts: readonly ClaudeText[], load: 'always' | 'match'): void {
    for (const { kind, file, text, bytes } of texts) {
      this.builder.inText(kind, file.shown, text, { bytes, load });
      this.builder.around(text.endsWith('\n') ? '\n' : '\n\n');
    }
  }

  private later(texts: readonly ClaudeText[], folder: string): void {
    const reason = { why: 'inFolder', folder } as const;
    for (const { kind, file, text, bytes } of texts) {
      this.builder.beside(kind, file.shown, { load: 'onDemand', text, bytes, reason });
    }
  }

  private forOthers(texts: readonly ClaudeText[], patterns: readonly string[]): void {
    const reason = { why: 'otherFiles', patterns } as const;
    for (const { kind, file, text, bytes } of texts) {
      if (this.question.file === undefined)
        this.builder.beside(kind, file.shown, { load: 'match', text, bytes, reason });
      else this.builder.beside(kind, file.shown, { load: 'match', status: 'unread', bytes, reason });
    }
  }

  private async isThere(path: string): Promise<boolean> {
    if (await this.tree.leadsOut(path)) {
      this.builder.leftOut('instructions', path, 0, { why: 'outside' });
      this.builder.doNotKnow(path, words.outsideLink(path));
    }
    return (await this.tree.kind(path)) === 'file';
  }

  private async sizeOf(path: string): Promise<number> {
    const read = await this.tree.read(path);
    return isFile(read) ? read.size : 0;
  }
}

const memoryLines = 200;
const memoryBytes = 25 * 1024;

/** Adds the beginning of the notes that the agent itself has written about the folder. */
async function addMemory(builder: ContextBuilder, tree: ContextTree, home: ContextTree): Promise<void> {
  const file = inHome(home, `.claude/projects/${tree.root.replaceAll(/[^a-z0-9]/gi, '-')}/memory/MEMORY.md`);
  const read = await home.read(file.path);
  if (!isFile(read)) return;
  const lines = decodeLossy(read.bytes.subarray(0, memoryBytes)).split('\n');
  const text = lines.slice(0, memoryLines).join('\n');
  const tooMany = lines.length > memoryLines && lines.slice(memoryLines).join('') !== '';
  const limit = tooMany
    ? ({ limit: memoryLines, unit: 'lines' } as const)
    : ({ limit: memoryBytes, unit: 'bytes' } as const);
  const isCut = tooMany || read.size > memoryBytes;
  builder.inText('memory', file.shown, text, {
    bytes: read.size,
    ...(isCut && { status: 'cut', reason: { why: 'tooLong', ...limit } }),
  });
  builder.around('\n');
}

function sayUnknown(builder: ContextBuilder, { home }: AgentQuestion, hasOwn: boolean): void {
  if (!home) builder.doNotKnow('home', words.noHome);
  builder.doNotKnow('above', hasOwn ? words.foldersAbove : words.claudeAbove);
  builder.doNotKnow('base', words.baseNotPublished);
  builder.doNotKnow('form', words.formNotPublished);
  builder.doNotKnow('servers', words.noServers);
}
