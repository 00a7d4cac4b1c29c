import { workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { pacer } from '../../../core/base/pacer';
import { isProse } from '../../../core/code/ids/findIds';
import type { FoundId } from '../../../core/code/ids/findIds';
import { languageOfFile } from '../../../core/text/languageOfFile';
import { fromPlaced } from '../../../core/code/ids/worker/idProtocol';
import { realPathOf } from '../../files/links';
import { rootEntry, walk } from '../../files/walk';
import { host } from '#host';
import { FileTooLargeError, NoRegularFileError } from '../../../host/port';
import { files } from '../../files/files';
import { nameOf, outermost } from '../../files/paths';
import type { FileWorker } from '../../files/fileWorker';
import type { Tables } from '../../shared/tables';
import { settings } from '../../shared/settings';
import type { IdConfigs } from './idConfigs';

/** Files that are read at the same time: some come from the disk while the worker scans another. */
const filesInFlight = 4;

export interface ScanParts {
  readonly tables: Pick<Tables, 'modelNames'>;
  readonly configs: Pick<IdConfigs, 'of'>;
  readonly worker: Pick<FileWorker, 'findIds'>;
}

/** Hears of each file. */
interface ScanListener {
  /** What a file names that ends; of an open document as it is now. */
  onScanned(uri: Uri, found: readonly FoundId[]): void;
  /** It could not be read, or is too large. */
  onUnread(uri: Uri, why: string): void;
}

/**
 * Looks for ids in all files of the workspace that hold code or config, but for what git and VS Code hide and the config
 * ignores. Links are not followed: what they lead to in the workspace is scanned where it stands.
 * @throws the reason of `signal` once it is aborted; Error when the worker cannot scan.
 */
export async function scanWorkspace(parts: ScanParts, signal: AbortSignal, listener: ScanListener): Promise<void> {
  const roots = outermost((workspace.workspaceFolders ?? []).map(({ uri }) => uri));
  for (const root of roots) {
    const found = filesToScan(root, parts, listener);
    const take = async (): Promise<void> => {
      for (let next = await found.next(); !next.done; next = await found.next()) {
        signal.throwIfAborted();
        await scanFile(next.value, parts, signal, listener);
      }
    };
    try {
      await Promise.all(Array.from({ length: filesInFlight }, take));
    } finally {
      await found.return(undefined);
    }
  }
}

async function* filesToScan(root: Uri, { configs }: ScanParts, listener: ScanListener): AsyncGenerator<Uri> {
  const start = await rootEntry(root, await realPathOf(root), () => undefined);
  const entries = walk(start, {
    onSkipped: (reason, entry, detail) => {
      if (reason === 'unreadable') listener.onUnread(entry.uri, detail ?? '');
    },
    onWalked: () => undefined,
    onUnread: () => undefined,
    onLink: () => undefined,
  });
  const open = new Set(workspace.textDocuments.map((document) => document.uri.toString()));
  for await (const { uri } of entries) {
    if (languageOfFile(nameOf(uri)) === undefined && !open.has(uri.toString())) continue;
    // A folder inside this one may be one of the workspace as well, with a config of its own.
    if (!(await configs.of(uri)).ignoresFile(uri)) yield uri;
  }
}

async function scanFile(uri: Uri, parts: ScanParts, signal: AbortSignal, listener: ScanListener): Promise<void> {
  try {
    const found = await scanOne(uri, parts, signal);
    if (found) listener.onScanned(uri, found);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnreadError) listener.onUnread(uri, error.message);
    else throw error;
  }
}

/** The file cannot be read; the message says why. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError';
}

/** The ids in one file; undefined: it holds no code, config or text. @throws UnreadError; as `scanWorkspace` does. */
export async function scanOne(
  uri: Uri,
  { tables, worker }: Pick<ScanParts, 'tables' | 'worker'>,
  signal?: AbortSignal,
): Promise<readonly FoundId[] | undefined> {
  const open = documentOf(uri);
  const languageId = open?.languageId ?? languageOfFile(nameOf(uri));
  if (languageId === undefined || isProse(languageId)) return undefined;
  // Without changes it is what stands on the disk, or will be in a moment.
  const edited = open?.isDirty ? open.getText() : undefined;
  const placed = await worker.findIds(languageId, edited ?? (await read(uri, signal)), signal);
  if (!placed) return undefined;
  const names = await tables.modelNames();
  const breathe = pacer(() => host.nextTurn());
  const found: FoundId[] = [];
  for (const each of placed) {
    found.push(fromPlaced(each, names));
    await breathe();
  }
  return found;
}

function documentOf(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}

async function read(uri: Uri, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    return await files.read(uri, { maxBytes: settings.maxFileBytes(), ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof NoRegularFileError || error instanceof FileTooLargeError) throw new UnreadError(error.message);
    throw new UnreadError(error instanceof Error ? error.message : String(error));
  }
}
