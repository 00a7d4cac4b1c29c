import { FileError, unlessMissing } from '../files/files';
import type { FileEntry } from '../files/files';
import { isId, workspaceFolder } from './sessionPlace';
import type { StoreHost } from './storeTypes';

type BlobHost = Pick<StoreHost, 'files' | 'sha256'>;

interface BlobFilesOptions {
  readonly host: BlobHost;
  /** Holds the sessions of all workspaces. */
  readonly folder: string;
  /** URI of the workspace; `undefined` for a window without a folder. */
  readonly workspace: string | undefined;
}

const prefix = 'blob.';
const isBlob = ({ name, isFolder }: FileEntry): boolean => !isFolder && /^blob\.[\da-f]{64}\.[a-z\d]{2,5}$/.test(name);

const hashIn = ({ name }: FileEntry): string => name.split('.')[1] ?? '';

/** Returns the name of a file: the SHA-256 of its bytes, and the extension of its type. */
export const blobFileName = (blob: string, extension: string): string => `${prefix}${blob}.${extension}`;

interface BlobPlace {
  readonly session: string;
  readonly blob: string;
}

/** Returns the session and the SHA-256 in the path of a blob file. */
export function placeInPath(path: string): BlobPlace | undefined {
  const [, session, blob] = /([\w-]{1,80})[\\/]blob\.([\da-f]{64})\.[a-z\d]{2,5}\b/.exec(path) ?? [];
  return session === undefined || blob === undefined ? undefined : { session, blob };
}

/**
 * Files in the folders of sessions, which name them by the SHA-256 of their bytes. They are moved, copied, deleted and
 * restored with their session, and none is removed to make room as long as its session exists.
 */
export class BlobFiles {
  constructor(private readonly options: BlobFilesOptions) {}

  /** Writes a file beside a session that is on the disk. Rejects with a FileError, `missing` if there is no such session. */
  async write(session: string, name: string, bytes: Uint8Array): Promise<void> {
    const { files } = this.options.host;
    // An existing file of that name is replaced too, as a crash of the machine may have left it torn.
    await files.writeWhole(files.join(await this.folderOf(session), name), [bytes]);
  }

  /** Returns the path of a file; `undefined` if there is none. */
  async find(session: string, blob: string): Promise<string | undefined> {
    const { files } = this.options.host;
    const folder = await this.folderOf(session);
    const entries = (await unlessMissing(files.list(folder))) ?? [];
    const found = entries.find((entry) => isBlob(entry) && entry.name.startsWith(`${prefix}${blob}.`));
    return found && files.join(folder, found.name);
  }

  /** Returns the bytes of a file; `undefined` if it is gone or its bytes no longer have that SHA-256. */
  async read(session: string, blob: string): Promise<Uint8Array | undefined> {
    const { files, sha256 } = this.options.host;
    const path = await this.find(session, blob);
    const bytes = path === undefined ? undefined : await unlessMissing(files.read(path));
    return bytes && (await sha256(bytes)) === blob ? bytes : undefined;
  }

  /** Copies the files in the folder of a session to another session, which is on the disk. */
  async copy(from: string, session: string): Promise<void> {
    await copyBlobs(this.options.host, from, await this.folderOf(session));
  }

  /** Returns the folder of a session. Rejects if the id is invalid, as it becomes a part of a path. */
  async folderOf(session: string): Promise<string> {
    const { host, folder, workspace } = this.options;
    if (!isId(session)) throw new Error('This is no name of a session.');
    return host.files.join(await workspaceFolder(host, folder, workspace), session);
  }
}

/**
 * Copies the files of a session to the folder of another. Files that are gone or damaged are left out. If one cannot be
 * copied, the others are, and then this rejects.
 */
async function copyBlobs(host: BlobHost, from: string, to: string): Promise<void> {
  const { files } = host;
  const failed: unknown[] = [];
  for (const entry of (await unlessMissing(files.list(from))) ?? []) {
    if (!isBlob(entry)) continue;
    const copied = copyBlob(host, files.join(from, entry.name), files.join(to, entry.name), hashIn(entry));
    await copied.catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
}

async function copyBlob({ files, sha256 }: BlobHost, from: string, to: string, hash: string): Promise<void> {
  const sizes = await Promise.all([from, to].map(async (path) => (await unlessMissing(files.stat(path)))?.size));
  if (sizes[0] === undefined || sizes[0] === sizes[1]) return;
  const bytes = await unlessMissing(files.read(from));
  if (bytes && (await sha256(bytes)) === hash) await files.writeWhole(to, [bytes]);
}

/**
 * Copies the files that the disk can read and write. The rest of a session is kept even if a file of it is not. The
 * message with that file says so.
 */
export const copyReadable = (host: BlobHost, from: string, to: string): Promise<void> =>
  copyBlobs(host, from, to).catch((error: unknown) => {
    if (!(error instanceof FileError)) throw error;
  });
