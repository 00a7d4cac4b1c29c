import type { AssembledContext } from '../contextReport';
import { promptNames } from '../tree/listFiles';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { Agent, AgentQuestion } from './agent';
import { ContextBuilder } from './contextBuilder';
import { copilotRules, copilotSource } from './copilotRules';
import { addCopilotLists } from './copilotLists';
import { listField } from './fileFields';
import { inHome, inTree, isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { readSent, send, sendIfFits } from './sentFiles';
import type { SentFile } from './sentFiles';
import { filesIn } from './skillFiles';
import * as words from './unknownWords';

/** The runtime of Copilot, which VS Code uses as Agent Host, and which is also its command line. */
export const copilot: Agent = {
  id: 'copilot',
  name: 'Copilot',
  version: '2026-11',
  source: copilotSource,
  checked: '2026-11-30',
  model: 'gpt-6.2-sol',
  rules: copilotRules,
  assemble,
};

async function assemble(tree: ContextTree, question: AgentQuestion): Promise<AssembledContext> {
  const builder = new ContextBuilder('copilot');
  const reading = new CopilotReading(tree, question, builder);
  const { home } = question;
  if (home) await reading.send(inHome(home, '.copilot/copilot-instructions.md'));
  for (const name of names) await reading.send(inTree(tree, name));
  await reading.rules(inTree(tree, '.github/instructions'), '');
  if (home) await reading.rules(inHome(home, '.copilot/instructions'), '');
  await reading.below();
  await addCopilotLists(builder, tree, home);
  await addPrompts(builder, tree);
  if (!home) builder.doNotKnow('home', words.noHome);
  if (await tree.isBelowRepository()) builder.doNotKnow('above', words.aboveRoot);
  builder.doNotKnow('base', words.baseNotPublished);
  builder.doNotKnow('form', words.formNotPublished);
  builder.doNotKnow('organization', words.organization);
  builder.doNotKnow('servers', words.noServers);
  builder.doNotKnow('local', words.localAgent);
  return builder.build();
}

const names = ['.github/copilot-instructions.md', 'AGENTS.md', 'CLAUDE.md', '.claude/CLAUDE.md', 'GEMINI.md'];

/** Levels of folders below that are looked into, without the folders named here. */
const maxBelow = 2;
const leftOutBelow = /\/(?:\.claude|\.github|node_modules|\.git|vendor|dist|build|\.next|\.nuxt|out|coverage)\//;

class CopilotReading {
  /** Names of the files that were sent, by their texts. */
  private readonly sent = new Map<string, string>();

  constructor(
    private readonly tree: ContextTree,
    private readonly question: AgentQuestion,
    private readonly builder: ContextBuilder,
  ) {}

  async send(file: TreePlace, load: 'always' | 'match' = 'always'): Promise<void> {
    const read = await readSent(this.builder, 'instructions', file);
    if (!read || this.isSame(read, 'instructions')) return;
    send(this.builder, 'instructions', read, read.whole, load);
  }

  /** Whether the same text was sent before, as it is sent once only. */
  private isSame(read: SentFile, kind: 'instructions' | 'rule'): boolean {
    const { shown } = read.file;
    const text = read.whole;
    const first = this.sent.get(text);
    if (first === undefined) this.sent.set(text, shown);
    else this.builder.leftOut(kind, shown, read.bytes, { why: 'sameText', file: first });
    return first !== undefined;
  }

  /** Adds modular instructions. Patterns count from the folder that their `.github` is in. */
  async rules(root: TreePlace, folder: string): Promise<void> {
    const { builder, question } = this;
    for (const file of await filesIn(root, (name) => name.endsWith('.instructions.md'))) {
      const read = await readSent(builder, 'rule', file);
      if (!read || this.isSame(read, 'rule')) continue;
      const patterns = listField(read.fields, 'applyTo');
      if (patterns.length === 0) {
        builder.beside('rule', file.shown, {
          load: 'onDemand',
          text: read.body,
          bytes: read.bytes,
          reason: { why: 'byHand' },
        });
        builder.doNotKnow('applyTo', words.withoutApplyTo);
      } else if (patterns.every((pattern) => pattern === '**' || pattern === '**/*')) {
        send(builder, 'rule', read, read.body);
      } else {
        const worked =
          question.file === undefined || folder === '' ? question.file : question.file.slice(folder.length + 1);
        sendIfFits(builder, read, patterns.map(anywhere), worked);
      }
    }
  }

  /**
   * Adds files of folders on the way to the file that is worked with. Those of other folders are read once a file there
   * is worked with.
   */
  async below(): Promise<void> {
    const { tree, question, builder } = this;
    const worked = question.file === undefined ? [] : foldersTo(split(question.file).folder).slice(1);
    for (const folder of worked) {
      for (const name of names) await this.send(inTree(tree, joined(folder, name)), 'match');
      await this.rules(inTree(tree, joined(folder, '.github/instructions')), folder);
    }
    const called = await tree.filesCalled(...names.map((name) => split(name).name));
    const files = called.filter((path) => names.some((name) => path.endsWith(`/${name}`)));
    await tree.warm(files);
    for (const path of files) {
      // The longer name comes last: `a/.claude/CLAUDE.md` is for `a`.
      const name = names.findLast((each) => path.endsWith(`/${each}`));
      const folder = name === undefined ? '' : path.slice(0, -name.length - 1);
      const isPassedOver = leftOutBelow.test(`/${folder}/`) || foldersTo(folder).length > maxBelow + 1;
      if (name === undefined || folder === '' || worked.includes(folder) || isPassedOver) continue;
      const read = await readSent(builder, 'instructions', inTree(tree, path));
      if (!read) continue;
      const reason = { why: 'inFolder', folder } as const;
      builder.beside('instructions', path, { load: 'onDemand', text: read.whole, bytes: read.bytes, reason });
    }
  }
}

/** Makes a pattern without a folder match names, wherever the file is. */
const anywhere = (pattern: string): string => (pattern.includes('/') ? pattern : `**/${pattern}`);

/**
 * Leaves out prompt files. They are for VS Code's own agent, which is no longer the usual one, and which looks for them
 * in one folder.
 */
async function addPrompts(builder: ContextBuilder, tree: ContextTree): Promise<void> {
  for (const path of await tree.filesCalled(promptNames)) {
    if (!/(?:^|\/)\.github\/prompts\//.test(path)) continue;
    const read = await tree.read(path);
    builder.leftOut('prompt', path, isFile(read) ? read.size : 0, { why: 'notForAgent' });
  }
}
