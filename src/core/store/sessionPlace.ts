import { FileError } from '../files/files';
import { StoreError } from './storeTypes';
import type { StoreRoot } from './storeRoot';
import type { Access, SessionCodec, StoreHost, StoreTimes } from './storeTypes';

type ReadOnlyReason = Extract<Access, { mode: 'read' }>['reason'];

/** The place of a session, and what the session needs of the store around it. */
export interface SessionPlace<S, E> {
  readonly host: StoreHost;
  readonly codec: SessionCodec<S, E>;
  readonly times: StoreTimes;
  readonly id: string;
  readonly root: StoreRoot;
  readonly folder: string;
  readonly file: string;
  /** Stores a state as a session of its own, and returns its id. */
  readonly storeAsOwn: (state: S) => Promise<string>;
  /** Called when its entry in the list may have changed. */
  readonly onListed: () => void;
  /** Called when the session is closed and its disk work is done. */
  readonly onFinished: () => void;
}

/** Returns the folder of the sessions of a workspace. `undefined` stands for a window without a folder. */
export const workspaceFolder = async (
  host: Pick<StoreHost, 'files' | 'sha256'>,
  folder: string,
  workspace: string | undefined,
): Promise<string> => host.files.join(folder, workspace === undefined ? 'no-folder' : await nameHash(host, workspace));

/** Whether a text may be the id of a session or of a part of one. It becomes a part of a path. */
export const isId = (id: string): boolean => /^[\w-]{1,80}$/.test(id);

/** Returns a hash of a name, as a part of a path. */
export const nameHash = async (host: Pick<StoreHost, 'sha256'>, name: string): Promise<string> =>
  (await host.sha256(new TextEncoder().encode(name))).slice(0, 16);

/** Returns the error that tells why a session cannot be opened. */
export async function openError<S, E>(error: unknown, { file, root }: SessionPlace<S, E>): Promise<unknown> {
  if (!(error instanceof FileError)) return error;
  return error.code === 'missing' && !(await root.isAway().catch(() => true))
    ? new StoreError('missing', `There is no session at ${file}.`, error.code, error)
    : new StoreError('unreadable', `The session at ${file} could not be read. Try again.`, error.code, error);
}

export const foreignError = (file: string): StoreError =>
  new StoreError('foreign', `What lies at ${file} is no session that can be read. It stays as it is.`);

export function saveError(error: unknown, file: string): StoreError {
  const code = error instanceof FileError ? error.code : undefined;
  return new StoreError('not-saved', `The session could not be saved to ${file}.`, code, error);
}

export function notWritable(reason: ReadOnlyReason): StoreError {
  return reason === 'newer-version'
    ? new StoreError(
        'newer-version',
        'The session was written by a newer version of AI Field Guide and can only be read.',
      )
    : new StoreError('written-elsewhere', 'Another window has this session open. Do it there, or in a copy.');
}
