import type { DiskEntry, ReadLimits } from './disk';
import type { Earlier } from './earlierDisk';

/** Differences between a folder and a commit, as git reports them. Paths are below the folder, with slashes. */
interface FolderChanges {
  /** Files that the commit has, and that are different or gone now. */
  readonly committed: ReadonlySet<string>;
  /** Files that the commit does not have. */
  readonly added: ReadonlySet<string>;
  /** Reads a file as the commit has it; `undefined`: the commit does not have it. Rejects as a disk does. */
  readonly read: (path: string, limits: ReadLimits) => Promise<Uint8Array | undefined>;
}

/** A folder as it is in a commit: as it is now, except for the changes that git reports. */
export class ChangedFolder implements Earlier {
  /** Names that stand in each folder because of a file that the commit has. */
  private readonly committedIn: Map<string, Map<string, DiskEntry['kind']>>;
  private readonly addedIn: Map<string, Map<string, DiskEntry['kind']>>;

  /** @param listNow lists the present entries of a folder. */
  constructor(
    private readonly changes: FolderChanges,
    private readonly listNow: (folder: string) => Promise<readonly DiskEntry[]>,
  ) {
    this.committedIn = byFolder(changes.committed);
    this.addedIn = byFolder(changes.added);
  }

  async list(folder: string, now: readonly DiskEntry[]): Promise<readonly DiskEntry[]> {
    const entries = new Map<string, DiskEntry>();
    for (const entry of now) if (!(await this.isNew(folder, entry))) entries.set(entry.name, entry);
    for (const [name, kind] of this.committedIn.get(folder) ?? []) {
      // A submodule that has changed stays as it is now.
      if (entries.get(name)?.kind !== 'folder') entries.set(name, { name, kind, isLink: false });
    }
    return [...entries.values()];
  }

  async read(path: string, limits: ReadLimits): Promise<Uint8Array | undefined> {
    return this.changes.committed.has(path) ? this.changes.read(path, limits) : undefined;
  }

  /** Whether nothing of an entry is in the commit. A folder may have other files as well as those that were added. */
  private async isNew(folder: string, { name, kind }: DiskEntry): Promise<boolean> {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (this.changes.added.has(path)) return true;
    const isOnlyAdded = kind === 'folder' && this.addedIn.has(path) && !this.committedIn.has(path);
    if (!isOnlyAdded) return false;
    for (const entry of await this.listNow(path)) if (!(await this.isNew(path, entry))) return false;
    return true;
  }
}

function byFolder(paths: Iterable<string>): Map<string, Map<string, DiskEntry['kind']>> {
  const folders = new Map<string, Map<string, DiskEntry['kind']>>();
  const add = (path: string, kind: DiskEntry['kind']): void => {
    const end = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(end, 0));
    const known = folders.get(folder);
    if (known) known.set(path.slice(end + 1), kind);
    else {
      folders.set(folder, new Map([[path.slice(end + 1), kind]]));
      if (folder !== '') add(folder, 'folder');
    }
  };
  for (const path of paths) add(path, 'file');
  return folders;
}
