import { unlessMissing } from '../files/files';
import type { FileEntry, Files } from '../files/files';
import { isId, workspaceFolder } from './sessionPlace';
import type { StoreHost } from './types';

interface BlobFilesOptions {
  readonly host: Pick<StoreHost, 'files' | 'sha256'>;
  /** Holds the sessions of all workspaces. */
  readonly folder: string;
  /** URI of the workspace; `undefined` for a window without a folder. */
  readonly workspace: string | undefined;
}

const prefix = 'blob.';
const isBlob = ({ name, isFolder }: FileEntry): boolean => !isFolder && /^blob\.[\da-f]{64}\.[a-z]{2,5}$/.test(name);

/** The name of the file of bytes: their SHA-256, and how files of that type end. */
export const blobFileName = (blob: string, extension: string): string => `${prefix}${blob}.${extension}`;

/**
 * Files that sessions name by the SHA-256 of their bytes, in the folders of the sessions: they are moved, copied, deleted and had
 * back with them, and none gives way as long as its session is there.
 */
export class BlobFiles {
  constructor(private readonly options: BlobFilesOptions) {}

  /** Writes one beside a session that is on the disk. Rejects with a FileError, `missing` where there is no such session. */
  async write(session: string, name: string, bytes: Uint8Array): Promise<void> {
    const { files } = this.options.host;
    const path = files.join(await this.folderOf(session), name);
    // The same bytes are the same file.
    if (!(await unlessMissing(files.stat(path)))) await files.writeWhole(path, [bytes]);
  }

  /** Where that one lies; `undefined` where there is none. */
  async find(session: string, blob: string): Promise<string | undefined> {
    const { files } = this.options.host;
    const folder = await this.folderOf(session);
    const entries = (await unlessMissing(files.list(folder))) ?? [];
    const found = entries.find((entry) => isBlob(entry) && entry.name.startsWith(`${prefix}${blob}.`));
    return found && files.join(folder, found.name);
  }

  /** The bytes, which have that SHA-256; `undefined` where they are gone, or are others by now. */
  async read(session: string, blob: string): Promise<Uint8Array | undefined> {
    const { files, sha256 } = this.options.host;
    const path = await this.find(session, blob);
    const bytes = path === undefined ? undefined : await unlessMissing(files.read(path));
    return bytes && (await sha256(bytes)) === blob ? bytes : undefined;
  }

  /** Copies those that stand in a folder of a session to another session, which is on the disk. */
  async copy(from: string, session: string): Promise<void> {
    await copyBlobs(this.options.host.files, from, await this.folderOf(session));
  }

  /** Rejects where that is no session: it becomes a part of a path. */
  async folderOf(session: string): Promise<string> {
    const { host, folder, workspace } = this.options;
    if (!isId(session)) throw new Error('This is no name of a session.');
    return host.files.join(await workspaceFolder(host, folder, workspace), session);
  }
}

/** Copies the files of a session to the folder of another. What went away meanwhile is missing there as it is here. */
export async function copyBlobs(files: Files, from: string, to: string): Promise<void> {
  for (const entry of (await unlessMissing(files.list(from))) ?? []) {
    const path = files.join(to, entry.name);
    if (!isBlob(entry) || (await unlessMissing(files.stat(path)))) continue;
    await unlessMissing(files.writeWhole(path, files.readPieces(files.join(from, entry.name))));
  }
}
