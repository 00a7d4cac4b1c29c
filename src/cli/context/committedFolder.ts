import path from 'node:path';
import type { ContextTree } from '../../core/context/tree/contextTree';
import { split } from '../../core/context/tree/treePaths';
import { pathBelow } from '../../core/files/disk';
import type { DiskEntry, ReadLimits } from '../../core/files/disk';
import type { Earlier } from '../../core/files/earlierDisk';
import { withLineEndsOf } from '../../core/files/lineEnds';
import { isHidden } from '../../core/files/walk';
import { programHost as host } from '../../host/node/programHost';
import { hashLike } from '../../host/node/git';
import type { Commit, CommittedEntry } from '../../host/node/git';

/** The most bytes of a current file that is compared with its version in the commit. */
const maxBytes = 4 * 1024 ** 2;

/**
 * A folder as it is in a commit. Files and folders that git ignores are in no commit, and are taken as they are now. So are
 * submodules, which are commits of other repositories.
 */
export class CommittedFolder implements Earlier {
  /** Entries of each folder, by the path of the folder and then by name. */
  private readonly folders = new Map<string, Map<string, CommittedEntry | 'folder'>>();
  private nowKept: Promise<{ readonly files: ReadonlySet<string>; readonly folders: ReadonlySet<string> }> | undefined;
  /** Files that git could not read. */
  readonly unread = new Set<string>();

  /** @param now the same folder as it is now. @param entries those of the commit, with their paths below the top. */
  constructor(
    private readonly commit: Commit,
    private readonly now: ContextTree,
    private readonly top: string,
    private readonly entries: readonly CommittedEntry[],
  ) {
    const below = pathBelow(host.disk, top, now.root) ?? '';
    for (const entry of entries) {
      if (below === '') this.add(entry.path, entry);
      else if (entry.path.startsWith(`${below}/`)) this.add(entry.path.slice(below.length + 1), entry);
    }
  }

  async list(folder: string, now: readonly DiskEntry[]): Promise<readonly DiskEntry[]> {
    const committed = this.folders.get(folder);
    // Git ignores the folder or one around it, or it belongs to a submodule.
    if (!committed && folder !== '') return now;
    const entries = new Map<string, DiskEntry>();
    for (const entry of now) {
      const known = committed?.get(entry.name);
      const isAsNow = known ? isSubmodule(known) : await this.isIgnored(folder, entry);
      if (isAsNow) entries.set(entry.name, entry);
    }
    for (const [name, entry] of committed ?? []) {
      if (isSubmodule(entry)) continue;
      const isFolder = entry === 'folder';
      entries.set(name, { name, kind: isFolder ? 'folder' : 'file', isLink: !isFolder && entry.kind === 'link' });
    }
    return [...entries.values()];
  }

  async read(file: string, limits: ReadLimits): Promise<Uint8Array | undefined> {
    const { folder, name } = split(file);
    const entry = this.folders.get(folder)?.get(name);
    if (entry === undefined || entry === 'folder' || isSubmodule(entry)) return undefined;
    const now = entry.kind === 'link' ? undefined : await this.readNow(file);
    if (now && now.length <= limits.maxBytes && hashLike(entry.hash, now) === entry.hash) return now;
    try {
      const bytes = await this.commit.read(entry, limits);
      return now ? withLineEndsOf(now, bytes) : bytes;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'FileTooLargeError') this.unread.add(file);
      throw error;
    }
  }

  tracked(top: string): Iterable<string> | undefined {
    return top === this.top ? this.entries.map((entry) => entry.path) : undefined;
  }

  private add(place: string, entry: CommittedEntry | 'folder'): void {
    const { folder, name } = split(place);
    const known = this.folders.get(folder);
    if (known) known.set(name, entry);
    else {
      this.folders.set(folder, new Map([[name, entry]]));
      if (folder !== '') this.add(folder, 'folder');
    }
  }

  private readNow(file: string): Promise<Uint8Array | undefined> {
    const place = path.join(this.now.root, ...file.split('/'));
    return host.disk.read(place, { maxBytes }).catch(() => undefined);
  }

  /** Whether git ignores an entry that is not in the commit. Otherwise the entry is new. */
  private async isIgnored(folder: string, { name, isLink, kind }: DiskEntry): Promise<boolean> {
    const place = folder === '' ? name : `${folder}/${name}`;
    // A walk follows no links.
    if (isLink) return isHidden(this.now.place(place), this.now.root, { host });
    const { files, folders } = await (this.nowKept ??= this.keptNow());
    return !(kind === 'folder' ? folders : files).has(place);
  }

  /** Files that git does not ignore now, and the folders that they are in. */
  private async keptNow() {
    const files = new Set(await this.now.files());
    const folders = new Set<string>();
    for (const file of files) {
      for (let { folder } = split(file); folder !== '' && !folders.has(folder); { folder } = split(folder))
        folders.add(folder);
    }
    return { files, folders };
  }
}

const isSubmodule = (entry: CommittedEntry | 'folder'): boolean => entry !== 'folder' && entry.kind === 'submodule';
