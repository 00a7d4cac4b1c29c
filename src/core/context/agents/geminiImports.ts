import { pathBelow } from '../../files/disk';
import type { PartReason } from '../contextReport';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { PlacedImport } from './agent';
import { backtickSpans, inSpans } from './codeSpans';
import { isAll, isFile } from '../tree/treePlace';
import type { Segment } from './segments';
import { lossyText } from '../tree/ofFile';

/** An import that does not arrive. */
interface LostImport {
  readonly file: string;
  readonly bytes: number;
  readonly reason: PartReason;
}

const maxDepth = 5;

/** Readings of files, and characters of them, for one report: a file that imports twice what imports twice has no end. */
const maxReadings = 2_000;
const maxCharacters = 16 * 1024 ** 2;

interface Chain {
  readonly depth: number;
  /** Full paths of the imports on the way. */
  readonly seen: ReadonlySet<string>;
}

/** Reads a file of Gemini CLI and puts what it imports in its place, as `@path`. Paths are seen from the file that imports. */
export class GeminiImports {
  readonly lost: LostImport[] = [];
  private readings = 0;
  private characters = 0;
  private readonly tops = new Map<string, Promise<string>>();

  constructor(
    private readonly tree: ContextTree,
    private readonly markers: readonly string[],
    /** As the files of this folder are named in a report. */
    private readonly shown: (path: string) => string,
  ) {}

  /** The text of a file with all of its imports; `undefined`: it cannot be read. */
  async read(path: string): Promise<Segment[] | undefined> {
    const read = await this.tree.read(path);
    if (!isFile(read)) return undefined;
    const of = { kind: 'instructions', file: this.shown(path), bytes: read.size } as const;
    const top = await this.topOf(split(path).folder);
    return this.expand(lossyText(read), path, of, top, { depth: 0, seen: new Set() });
  }

  private async expand(
    text: string,
    path: string,
    of: NonNullable<Segment['of']>,
    top: string,
    chain: Chain,
  ): Promise<Segment[]> {
    const found = importsIn(text);
    if (chain.depth >= maxDepth) {
      for (const { name } of found) this.tooDeep(name, path);
      return [{ text, of }];
    }
    const segments: Segment[] = [];
    let last = 0;
    for (const { start, end, name } of found) {
      segments.push({ text: text.slice(last, start), of });
      last = end;
      segments.push(...(await this.imported(name, path, top, chain)));
    }
    segments.push({ text: text.slice(last), of });
    return segments;
  }

  private async imported(name: string, from: string, top: string, chain: Chain): Promise<Segment[]> {
    const { tree } = this;
    const full = this.resolve(name, from);
    const below = pathBelow(tree, tree.root, full);
    const isRefused = /^(?:file|https?):\/\//.test(name) || !(await this.isAllowed(below, top));
    if (isRefused) {
      this.lost.push({ file: name, bytes: 0, reason: { why: 'outside' } });
      return [{ text: `<!-- Import failed: ${name} - Path traversal attempt -->` }];
    }
    if (chain.seen.has(full)) return [{ text: `<!-- File already processed: ${name} -->` }];
    const path = below ?? '';
    const kind = await tree.kind(path);
    if (kind !== 'file') return [{ text: `<!-- Import failed: ${name} - ${this.failure(path, kind, full)} -->` }];
    const read = await tree.read(path);
    const isWhole = isFile(read) && isAll(read);
    const text = isWhole ? lossyText(read) : '';
    this.characters += text.length;
    if (!isWhole || ++this.readings > maxReadings || this.characters > maxCharacters) {
      this.lost.push({ file: this.shown(path), bytes: 0, reason: { why: 'unreadable' } });
      return [{ text: `<!-- Import failed: ${name} - Unknown error -->` }];
    }
    const of = { kind: 'import', file: this.shown(path), bytes: read.size } as const;
    const next = { depth: chain.depth + 1, seen: new Set([...chain.seen, full]) };
    return [
      { text: `<!-- Imported from: ${name} -->\n` },
      ...(await this.expand(text, path, of, top, next)),
      { text: `\n<!-- End of import from: ${name} -->` },
    ];
  }

  /** The words of Node for it. */
  private failure(path: string, kind: 'folder' | undefined, full: string): string {
    this.lost.push({ file: this.shown(path), bytes: 0, reason: { why: 'missing' } });
    return kind === 'folder'
      ? 'EISDIR: illegal operation on a directory, read'
      : `ENOENT: no such file or directory, access '${full}'`;
  }

  private tooDeep(name: string, from: string): void {
    const below = pathBelow(this.tree, this.tree.root, this.resolve(name, from));
    if (below === undefined) return;
    const reason = { why: 'importDepth', limit: maxDepth, file: this.shown(from) } as const;
    this.lost.push({ file: this.shown(below), bytes: 0, reason });
  }

  private resolve(name: string, from: string): string {
    return this.tree.resolve(split(from).folder, name);
  }

  /** Whether a file is below the top of the project, links resolved; of one that is not there its folder is asked. */
  private async isAllowed(below: string | undefined, top: string): Promise<boolean> {
    const { tree } = this;
    // No path has a zero, and what is encoded may lead up.
    const isNone = below === undefined || below.includes('\0');
    const path = isNone ? undefined : pathBelow(tree, tree.root, tree.resolve('', decoded(below)));
    for (let at = path; at !== undefined; at = at === '' ? undefined : split(at).folder) {
      const real = await this.tree.realPath(at);
      if (real !== undefined) return isBelow(real, (await this.tree.realPath(top)) ?? top);
      const { folder, name } = split(at);
      if (await this.tree.has(folder, name)) return false; // A link that leads out.
    }
    return false;
  }

  /** The nearest folder with a mark of the top of a project; without one the folder itself. */
  private topOf(folder: string): Promise<string> {
    const known = this.tops.get(folder);
    if (known) return known;
    const top = topAbove(this.tree, folder, this.markers).then((found) => found ?? folder);
    this.tops.set(folder, top);
    return top;
  }
}

/** The nearest folder from `folder` upwards that has one of the names; `undefined`: none inside the tree. */
export async function topAbove(
  tree: ContextTree,
  folder: string,
  markers: readonly string[],
): Promise<string | undefined> {
  const usable = markers.filter((marker) => !marker.startsWith('/') && !marker.includes('..'));
  for (const at of foldersTo(folder).toReversed()) {
    for (const marker of usable) if ((await tree.kind(joined(at, marker))) !== undefined) return at;
  }
  return undefined;
}

const isBelow = (path: string, top: string): boolean => top === '' || path === top || path.startsWith(`${top}/`);

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Of one file: more were written to be slow. */
const maxImports = 2_000;

/** What begins with `@` after white space and is no code: all up to the next white space is a path. */
export function importsIn(text: string): PlacedImport[] {
  const isCode = inSpans(backtickSpans(text));
  const found: PlacedImport[] = [];
  for (let at = text.indexOf('@'); at >= 0 && found.length < maxImports; at = text.indexOf('@', at)) {
    if (at > 0 && !/[ \t\n\r]/.test(text[at - 1] ?? '')) {
      at++;
      continue;
    }
    const end = at + 1 + (/^[^ \t\n\r]*/.exec(text.slice(at + 1, at + 5_000))?.[0].length ?? 0);
    const name = text.slice(at + 1, end);
    if (/^[./a-z]/i.test(name) && !isCode(at)) found.push({ start: at, end, name });
    at = end + 1;
  }
  return found;
}
