import type { PartLoad, PartReason } from '../contextReport';
import type { ContextTree } from '../tree/contextTree';
import type { ContextBuilder } from './contextBuilder';
import { fieldsOfFile } from './fileFields';
import type { FieldsFile } from './fileFields';
import { faultReason, isAll, isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { lossyText } from '../tree/ofFile';
import { fits } from './patterns';
import * as words from './unknownWords';

/** A Markdown file as an agent sends it. */
export interface SentFile extends FieldsFile {
  readonly file: TreePlace;
  /** The whole text, with the fields. */
  readonly whole: string;
  readonly bytes: number;
}

/** Reads a file, or records why it is left out. A file that does not exist is not recorded. */
export async function readSent(
  builder: ContextBuilder,
  kind: 'instructions' | 'rule',
  file: TreePlace,
): Promise<SentFile | undefined> {
  const { tree, path, shown } = file;
  if ((await tree.kind(path)) !== 'file') {
    await sayLink(builder, tree, path, kind);
    return undefined;
  }
  const read = await tree.read(path);
  if (!isFile(read)) {
    builder.leftOut(kind, shown, 0, faultReason(read));
    return undefined;
  }
  if (!isAll(read)) {
    builder.leftOut(kind, shown, read.size, { why: 'notReadHere', limit: tree.limits.maxBytes });
    builder.doNotKnow(shown, words.notReadWhole(shown));
    return undefined;
  }
  return { file, bytes: read.size, whole: lossyText(read), ...fieldsOfFile(read) };
}

async function sayLink(builder: ContextBuilder, tree: ContextTree, path: string, kind: 'instructions' | 'rule') {
  if (!(await tree.leadsOut(path))) return;
  builder.leftOut(kind, path, 0, { why: 'outside' });
  builder.doNotKnow(path, words.outsideLink(path));
}

/** Sends a text with every turn. The text that the agent writes around it is not published. */
export function send(
  builder: ContextBuilder,
  kind: 'instructions' | 'rule',
  { file, bytes }: Pick<SentFile, 'file' | 'bytes'>,
  text: string,
  load: PartLoad = 'always',
): void {
  builder.inText(kind, file.shown, text, { bytes, load });
  builder.around(text.endsWith('\n') ? '\n' : '\n\n');
}

/** Sends a rule with a file that it fits. Without such a file, the rule is recorded as one that may be sent. */
export function sendIfFits(
  builder: ContextBuilder,
  { file, bytes, body }: SentFile,
  patterns: readonly string[],
  worked: string | undefined,
): void {
  const reason: PartReason = { why: 'otherFiles', patterns };
  if (worked !== undefined && fits(patterns, worked)) send(builder, 'rule', { file, bytes }, body, 'match');
  else if (worked === undefined) builder.beside('rule', file.shown, { load: 'match', text: body, bytes, reason });
  else builder.beside('rule', file.shown, { load: 'match', status: 'unread', bytes, reason });
}
