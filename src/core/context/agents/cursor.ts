import type { AssembledContext } from '../contextReport';
import { foldersTo, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { Agent, AgentQuestion } from './agent';
import { ContextBuilder } from './contextBuilder';
import { cursorRules, cursorSource } from './cursorRules';
import { addCursorSkills } from './cursorSkills';
import { addEntries } from './entryList';
import type { ListedEntry } from './entryList';
import { listField, readFields, textField } from './fileFields';
import { inTree, isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { readSent, send, sendIfFits } from './sentFiles';
import type { SentFile } from './sentFiles';
import { filesIn } from './skillFiles';
import * as words from './unknownWords';

export const cursor: Agent = {
  id: 'cursor',
  name: 'Cursor',
  version: '2026-11',
  source: cursorSource,
  checked: '2026-11-30',
  model: 'claude-opus-5-5',
  rules: cursorRules,
  assemble,
};

async function assemble(tree: ContextTree, question: AgentQuestion): Promise<AssembledContext> {
  const builder = new ContextBuilder('cursor');
  await addRules(builder, tree, question);
  await addAgentsMd(builder, tree, question);
  await addCursorSkills(builder, tree, question);
  if ((await tree.kind('.cursorrules')) === 'file') builder.doNotKnow('legacy', words.cursorLegacy);
  builder.doNotKnow('home', words.cursorSettings);
  builder.doNotKnow('base', words.baseNotPublished);
  builder.doNotKnow('form', words.formNotPublished);
  builder.doNotKnow('servers', words.noServers);
  return builder.build();
}

async function addRules(builder: ContextBuilder, tree: ContextTree, { file: worked }: AgentQuestion): Promise<void> {
  const described: ListedEntry[] = [];
  for (const file of await filesIn(inTree(tree, '.cursor/rules'), () => true)) {
    if (!file.path.endsWith('.mdc')) await leaveOut(builder, file);
    else {
      const read = await readSent(builder, 'rule', file);
      if (read) addRule(builder, read, worked, described);
    }
  }
  addEntries(builder, { entry: 'skillEntry', body: 'rule' }, described);
}

function addRule(builder: ContextBuilder, read: SentFile, worked: string | undefined, described: ListedEntry[]): void {
  const { file, body, bytes } = read;
  const fields = read.isInvalid ? fieldsWithGlobs(read.whole) : read.fields;
  const globs = listField(fields, 'globs');
  const description = textField(fields, 'description').trim();
  if (fields['alwaysApply'] === true) send(builder, 'rule', read, body);
  else if (globs.length > 0) sendIfFits(builder, read, globs, worked);
  else if (description !== '') {
    const name = split(file.path).name.replace(/\.mdc$/, '');
    described.push({ skill: { ...read, name, description, paths: [], isByHand: false }, description });
  } else builder.beside('rule', file.shown, { load: 'onDemand', text: body, bytes, reason: { why: 'byHand' } });
}

/** Reads fields with patterns. Cursor writes these without quotation marks, and a star at the beginning is no YAML. */
const fieldsWithGlobs = (text: string): SentFile['fields'] =>
  readFields(text.replaceAll(/^(globs:[ \t]{1,100})(\*[^\n'"]{0,5000}?)[ \t]*(\r?)$/gm, "$1'$2'$3")).fields;

async function leaveOut(builder: ContextBuilder, file: TreePlace): Promise<void> {
  const read = await file.tree.read(file.path);
  builder.leftOut('rule', file.shown, isFile(read) ? read.size : 0, { why: 'notForAgent' });
}

async function addAgentsMd(builder: ContextBuilder, tree: ContextTree, { file }: AgentQuestion): Promise<void> {
  const worked = new Set(file === undefined ? [''] : foldersTo(split(file).folder));
  const paths = new Set([...worked].map((folder) => (folder === '' ? 'AGENTS.md' : `${folder}/AGENTS.md`)));
  for (const path of await tree.filesCalled('AGENTS.md')) paths.add(path);
  await tree.warm(paths);
  for (const path of paths) {
    const read = await readSent(builder, 'instructions', inTree(tree, path));
    if (!read) continue;
    const { folder } = split(path);
    if (worked.has(folder)) send(builder, 'instructions', read, read.whole, folder === '' ? 'always' : 'match');
    else {
      const reason = { why: 'inFolder', folder } as const;
      builder.beside('instructions', path, { load: 'onDemand', text: read.whole, bytes: read.bytes, reason });
    }
  }
}
