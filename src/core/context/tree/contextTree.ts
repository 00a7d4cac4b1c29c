import { pacer } from '../../base/work';
import { FileTooLargeError, NoRegularFileError, faultOf, isMissing, pathBelow } from '../../files/disk';
import type { DiskEntry, DiskHost } from '../../files/disk';
import { isHidden } from '../../files/walk';
import { TaskLimit } from './taskLimit';
import { KeptSizes } from './keptSizes';
import { listFiles } from './listFiles';
import type { FileList } from './listFiles';
import { openAtOnce, stretchMs, usualLimits } from './treeLimits';
import type { TreeLimits } from './treeLimits';
import { joined, split } from './treePaths';

/** A file as far as it was read. */
export interface TreeFile {
  /** Path below the root, with slashes. */
  readonly path: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** All of it, or its beginning. */
  readonly bytes: Uint8Array;
}

export type TreeFault = 'missing' | 'outside' | 'unreadable';

/** The kind of an entry in a folder. A link has the kind of its target; one that leads out of the root has none. */
type TreeKind = 'file' | 'folder';

interface Listed {
  /** The folder with all links resolved; `undefined`: it is outside of the root, or not there. */
  readonly real: string | undefined;
  readonly entries: ReadonlyMap<string, DiskEntry>;
}

/** Another state of the same folder. Files that are the same in both states are read once. */
interface SharedTree {
  readonly tree: ContextTree;
  readonly isAsNow: (path: string) => boolean;
}

const nothing: Listed = { real: undefined, entries: new Map() };

/**
 * Files of a folder that agents may read, below its root alone. They are read when they are first asked for, and kept
 * until they change. Links are followed as long as they stay inside. Of a huge file, only the beginning is read.
 */
export class ContextTree {
  private readonly folders = new Map<string, Promise<Listed>>();
  private readonly realPaths = new Map<string, Promise<string | undefined>>();
  private readonly readFiles = new Map<string, Promise<TreeFile | TreeFault>>();
  private walked: Promise<FileList> | undefined;
  private realRoot: Promise<string> | undefined;
  private readonly openFiles = new TaskLimit(openAtOnce);
  /** Other paths of files that were read, by links, by the path without links. */
  private readonly aliases = new Map<string, Set<string>>();
  private readonly bytes = new KeptSizes();
  /** Whether not all files were listed, as there are too many. */
  isPartial = false;
  /** Number that changes as soon as anything here does. */
  version = 0;
  /** Lets other work run between the steps of work on the files. */
  readonly breathe = pacer(() => this.host.nextTurn(), stretchMs);

  constructor(
    private readonly host: DiskHost,
    readonly root: string,
    readonly limits: TreeLimits = usualLimits,
    private readonly shared?: SharedTree,
  ) {}

  /** Returns the full path of a file below the root. */
  place(path: string): string {
    return path === '' ? this.root : this.host.disk.join(this.root, ...path.split('/'));
  }

  get separator(): string {
    return this.host.disk.separator;
  }

  /** Returns the full path of a name that stands in a file of a folder. */
  resolve(folder: string, name: string): string {
    return this.host.disk.resolve(this.place(folder), name);
  }

  /** Lists the entries of a folder with their kinds, by name. */
  async list(folder: string): Promise<ReadonlyMap<string, TreeKind>> {
    const { entries } = await this.listed(folder);
    const kinds = new Map<string, TreeKind>();
    for (const [name, { isLink, kind }] of entries) {
      if (kind && (!isLink || (await this.realPath(joined(folder, name))) !== undefined)) kinds.set(name, kind);
    }
    return kinds;
  }

  async kind(path: string): Promise<TreeKind | undefined> {
    if (path === '') return 'folder';
    const { folder, name } = split(path);
    const entry = (await this.listed(folder)).entries.get(name);
    if (!entry?.kind || (entry.isLink && (await this.realPath(path)) === undefined)) return undefined;
    return entry.kind;
  }

  async isLink(path: string): Promise<boolean> {
    const { folder, name } = split(path);
    return (await this.listed(folder)).entries.get(name)?.isLink ?? false;
  }

  /** Whether a path is a link to something that is outside of the root. One that leads nowhere does not lead out. */
  async leadsOut(path: string): Promise<boolean> {
    const { folder, name } = split(path);
    const { kind } = (await this.listed(folder)).entries.get(name) ?? {};
    return kind !== undefined && (await this.kind(path)) === undefined;
  }

  /** Whether a path is a link that cannot be followed: in a circle, or through a file. One that leads nowhere can be. */
  async isTangled(path: string): Promise<boolean> {
    const { folder, name } = split(path);
    const { isLink, kind } = (await this.listed(folder)).entries.get(name) ?? {};
    if (!isLink || kind !== undefined) return false;
    return /^(?:ELOOP|ENOTDIR)$/.test(await this.host.disk.realPath(this.place(path)).then(() => '', faultOf));
  }

  /** Whether a name stands in a folder, whatever it is and wherever it leads. */
  async has(folder: string, name: string): Promise<boolean> {
    return (await this.listed(folder)).entries.has(name);
  }

  /** Returns the path below the root with all links resolved; `undefined` where it is outside, or does not exist. */
  realPath(path: string): Promise<string | undefined> {
    const known = this.realPaths.get(path);
    if (known) return known;
    const real = this.realPathNow(path);
    this.realPaths.set(path, real);
    return real;
  }

  /** Reads a file, or returns why there is none. */
  read(path: string): Promise<TreeFile | TreeFault> {
    const turn = this.breathe();
    if (turn) return turn.then(() => this.read(path));
    const known = this.readFiles.get(path);
    if (known) return known;
    const read: Promise<TreeFile | TreeFault> = this.readNow(path).then((file) => {
      // The file may have been forgotten meanwhile.
      if (this.readFiles.get(path) === read && typeof file === 'object') this.bytes.hold(path, file.bytes.length);
      return file;
    });
    this.readFiles.set(path, read);
    return read;
  }

  /** Whether a file was asked for, by its own path or by a link to it. */
  isRead(path: string): boolean {
    return this.readFiles.has(path) || this.aliases.has(path);
  }

  /** Returns the paths of the files that git does not ignore, in order; those of `node_modules` are left out. */
  async files(): Promise<Iterable<string>> {
    return (this.walked ??= this.walk());
  }

  /** Returns those of `files` with one of these names; `promptNames` stands for all prompt files. */
  async filesCalled(...names: readonly string[]): Promise<string[]> {
    return (await (this.walked ??= this.walk())).called(names);
  }

  /** Reads files that are needed soon, many at once. */
  async warm(paths: Iterable<string>): Promise<void> {
    await Promise.all(Array.from(paths, (path) => this.read(path)));
  }

  /** Whether the root is inside a project that begins above it: a repository, or a folder with one of the markers. */
  async isBelowRepository(markers: readonly string[] = ['.git']): Promise<boolean> {
    const { disk } = this.host;
    for (let at = this.root, above = disk.resolve(at, '..'); above !== at; at = above, above = disk.resolve(at, '..')) {
      for (const marker of markers) if (await disk.exists(disk.join(above, marker))) return true;
    }
    return false;
  }

  /** Forgets the text of a file, by all of its paths. The file itself still exists. */
  async edited(path: string): Promise<void> {
    this.version++;
    const real = (await this.realPath(path)) ?? path;
    for (const name of [path, real, ...(this.aliases.get(real) ?? [])]) {
      this.bytes.drop(name);
      this.readFiles.delete(name);
    }
    this.version++; // Anything made of it meanwhile is out of date, too.
  }

  /** Forgets what is known of a file or folder that has changed, and finds out whether it is there. */
  async changed(path: string): Promise<void> {
    const { folder, name } = split(path);
    const was = (await this.folders.get(folder))?.entries.get(name)?.kind;
    await this.edited(path);
    this.folders.delete(folder);
    this.realPaths.delete(path);
    const is = (await this.listed(folder)).entries.get(name)?.kind;
    const files = await this.walked;
    const isFolder = was === 'folder' || is === 'folder' || (is === undefined && files?.hasBelow(path) === true);
    if (name === '.gitignore' || name === '.git' || isFolder) this.forget();
    else if (files && files.has(path) !== (is === 'file')) await this.follow(files, path, is === 'file');
    this.version++;
  }

  /** Forgets everything. */
  forget(): void {
    this.version++;
    this.aliases.clear();
    this.bytes.clear();
    this.folders.clear();
    this.readFiles.clear();
    this.realPaths.clear();
    this.walked = undefined;
    this.isPartial = false;
  }

  private async follow(files: FileList, path: string, isThere: boolean): Promise<void> {
    if (!isThere) files.delete(path);
    else if (!(await isHidden(this.place(path), this.root, { host: this.host }))) files.add(path);
  }

  private async realPathNow(path: string): Promise<string | undefined> {
    const { disk } = this.host;
    if (path !== '') {
      const { folder, name } = split(path);
      const { real, entries } = await this.listed(folder);
      const entry = entries.get(name);
      if (real === undefined || !entry) return undefined;
      if (!entry.isLink) return joined(real, name);
    }
    try {
      const root = await (this.realRoot ??= disk.realPath(this.root));
      return pathBelow(disk, root, await this.openFiles.run(() => disk.realPath(this.place(path))));
    } catch {
      return undefined;
    }
  }

  private async walk(): Promise<FileList> {
    const deps = { host: this.host, list: (place: string) => this.entriesOf(place), breathe: this.breathe };
    const { files, isPartial } = await listFiles(this.root, deps, this.limits.maxFiles);
    this.isPartial ||= isPartial;
    return files;
  }

  private async readNow(path: string): Promise<TreeFile | TreeFault> {
    const kind = await this.kind(path);
    if (kind !== 'file') return (await this.leadsOut(path)) ? 'outside' : 'missing';
    if (this.shared?.isAsNow(path)) return this.shared.tree.read(path);
    if (this.bytes.total > this.limits.maxTotalBytes) return 'unreadable';
    const real = (await this.realPath(path)) ?? path;
    if (real !== path) this.aliases.set(real, (this.aliases.get(real) ?? new Set()).add(path));
    return this.bytesOf(path, this.place(real));
  }

  /** @param place path without links, which could lead elsewhere by now. Text that is typed in a file has that path, too. */
  private async bytesOf(path: string, place: string): Promise<TreeFile | TreeFault> {
    const [{ disk }, { maxBytes }] = [this.host, this.limits];
    try {
      const bytes = await this.openFiles.run(() => disk.read(place, { maxBytes }));
      return { path, size: bytes.length, bytes };
    } catch (error) {
      if (error instanceof FileTooLargeError) {
        const head = await disk
          .read(place, { maxBytes: Math.min(maxBytes, this.limits.headBytes), head: true })
          .catch(() => new Uint8Array());
        return { path, size: error.bytes, bytes: head };
      }
      if (error instanceof NoRegularFileError) return 'missing';
      return isMissing(error) ? 'missing' : 'unreadable';
    }
  }

  /** Returns the entries of a folder by its full path. It is listed once, for the walk and for other callers. */
  private async entriesOf(place: string): Promise<DiskEntry[]> {
    const folder = pathBelow(this.host.disk, this.root, place);
    return folder === undefined ? [] : [...(await this.listed(folder)).entries.values()];
  }

  private listed(folder: string): Promise<Listed> {
    const known = this.folders.get(folder);
    if (known) return known;
    const listed = this.listNow(folder);
    this.folders.set(folder, listed);
    return listed;
  }

  private async listNow(folder: string): Promise<Listed> {
    if (folder.split('/').includes('..')) return nothing;
    const real = await this.realPath(folder);
    if (real === undefined) return nothing;
    try {
      const entries = await this.openFiles.run(() => this.host.disk.list(this.place(folder)));
      return { real, entries: new Map(entries.map((entry) => [entry.name, entry])) };
    } catch {
      return nothing;
    }
  }
}
