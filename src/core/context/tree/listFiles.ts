import type { Breathe } from '../../base/work';
import { rootEntry, walk } from '../../files/walk';
import type { WalkDeps } from '../../files/walk';

/** Stands for all names of prompt files. */
export const promptNames = '*.prompt.md';

/** Paths of files below a root, in order. The paths with a name are looked for once, among all. */
export class FileList {
  private readonly all = new Map<string, number>();
  private readonly named = new Map<string, { readonly paths: Set<string>; readonly looked: Promise<void> }>();
  private next = 0;

  constructor(private readonly breathe: Breathe) {}

  [Symbol.iterator](): Iterator<string> {
    return this.all.keys();
  }

  get size(): number {
    return this.all.size;
  }

  has(path: string): boolean {
    return this.all.has(path);
  }

  add(path: string): void {
    if (!this.all.has(path)) this.all.set(path, this.next++);
    this.named.get(nameOf(path))?.paths.add(path);
  }

  delete(path: string): void {
    this.all.delete(path);
    this.named.get(nameOf(path))?.paths.delete(path);
  }

  /** Returns the paths with one of these names, in order. */
  async called(names: readonly string[]): Promise<string[]> {
    const unknown = names.filter((name) => !this.named.has(name));
    if (unknown.length > 0) {
      const found = new Map(unknown.map((name) => [name, new Set<string>()]));
      const looked = this.look(found);
      for (const [name, paths] of found) this.named.set(name, { paths, looked });
    }
    const paths: string[] = [];
    for (const name of new Set(names)) {
      const known = this.named.get(name);
      await known?.looked;
      paths.push(...(known?.paths ?? []));
    }
    return paths.sort((one, other) => this.placeOf(one) - this.placeOf(other));
  }

  private placeOf(path: string): number {
    return this.all.get(path) ?? -1;
  }

  private async look(found: ReadonlyMap<string, Set<string>>): Promise<void> {
    let count = 0;
    for (const path of this.all.keys()) {
      found.get(nameOf(path))?.add(path);
      if (++count % 1_000 === 0) await this.breathe();
    }
  }

  hasBelow(folder: string): boolean {
    for (const file of this.all.keys()) if (file.startsWith(`${folder}/`)) return true;
    return false;
  }
}

const nameOf = (path: string): string =>
  path.endsWith('.prompt.md') ? promptNames : path.slice(path.lastIndexOf('/') + 1);

/** Lists the files below a root that git does not ignore, without `node_modules`. `isPartial`: there are more. */
export async function listFiles(
  root: string,
  { breathe, ...walkDeps }: Pick<WalkDeps, 'host' | 'list'> & { readonly breathe: Breathe },
  most: number,
): Promise<{ readonly files: FileList; readonly isPartial: boolean }> {
  const files = new FileList(breathe);
  const deps = { ...walkDeps, leftOutNames: new Set(['node_modules']) };
  for await (const { path } of walk(await rootEntry(root, deps), deps)) {
    if (files.size === most) return { files, isPartial: true };
    files.add(path);
  }
  return { files, isPartial: false };
}
