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

/** The name of the file of bytes: their SHA-256, and how files of that type end. */
export const blobFileName = (blob: string, extension: string): string => `${prefix}${blob}.${extension}`;

interface BlobPlace {
  readonly session: string;
  readonly blob: string;
}

/** The session and the SHA-256 in the path of such a file. */
export function placeInPath(path: string): BlobPlace | undefined {
  const [, session, blob] = /([\w-]{1,80})[\\/]blob\.([\da-f]{64})\.[a-z\d]{2,5}\b/.exec(path) ?? [];
  return session === undefined || blob === undefined ? undefined : { session, blob };
}

/**
 * Files that sessions name by the SHA-256 of their bytes, in the folders of the sessions: they are moved, copied, deleted and had
 * back with them, and none gives way as long as its session is there.
 */
export class BlobFiles {
  constructor(private readonly options: BlobFilesOptions) {}

  /** Writes one beside a session that is on the disk. Rejects with a FileError, `missing` where there is no such session. */
  async write(session: string, name: string, bytes: Uint8Array): Promise<void> {
    const { files } = this.options.host;
    // Also over one of that name: what a crash of the machine has left of that may be torn.
    await files.writeWhole(files.join(await this.folderOf(session), name), [bytes]);
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
    await copyBlobs(this.options.host, from, await this.folderOf(session));
  }

  /** Rejects where that is no session: it becomes a part of a path. */
  async folderOf(session: string): Promise<string> {
    const { host, folder, workspace } = this.options;
    if (!isId(session)) throw new Error('This is no name of a session.');
    return host.files.join(await workspaceFolder(host, folder, workspace), session);
  }
}

/**
 * Copies the files of a session to the folder of another. What went away or was damaged is missing there as it is here. Rejects where
 * one cannot be copied, when all others are.
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

/** As far as the disk gives and takes them: what is kept of a session besides is kept also where a file of it is not. Its message says so. */
export const copyReadable = (host: BlobHost, from: string, to: string): Promise<void> =>
  copyBlobs(host, from, to).catch((error: unknown) => {
    if (!(error instanceof FileError)) throw error;
  });
