import { FileError, unlessMissing } from '../files/files';
import type { FileEntry, Pieces } from '../files/files';
import { OneByOne } from '../base/oneByOne';
import { isId, workspaceFolder } from './sessionPlace';
import type { StoreHost } from './storeTypes';

interface SideFilesOptions {
  readonly host: Pick<StoreHost, 'files' | 'sha256'>;
  /** Holds the sessions of all workspaces. */
  readonly folder: string;
  /** URI of the workspace; `undefined` for a window without a folder. */
  readonly workspace: string | undefined;
  /** The files are named after it. */
  readonly kind: string;
  /** Bytes of all of them, in all workspaces. */
  readonly maxBytes: number;
}

/** The share of the limit that stays free after a look, for what this window and others write until the next one. */
const freeShare = 1 / 8;
/** How often a window looks at what there is: whenever it has written that share of the limit. */
const lookShare = 1 / 40;

/**
 * Files beside sessions, in their folders: they are moved, deleted and had back with them. Of all of them the oldest give way
 * where there are too many. Several windows may write some.
 */
export class SideFiles {
  private readonly works = new OneByOne();
  /** Bytes that were written since the last look. */
  private unseen = Infinity;

  constructor(private readonly options: SideFilesOptions) {}

  /** Writes one beside a session that is on the disk. Rejects with a FileError, `missing` where there is no such session. */
  async write(session: string, name: string, pieces: readonly Uint8Array[]): Promise<void> {
    const { files } = this.options.host;
    // Both come from a file or a page, and become parts of a path.
    if (!isId(session) || !isId(name)) throw new Error('This is no name of a file.');
    const place = await this.placeOf(session, name);
    // A session that was moved away must not get a folder of its own again: none is made here.
    await this.works.run(async () => {
      await files.writeWhole(place, pieces satisfies Pieces);
      this.unseen += pieces.reduce((sum, { length }) => sum + length, 0);
      if (this.unseen > this.options.maxBytes * lookShare) await this.makeRoom();
    });
  }

  /** `undefined` where there is none, or none any more. */
  async read(session: string, name: string): Promise<Uint8Array | undefined> {
    if (!isId(session) || !isId(name)) return undefined;
    return unlessMissing(this.options.host.files.read(await this.placeOf(session, name)));
  }

  private async placeOf(session: string, name: string): Promise<string> {
    const { host, folder, workspace, kind } = this.options;
    return host.files.join(await workspaceFolder(host, folder, workspace), session, `${kind}.${name}`);
  }

  /** Removes the oldest ones. Those of sessions that were moved aside count, too. One that cannot be removed stays. */
  private async makeRoom(): Promise<void> {
    const { maxBytes } = this.options;
    const found = await this.all();
    this.unseen = 0;
    let bytes = found.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of found.sort((a, b) => a.modified - b.modified)) {
      if (bytes <= maxBytes * (1 - freeShare)) return;
      if (await this.removed(path)) bytes -= size;
    }
  }

  /** `false`: the disk refuses. The next one gives way in its place; a file is not lost because an older one stays. */
  private async removed(path: string): Promise<boolean> {
    try {
      await this.options.host.files.remove(path);
      return true;
    } catch (error) {
      if (error instanceof FileError) return false;
      throw error;
    }
  }

  private async all() {
    const { host, folder, kind } = this.options;
    const { files } = host;
    const found: { readonly path: string; readonly size: number; readonly modified: number }[] = [];
    for (const workspace of await this.foldersIn(folder)) {
      for (const session of await this.foldersIn(workspace)) {
        for (const { name, isFolder } of await this.entries(session)) {
          if (isFolder || !name.startsWith(`${kind}.`)) continue;
          const path = files.join(session, name);
          const stat = await unlessMissing(files.stat(path));
          if (stat) found.push({ path, size: stat.size, modified: stat.modified });
        }
      }
    }
    return found;
  }

  private async foldersIn(folder: string): Promise<string[]> {
    const entries = await this.entries(folder);
    return entries.flatMap(({ name, isFolder }) => (isFolder ? [this.options.host.files.join(folder, name)] : []));
  }

  /** Another window may be deleting it. */
  private async entries(folder: string): Promise<readonly FileEntry[]> {
    return (await unlessMissing(this.options.host.files.list(folder))) ?? [];
  }
}
