import { NoRegularFileError, pathBelow } from './disk';
import type { Disk, DiskEntry, ReadLimits } from './disk';

/** A folder as it was at another time. Paths are below it, with slashes; '' is the folder itself. */
export interface Earlier {
  /** Lists the earlier entries of a folder, given the present ones. The kind of a link is not used. */
  list(folder: string, now: readonly DiskEntry[]): Promise<readonly DiskEntry[]>;
  /** Reads the earlier bytes of a file, or target of a link; `undefined`: as it is now. Rejects as a disk does. */
  read(path: string, limits: ReadLimits): Promise<Uint8Array | undefined>;
  /** Returns the files that git tracked in the repository at a top; `undefined`: as now. */
  tracked?(top: string): Iterable<string> | undefined;
}

/** Maximum number of links in a path. More of them count as a ring. */
const maxLinks = 40;
const maxLinkBytes = 10_000;

/** A disk on which one folder is as it was. Places outside of it, and git's own folder, are as they are now. */
export class EarlierDisk implements Disk {
  private readonly listings = new Map<string, Promise<ReadonlyMap<string, DiskEntry>>>();

  /** @param root the full path of the folder, with all links resolved. */
  constructor(
    private readonly now: Disk,
    private readonly root: string,
    private readonly earlier: Earlier,
  ) {}

  get isLocal(): boolean {
    return this.now.isLocal;
  }

  get separator(): string {
    return this.now.separator;
  }

  get ignoresCase(): boolean {
    return this.now.ignoresCase;
  }

  join(folder: string, ...names: string[]): string {
    return this.now.join(folder, ...names);
  }

  resolve(folder: string, path: string): string {
    return this.now.resolve(folder, path);
  }

  tracked(top: string): Iterable<string> | undefined {
    return this.earlier.tracked?.(top) ?? this.now.tracked?.(top);
  }

  /** Forgets all listings, as the present or the earlier folder has changed. */
  forget(): void {
    this.listings.clear();
  }

  exists(path: string): Promise<boolean> {
    return this.kind(path).then(
      () => true,
      () => false,
    );
  }

  async kind(path: string): Promise<DiskEntry['kind']> {
    const below = this.below(path);
    if (below === undefined) return this.now.kind(path);
    return this.kindOf(await this.realPath(path));
  }

  async list(folder: string): Promise<DiskEntry[]> {
    if (this.below(folder) === undefined) return this.now.list(folder);
    const real = await this.realPath(folder);
    const below = this.below(real);
    if (below === undefined) return this.now.list(real);
    const entries = [...(await this.listed(below)).values()];
    return Promise.all(
      entries.map(async (entry) => {
        if (!entry.isLink) return entry;
        const kind = await this.kind(this.now.join(real, entry.name)).catch(() => undefined);
        return { ...entry, kind };
      }),
    );
  }

  async realPath(path: string): Promise<string> {
    const below = this.below(path);
    if (below === undefined) return this.now.realPath(path);
    let at = '';
    const left = namesOf(below);
    for (let name = left.shift(), links = 0; name !== undefined; name = left.shift()) {
      const entry = (await this.listed(at)).get(name);
      if (!entry) throw fault('ENOENT', path);
      const next = at === '' ? name : `${at}/${name}`;
      if (!entry.isLink && entry.kind === 'file' && left.length > 0) throw fault('ENOTDIR', path);
      if (!entry.isLink) at = next;
      else if (++links > maxLinks) throw fault('ELOOP', path);
      else {
        const target = await this.targetOf(next, at);
        const inside = this.below(target);
        if (inside === undefined) return this.now.realPath(this.now.join(target, ...left));
        left.unshift(...namesOf(inside));
        at = '';
      }
    }
    return this.place(at);
  }

  async read(file: string, limits: ReadLimits): Promise<Uint8Array> {
    if (this.below(file) === undefined) return this.now.read(file, limits);
    const real = await this.realPath(file);
    const below = this.below(real);
    if (below === undefined) return this.now.read(real, limits);
    if ((await this.kindOf(real)) === 'folder') throw new NoRegularFileError(file, true);
    return (await this.earlier.read(below, limits)) ?? this.now.read(real, limits);
  }

  /** Returns the path in the earlier folder; `undefined` where a place is not in it. */
  private below(place: string): string | undefined {
    const path = pathBelow(this.now, this.root, place);
    return path === undefined || path === '.git' || path.startsWith('.git/') ? undefined : path;
  }

  private place(path: string): string {
    return path === '' ? this.root : this.now.join(this.root, ...path.split('/'));
  }

  /** Returns the kind of the entry at a path without links. */
  private async kindOf(real: string): Promise<DiskEntry['kind']> {
    const path = this.below(real);
    if (path === undefined) return this.now.kind(real);
    if (path === '') return 'folder';
    const end = path.lastIndexOf('/');
    return (await this.listed(path.slice(0, Math.max(end, 0)))).get(path.slice(end + 1))?.kind;
  }

  private async targetOf(link: string, folder: string): Promise<string> {
    const bytes = await this.earlier.read(link, { maxBytes: maxLinkBytes });
    if (!bytes) return this.now.realPath(this.place(link));
    return this.now.resolve(this.place(folder), new TextDecoder().decode(bytes));
  }

  private listed(folder: string): Promise<ReadonlyMap<string, DiskEntry>> {
    const known = this.listings.get(folder);
    if (known) return known;
    const listed = this.listNow(folder);
    this.listings.set(folder, listed);
    return listed;
  }

  private async listNow(folder: string): Promise<ReadonlyMap<string, DiskEntry>> {
    const now = await this.now.list(this.place(folder)).catch(() => []);
    return new Map((await this.earlier.list(folder, now)).map((entry) => [entry.name, entry]));
  }
}

const namesOf = (path: string): string[] => path.split('/').filter(Boolean);

/** Makes an error as a disk does. */
const fault = (code: 'ENOENT' | 'ENOTDIR' | 'ELOOP', path: string): Error =>
  Object.assign(new Error(`There is no ${path}.`), { code });
