import { pathBelow } from '../../files/disk';
import type { PartReason } from '../contextReport';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import type { PlacedImport } from './agent';
import { backtickSpans, inSpans } from './codeSpans';
import { maxLostImports } from './contextBuilder';
import { isAll, isFile } from '../tree/treePlace';
import type { FileReading, InstructionSegment } from './instructionSegments';
import { lossyText } from '../tree/ofFile';

/** An import whose text does not reach the model. */
interface LostImport {
  readonly file: string;
  readonly bytes: number;
  readonly reason: PartReason;
}

const maxDepth = 5;

/** Maximum number of readings of files, and of their characters, for one report: nested imports could multiply without end. */
const maxReadings = 2_000;
const maxCharacters = 16 * 1024 ** 2;

interface Chain {
  readonly depth: number;
  /** Full paths of the imports on the way. */
  readonly seen: ReadonlySet<string>;
}

/** Result of looking up an import: a file, one that is imported already, or none. */
type Target =
  | { readonly kind: 'refused' }
  | { readonly kind: 'seen' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'read'; readonly file: ReadImport };

interface ReadImport {
  /** The path below the root; `full` is the whole path. */
  readonly path: string;
  readonly full: string;
  readonly text: string;
  readonly of: FileReading;
}

/**
 * Reads a file of Gemini CLI and puts each file that it imports in the place of its `@path`. Where the settings ask for
 * the flat form, imported files follow the file, each once. Paths are relative to the file that imports.
 */
export class GeminiImports {
  readonly lost: LostImport[] = [];
  private readings = 0;
  private characters = 0;
  private readonly tops = new Map<string, Promise<string>>();

  constructor(
    private readonly tree: ContextTree,
    private readonly markers: readonly string[],
    /** Returns the name of a file of this folder for a report. */
    private readonly shown: (path: string) => string,
    private readonly isFlat = false,
  ) {}

  /** The text of a file with all of its imports; `undefined`: it cannot be read. */
  async read(path: string): Promise<InstructionSegment[] | undefined> {
    const read = await this.tree.read(path);
    if (!isFile(read)) return undefined;
    const of = { kind: 'instructions', file: this.shown(path), bytes: read.size } as const;
    const { folder } = split(path);
    const top = await this.topOf(folder);
    const text = lossyText(read);
    // The flat form knows the first file by its folder alone, so that a file that imports it gets it again.
    if (this.isFlat) return this.flat({ path, full: this.tree.place(folder), text, of }, top);
    return this.expand(text, path, of, top, { depth: 0, seen: new Set() });
  }

  /** Returns a file and all that it imports, however deep, one after the other. */
  private async flat(first: ReadImport, top: string): Promise<InstructionSegment[]> {
    const seen = new Set<string>();
    const segments: InstructionSegment[] = [];
    const add = async ({ path, full, text, of }: ReadImport): Promise<void> => {
      seen.add(full);
      const start = segments.length === 0 ? '' : '\n\n';
      segments.push({ text: `${start}--- File: ${full} ---\n` }, { text: text.trim(), of });
      segments.push({ text: `\n--- End of File: ${full} ---` });
      for (const { name } of importsIn(text).reverse()) {
        const target = await this.target(name, path, top, seen);
        if (target.kind === 'read') await add(target.file);
      }
    };
    await add(first);
    return segments;
  }

  private async expand(
    text: string,
    path: string,
    of: FileReading,
    top: string,
    chain: Chain,
  ): Promise<InstructionSegment[]> {
    const found = importsIn(text);
    if (chain.depth >= maxDepth) {
      for (const { name } of found) this.tooDeep(name, path);
      return [{ text, of }];
    }
    const segments: InstructionSegment[] = [];
    let last = 0;
    for (const { start, end, name } of found) {
      segments.push({ text: text.slice(last, start), of });
      last = end;
      segments.push(...(await this.imported(name, path, top, chain)));
    }
    segments.push({ text: text.slice(last), of });
    return segments;
  }

  private async imported(name: string, from: string, top: string, chain: Chain): Promise<InstructionSegment[]> {
    const target = await this.target(name, from, top, chain.seen);
    if (target.kind === 'refused') return [{ text: `<!-- Import failed: ${name} - Path traversal attempt -->` }];
    if (target.kind === 'seen') return [{ text: `<!-- File already processed: ${name} -->` }];
    if (target.kind === 'failed') return [{ text: `<!-- Import failed: ${name} - ${target.message} -->` }];
    const { path, full, text, of } = target.file;
    const next = { depth: chain.depth + 1, seen: new Set([...chain.seen, full]) };
    return [
      { text: `<!-- Imported from: ${name} -->\n` },
      ...(await this.expand(text, path, of, top, next)),
      { text: `\n<!-- End of import from: ${name} -->` },
    ];
  }

  /** Finds where an import leads. @param seen full paths of the files that are there already. */
  private async target(name: string, from: string, top: string, seen: ReadonlySet<string>): Promise<Target> {
    const { tree } = this;
    const full = this.resolve(name, from);
    const below = pathBelow(tree, tree.root, full);
    if (/^(?:file|https?):\/\//.test(name) || !(await this.isAllowed(below, top))) {
      this.lose({ file: name, bytes: 0, reason: { why: 'outside' } });
      return { kind: 'refused' };
    }
    if (seen.has(full)) return { kind: 'seen' };
    const path = below ?? '';
    const kind = await tree.kind(path);
    if (kind !== 'file') return { kind: 'failed', message: this.failure(path, kind, full) };
    const read = await tree.read(path);
    const isWhole = isFile(read) && isAll(read);
    const text = isWhole ? lossyText(read) : '';
    this.characters += text.length;
    if (!isWhole || ++this.readings > maxReadings || this.characters > maxCharacters) {
      this.lose({ file: this.shown(path), bytes: 0, reason: { why: 'unreadable' } });
      return { kind: 'failed', message: 'Unknown error' };
    }
    const of = { kind: 'import', file: this.shown(path), bytes: read.size } as const;
    return { kind: 'read', file: { path, full, text, of } };
  }

  /** Records an import that is no file as lost, and returns Node's message for it. */
  private failure(path: string, kind: 'folder' | undefined, full: string): string {
    this.lose({ file: this.shown(path), bytes: 0, reason: { why: 'missing' } });
    return kind === 'folder'
      ? 'EISDIR: illegal operation on a directory, read'
      : `ENOENT: no such file or directory, access '${full}'`;
  }

  private lose(each: LostImport): void {
    if (this.lost.length < maxLostImports) this.lost.push(each);
  }

  private tooDeep(name: string, from: string): void {
    const below = pathBelow(this.tree, this.tree.root, this.resolve(name, from));
    if (below === undefined) return;
    const reason = { why: 'importDepth', limit: maxDepth, file: this.shown(from) } as const;
    this.lose({ file: this.shown(below), bytes: 0, reason });
  }

  private resolve(name: string, from: string): string {
    return this.tree.resolve(split(from).folder, name);
  }

  /** Whether a file is below the top of the project, with links resolved. For a missing file its nearest folder decides. */
  private async isAllowed(below: string | undefined, top: string): Promise<boolean> {
    const { tree } = this;
    // No path has a null character, and an encoded path may lead up.
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

  /** Returns the nearest folder with a marker of a project's top, or the folder itself where there is none. */
  private topOf(folder: string): Promise<string> {
    const known = this.tops.get(folder);
    if (known) return known;
    const top = topAbove(this.tree, folder, this.markers).then((found) => found ?? folder);
    this.tops.set(folder, top);
    return top;
  }
}

/** Returns the nearest folder from `folder` upwards that has one of the names; `undefined` where none in the tree does. */
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

/** Maximum number of imports of one file. A file with more was written to be slow. */
const maxImports = 2_000;

/** Finds imports: an `@` after white space, outside of code, with the path that goes on to the next white space. */
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
