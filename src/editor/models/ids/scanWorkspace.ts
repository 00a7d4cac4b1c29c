import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { TooSlowError } from '../../../core/base/work';
import { isProse } from '../../../core/text/languages';
import type { FoundId } from '../../../core/code/ids/findIds';
import { languageOfFile } from '../../../core/text/languageOfFile';
import { fromPlaced } from '../../../core/code/ids/worker/idProtocol';
import { documentOf, readCurrent } from '../../files/editorFiles';
import { nameOf } from '../../files/paths';
import { scanFiles } from '../../files/scanFiles';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import { pace } from '../../shared/pace';
import type { Tables } from '../../../core/tables';
import { fileByteLimit } from '../../shared/settings';
import type { IdConfigs } from './idConfigs';

export interface IdScanDeps {
  readonly tables: Pick<Tables, 'modelNames'>;
  readonly configs: Pick<IdConfigs, 'of'>;
  readonly worker: Pick<FileWorkerClient, 'findIds'>;
}

/** Receives the result of each file. */
interface ScanListener {
  /** Called with the ids in a file that end; an open document is read in its present text. */
  onScanned(uri: Uri, found: readonly FoundId[]): void;
  /** Called with a file that could not be read, or is too large. */
  onUnread(uri: Uri, why: string): void;
}

/**
 * Looks for ids in all files of the workspace that hold code or config, except for files that the config ignores.
 * @throws the reason of `signal` once it is aborted; Error when the worker cannot scan.
 */
export async function scanWorkspace(deps: IdScanDeps, signal: AbortSignal, listener: ScanListener): Promise<void> {
  const open = new Set(workspace.textDocuments.map((document) => document.uri.toString()));
  await scanFiles(
    {
      // A folder inside a workspace folder may be one as well, with a config of its own.
      isWanted: async (uri) =>
        (languageOfFile(nameOf(uri)) !== undefined || open.has(uri.toString())) &&
        !(await deps.configs.of(uri)).ignoresFile(uri),
      read: (uri) => scanFile(uri, deps, signal, listener),
      onUnread: (uri, why) => listener.onUnread(uri, why),
    },
    signal,
  );
}

async function scanFile(uri: Uri, deps: IdScanDeps, signal: AbortSignal, listener: ScanListener): Promise<void> {
  try {
    const found = await scanOne(uri, deps, signal);
    if (found) listener.onScanned(uri, found);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnreadError) listener.onUnread(uri, error.message);
    else throw error;
  }
}

/** Error for a file that cannot be read; the message says why. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError';
}

/**
 * Finds the ids in one file; undefined where it holds no code or config, or is no text. @throws UnreadError; otherwise as
 * `scanWorkspace` does.
 */
export async function scanOne(
  uri: Uri,
  { tables, worker }: Pick<IdScanDeps, 'tables' | 'worker'>,
  signal?: AbortSignal,
): Promise<readonly FoundId[] | undefined> {
  const languageId = documentOf(uri)?.languageId ?? languageOfFile(nameOf(uri));
  if (languageId === undefined || isProse(languageId)) return undefined;
  const file = await read(uri, signal);
  const placed = await worker.findIds(languageId, file, signal).catch((error: unknown) => {
    throw error instanceof TooSlowError ? new UnreadError(error.message) : error;
  });
  if (!placed) return undefined;
  const names = await tables.modelNames();
  const breathe = pace();
  const found: FoundId[] = [];
  for (const each of placed) {
    found.push(fromPlaced(each, names));
    await breathe();
  }
  return found;
}

async function read(uri: Uri, signal: AbortSignal | undefined): Promise<string | Uint8Array> {
  try {
    return await readCurrent(uri, { maxBytes: fileByteLimit(), ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    throw new UnreadError(error instanceof Error ? error.message : String(error));
  }
}
