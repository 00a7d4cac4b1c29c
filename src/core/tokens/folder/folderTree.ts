import type { EncodedCount } from '../counting/modelCount';

/** The count of one file. Tokens are those of the encoding, before any factor of a model. */
export interface FileCount extends EncodedCount {
  readonly kind: 'file';
  readonly name: string;
  /** Path from the root that was counted, with slashes. The root's own name is its first part. */
  readonly path: string;
  readonly bytes: number;
}

/** A folder with the sums over everything in it. */
export interface FolderCount extends EncodedCount {
  readonly kind: 'folder';
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
  readonly children: readonly CountNode[];
}

export type CountNode = FileCount | FolderCount;

export interface FolderTotals extends EncodedCount {
  readonly bytes: number;
  readonly files: number;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] };
type GrowingFolder = Growing<Omit<FolderCount, 'children'>> & { children: CountNode[] };

/** Grows the tree below one root, file by file. Folders without a counted file are not in it. */
export class FolderTree {
  private readonly folders = new Map<string, GrowingFolder>();
  private readonly top: GrowingFolder;

  constructor(name: string) {
    this.top = newFolder(name, name);
  }

  get root(): FolderCount {
    return this.top;
  }

  /** @param path below the root, with slashes: `src/a.ts`. The cost grows with the depth, not with the tree. */
  add(path: string, counted: EncodedCount & { readonly bytes: number }): void {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = this.top;
    grow(folder, counted);
    for (const part of parts) {
      folder = this.childFolder(folder, part);
      grow(folder, counted);
    }
    folder.children.push({ kind: 'file', name, path: `${folder.path}/${name}`, ...counted });
  }

  private childFolder(parent: GrowingFolder, name: string): GrowingFolder {
    const path = `${parent.path}/${name}`;
    let child = this.folders.get(path);
    if (!child) {
      child = newFolder(name, path);
      parent.children.push(child);
      this.folders.set(path, child);
    }
    return child;
  }
}

const newFolder = (name: string, path: string): GrowingFolder => ({
  kind: 'folder',
  name,
  path,
  tokens: 0,
  bytes: 0,
  files: 0,
  children: [],
});

function grow(folder: GrowingFolder, counted: EncodedCount & { readonly bytes: number }): void {
  folder.tokens += counted.tokens;
  folder.bytes += counted.bytes;
  folder.files++;
  folder.inexact ??= counted.inexact;
}

/** Returns the sums over several roots. */
export function totalOf(roots: readonly CountNode[]): FolderTotals {
  return roots.reduce<FolderTotals>(
    (sum, node) => ({
      tokens: sum.tokens + node.tokens,
      inexact: sum.inexact ?? node.inexact,
      bytes: sum.bytes + node.bytes,
      files: sum.files + (node.kind === 'file' ? 1 : node.files),
    }),
    { tokens: 0, bytes: 0, files: 0 },
  );
}

/** Yields every node below and including `roots`, parents first. */
export function* nodesOf(roots: readonly CountNode[]): Generator<CountNode> {
  const stack = [...roots].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    // One by one: spreading a folder of 100,000 files into push() overflows the stack.
    if (node.kind === 'folder') for (const child of node.children) stack.push(child);
  }
}

export type SortOrder = 'tokens' | 'name' | 'path';

type Compare = (a: CountNode, b: CountNode) => number;

// Compares code units in lower case without a collator, so that 10,000 names take some milliseconds.
const byText = (text: (node: CountNode) => string): Compare => {
  return (a, b) => {
    const [left, right] = [text(a).toLowerCase(), text(b).toLowerCase()];
    return left < right ? -1 : left > right ? 1 : text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
  };
};

const byPath = byText(({ path }) => path);
const byName = byText(({ name }) => name);
const foldersFirst: Compare = (a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder');

const orders: Readonly<Record<SortOrder, Compare>> = {
  /** The heaviest first. */
  tokens: (a, b) => b.tokens - a.tokens || byPath(a, b),
  /** As the explorer does by default: folders first, then by name. */
  name: (a, b) => foldersFirst(a, b) || byName(a, b) || byPath(a, b),
  path: byPath,
};

/** Returns a sorted copy. The order is total: equal input in any order gives equal output. */
export const sortNodes = <T extends CountNode>(nodes: Iterable<T>, order: SortOrder): T[] =>
  [...nodes].sort(orders[order]);
