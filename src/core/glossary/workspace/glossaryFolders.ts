import { pathBelow } from '../../files/disk';
import type { Disk } from '../../files/disk';
import { isGlossaryFile } from './glossaryFile';

/** A glossary by its path on the disk. `isLink`: it or its folder is a link. */
interface FoundGlossary {
  readonly file: string;
  readonly isLink: boolean;
}

interface Deps {
  readonly disk: Disk;
  /** The workspace folder: the search ends in it. */
  readonly root: string;
  /** Returns the glossaries that do not count, for example because git ignores them. */
  readonly hidden: (files: readonly FoundGlossary[]) => Promise<ReadonlySet<string>>;
}

/**
 * Lists the glossaries in the folders of a workspace. A folder is listed once, until a file in it appears or
 * disappears.
 */
export class GlossaryFolders {
  private readonly listings = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly deps: Deps) {}

  /** Returns the glossaries that apply to the files in `folder`, the nearest first. */
  async upFrom(folder: string): Promise<string[]> {
    const { disk, root } = this.deps;
    const lists: Promise<readonly string[]>[] = [];
    for (let at = folder; ; at = disk.resolve(at, '..')) {
      lists.push(this.in(at));
      if ((pathBelow(disk, root, at) ?? '') === '') return (await Promise.all(lists)).flat();
    }
  }

  /** Forgets the listings of folders in which `place` appeared or disappeared. */
  forget(place: string): void {
    for (const above of ['..', '../..']) this.listings.delete(this.deps.disk.resolve(place, above));
  }

  private in(folder: string): Promise<readonly string[]> {
    let listing = this.listings.get(folder);
    if (!listing) {
      listing = this.list(folder).catch(() => {
        // The folder does not exist, or not yet.
        this.listings.delete(folder);
        return [];
      });
      this.listings.set(folder, listing);
    }
    return listing;
  }

  private async list(folder: string): Promise<readonly string[]> {
    const { disk, hidden } = this.deps;
    const found: { readonly path: string; readonly isLink: boolean }[] = [];
    for (const { name, kind, isLink } of await disk.list(folder)) {
      if (kind === 'file' && isGlossaryFile(name)) found.push({ path: name, isLink });
      if (kind !== 'folder' || name !== '.contextive') continue;
      for (const inside of await disk.list(disk.join(folder, name))) {
        const path = `${name}/${inside.name}`;
        if (inside.kind === 'file' && isGlossaryFile(path)) found.push({ path, isLink: isLink || inside.isLink });
      }
    }
    found.sort((a, b) => (a.path < b.path ? -1 : 1));
    const files = found.map(({ path, isLink }) => ({ file: disk.join(folder, ...path.split('/')), isLink }));
    const left = await hidden(files);
    return files.flatMap(({ file }) => (left.has(file) ? [] : file));
  }
}

/**
 * Returns the mark of each workspace folder, which stands before the paths of its glossaries. Takes the names of all folders
 * in their order. Marks are needed because two folders may have the same name, and files with the same path. The first folder
 * has no mark, so its terms keep their ids when folders are added. A mark ends with two slashes, which no path has, so that
 * it is never taken for a path in another folder.
 */
export function folderMarks(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    if (index === 0) return '';
    let unique = name;
    for (let copy = 2; taken.has(unique); copy++) unique = `${name}~${copy}`;
    taken.add(unique);
    return `${unique}//`;
  });
}
