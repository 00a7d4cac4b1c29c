import type { EncodedCount } from '../encodedCount';

/** What one file came to. Tokens are those of the encoding, before any factor of a model. */
export interface FileCount extends EncodedCount {
  readonly kind: 'file';
  readonly name: string;
  /** From the root that was counted, with slashes; the root's own name is its first part. */
  readonly path: string;
  readonly bytes: number;
  /** The bytes are not valid UTF-8: what could not be decoded was counted as U+FFFD. */
  readonly undecodable?: boolean;
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

export interface Totals extends EncodedCount {
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
    this.folders.set('', this.top);
  }

  get root(): FolderCount {
    return this.top;
  }

  /** @param path below the root, with slashes: `src/a.ts`. The cost grows with the depth, not with the tree. */
  add(path: string, counted: EncodedCount & { readonly bytes: number; readonly undecodable?: boolean }): void {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = this.top;
    grow(folder, counted);
    for (let depth = 1; depth <= parts.length; depth++) {
      folder = this.childFolder(folder, parts.slice(0, depth).join('/'), parts[depth - 1] ?? '');
      grow(folder, counted);
    }
    folder.children.push({ kind: 'file', name, path: `${folder.path}/${name}`, ...counted });
  }

  private childFolder(parent: GrowingFolder, key: string, name: string): GrowingFolder {
    let child = this.folders.get(key);
    if (!child) {
      child = newFolder(name, `${parent.path}/${name}`);
      parent.children.push(child);
      this.folders.set(key, child);
    }
    return child;
  }
}

const newFolder = (name: string, path: string): GrowingFolder => ({
  kind: 'folder',
  name,
  path,
  tokens: 0,
  approximate: false,
  bytes: 0,
  files: 0,
  children: [],
});

function grow(folder: GrowingFolder, counted: EncodedCount & { readonly bytes: number }): void {
  folder.tokens += counted.tokens;
  folder.bytes += counted.bytes;
  folder.files++;
  folder.approximate ||= counted.approximate;
}

/** The sums over several roots. */
export function totalOf(roots: readonly CountNode[]): Totals {
  return roots.reduce<Totals>(
    (sum, node) => ({
      tokens: sum.tokens + node.tokens,
      approximate: sum.approximate || node.approximate,
      bytes: sum.bytes + node.bytes,
      files: sum.files + (node.kind === 'file' ? 1 : node.files),
    }),
    { tokens: 0, approximate: false, bytes: 0, files: 0 },
  );
}

/** Every node below and including `roots`, parents first. */
export function* nodesOf(roots: readonly CountNode[]): Generator<CountNode> {
  const stack = [...roots].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    // One by one: spreading a folder of 100,000 files into push() overflows the stack.
    if (node.kind === 'folder') for (const child of node.children) stack.push(child);
  }
}
