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
  /** The beginning of the names of the files. */
  readonly kind: string;
  /** Maximum size, in bytes, of all these files together, in all workspaces. */
  readonly maxBytes: number;
}

/** The share of the limit that stays free after a look, for the files that windows write until the next look. */
const freeShare = 1 / 8;
/** The share of the limit that a window writes before it looks at the space again. */
const lookShare = 1 / 40;

/**
 * Files in the folders of sessions, which are moved, deleted and restored with them. The oldest of all are removed when
 * there are too many. Several windows may write such files.
 */
export class SideFiles {
  private readonly works = new OneByOne();
  /** Bytes that were written since the last look. */
  private unseen = Infinity;

  constructor(private readonly options: SideFilesOptions) {}

  /** Writes a file beside a session that is on the disk. Rejects with a FileError, `missing` if there is no such session. */
  async write(session: string, name: string, pieces: readonly Uint8Array[]): Promise<void> {
    const { files } = this.options.host;
    // Both names come from a file or a page, and become parts of a path.
    if (!isId(session) || !isId(name)) throw new Error('This is no name of a file.');
    const place = await this.placeOf(session, name);
    // No folder is made here, because a session that was moved away must not get its folder again.
    await this.works.run(async () => {
      await files.writeWhole(place, pieces satisfies Pieces);
      this.unseen += pieces.reduce((sum, { length }) => sum + length, 0);
      if (this.unseen > this.options.maxBytes * lookShare) await this.makeRoom();
    });
  }

  /** Reads a file; `undefined` if there is none, or none any more. */
  async read(session: string, name: string): Promise<Uint8Array | undefined> {
    if (!isId(session) || !isId(name)) return undefined;
    return unlessMissing(this.options.host.files.read(await this.placeOf(session, name)));
  }

  private async placeOf(session: string, name: string): Promise<string> {
    const { host, folder, workspace, kind } = this.options;
    return host.files.join(await workspaceFolder(host, folder, workspace), session, `${kind}.${name}`);
  }

  /** Removes the oldest files, including those of sessions that were moved aside. A file that cannot be removed stays. */
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

  /**
   * Removes a file. `false`: the disk refuses. Then the next file is removed instead, and no file is lost because an
   * older one stays.
   */
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

  /** Lists a folder. It is empty if the folder is missing, because another window may be deleting it. */
  private async entries(folder: string): Promise<readonly FileEntry[]> {
    return (await unlessMissing(this.options.host.files.list(folder))) ?? [];
  }
}
