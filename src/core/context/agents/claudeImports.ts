import { pathBelow } from '../../files/disk';
import { joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { PartReason } from '../contextReport';
import { maxLostImports } from './contextBuilder';
import type { ContextBuilder } from './contextBuilder';
import { inSpans, markdownCode } from './codeSpans';
import { fieldsOfFile } from './fileFields';
import { faultReason, isAll, isFile } from '../tree/treePlace';
import type { TreePlace } from '../tree/treePlace';
import { lossyText, ofFile } from '../tree/ofFile';
import * as words from './unknownWords';

/** A file that is sent. Its imports are sent before it. */
export interface ClaudeText {
  readonly file: TreePlace;
  readonly kind: 'instructions' | 'import' | 'rule';
  readonly text: string;
  readonly bytes: number;
}

const maxHops = 4;
/** Bytes of a file that is read, at most. */
const maxBytes = 4 * 1024 ** 2;

/** Reads files of Claude Code with their imports, each file once. */
export class ClaudeFiles {
  /** Real paths of files that were read, with the root of their tree. */
  private readonly seen = new Set<string>();
  private lost = 0;

  constructor(
    private readonly builder: ContextBuilder,
    private readonly isExcluded: (place: string) => boolean,
  ) {}

  /** Whether a file was read already, by this or another name. */
  async has({ tree, path }: TreePlace): Promise<boolean> {
    return this.seen.has(await keyOf(tree, path));
  }

  /** Reads a file and its imports, in the order in which they are sent. Returns nothing where the file is not read. */
  async read(file: TreePlace, kind: ClaudeText['kind'], of = wholeFile, hops = 0): Promise<ClaudeText[]> {
    const { tree, path, shown } = file;
    const { builder } = this;
    const key = await keyOf(tree, path);
    if (this.seen.has(key)) return [];
    if (this.isExcluded(tree.place(path))) {
      builder.leftOut(kind, shown, 0, { why: 'switchedOff' });
      return [];
    }
    const read = await tree.read(path);
    if (!isFile(read)) {
      builder.leftOut(kind, shown, 0, faultReason(read));
      return [];
    }
    this.seen.add(key);
    if (read.size > maxBytes) {
      builder.leftOut(kind, shown, read.size, { why: 'tooLong', limit: maxBytes, unit: 'bytes' });
      return [];
    }
    if (!isAll(read)) {
      builder.leftOut(kind, shown, read.size, { why: 'notReadHere', limit: tree.limits.maxBytes });
      builder.doNotKnow(shown, words.notReadWhole(shown));
      return [];
    }
    const { text, names } = of(read);
    const imports: ClaudeText[] = [];
    for (const name of names) imports.push(...(await this.imported(name, file, hops)));
    return [...imports, { file, kind, text, bytes: read.size }];
  }

  private async imported(name: string, from: TreePlace, hops: number): Promise<ClaudeText[]> {
    const { tree } = from;
    const below = name.startsWith('~')
      ? undefined
      : pathBelow(tree, tree.root, tree.resolve(split(from.path).folder, name));
    const looksLikePath = /[/.]/.test(name);
    if (below === undefined) {
      if (looksLikePath) this.lose(name, 0, { why: 'outside' });
      return [];
    }
    const shown = from.shown.startsWith('~/') ? `~/${below}` : below;
    if ((await tree.kind(below)) !== 'file') {
      const why = (await tree.leadsOut(below)) ? 'outside' : 'missing';
      if (looksLikePath && (await tree.kind(below)) === undefined) this.lose(shown, 0, { why });
      return [];
    }
    if (hops === maxHops) {
      if (await this.has({ tree, path: below, shown })) return [];
      const read = await tree.read(below);
      const reason = { why: 'importDepth', limit: maxHops, file: from.shown } as const;
      this.lose(shown, isFile(read) ? read.size : 0, reason);
      return [];
    }
    return this.read({ tree, path: below, shown }, 'import', undefined, hops + 1);
  }

  private lose(shown: string, bytes: number, reason: PartReason): void {
    if (this.lost++ < maxLostImports) this.builder.leftOut('import', shown, bytes, reason);
  }
}

/** Prepares a text as it is sent, with the names that it imports. */
const sentOf = (written: string) => {
  const text = withoutComments(written);
  return { text, names: claudeImports(text) };
};

/** Prepares the whole text of a file, which is done once for each file. */
const wholeFile = ofFile((file) => sentOf(lossyText(file)));
/** Prepares the text below the fields of a rule, which is done once for each file. */
export const bodyOfRule = ofFile((file) => sentOf(fieldsOfFile(file).body));

const keyOf = async (tree: ContextTree, path: string): Promise<string> =>
  joined(tree.root, (await tree.realPath(path)) ?? path);

/** Imports of one file, at most: a file with more was written to be slow. */
const maxImports = 2_000;

/** Lists the imports of a text: paths behind `@`, outside of code. A backslash keeps a space in a path. */
export const claudeImports = (text: string): string[] => [...placedClaudeImports(text).keys()];

/** Lists the imports of a text, each with its first place. */
export function placedClaudeImports(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  if (!text.includes('@')) return places;
  const isCode = inSpans(markdownCode(text));
  for (const { index, 1: written = '' } of text.matchAll(/(?<=^|\s)@((?:\\ |[^\s\\"']){1,1000})/gm)) {
    const name = isCode(index) ? '' : written.replaceAll('\\ ', ' ').replace(/[,;:!?)]+$/, '');
    if (name !== '' && !places.has(name)) places.set(name, index);
    if (places.size >= maxImports) break;
  }
  return places;
}

/** Removes HTML comments that are blocks of their own. */
export function withoutComments(text: string): string {
  if (!text.includes('<!--')) return text;
  const isCode = inSpans(markdownCode(text));
  let kept = '';
  let last = 0;
  let end = 0;
  for (const { 0: opening, index: line } of text.matchAll(/^[^\S\n]{0,3}<!--/gm)) {
    const inside = line + opening.length;
    if (line < last || isCode(inside - 4)) continue;
    // One end may follow many comments that are not blocks: it is looked for once.
    if (end < inside) end = text.indexOf('-->', inside);
    if (end < 0) break;
    const after = /^[ \t]{0,1000}(?:\r?\n|$)/.exec(text.slice(end + 3, end + 1_005));
    if (!after) continue;
    kept += text.slice(last, line);
    last = end + 3 + after[0].length;
  }
  return kept + text.slice(last);
}
