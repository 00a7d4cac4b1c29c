import type { Uri } from 'vscode';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import type { LeftOutReason } from '../../../core/glossary/index/leftOut';
import type { IndexedTerm } from '../../../core/glossary/index/termIndex';
import { textLanguageOf } from '../../../core/glossary/find/textLanguage';
import { FileTooLargeError } from '../../../core/files/disk';
import type { WorkspaceLayers } from '../../../core/glossary/workspace/workspaceGlossaries';
import { documentOf, readCurrent } from '../../files/editorFiles';
import { scanFiles } from '../../files/scanFiles';
import { maxBytes } from './searchedFiles';
import type { FileWorkerClient } from '../../files/fileWorkerClient';

export interface TermScanDeps {
  readonly worker: Pick<FileWorkerClient, 'findTerms'>;
  /** The terms of the workspace that hold for a file. */
  readonly layers: (file: Uri) => Promise<WorkspaceLayers>;
  /** Ids of terms that are shown wherever they are written. */
  readonly always: () => readonly string[];
}

/** Receives the findings of a scan. */
export interface ScanListener {
  /** `ownKey` is the key of the layers with which the file was read. */
  onScanned(uri: Uri, found: readonly IndexedTerm[], ownKey: string): void;
  onLeftOut(uri: Uri, reason: Exclude<LeftOutReason, 'hidden' | 'noRoom'>, detail?: string): void;
  onFolder(uri: Uri): void;
  /** Called with a file or folder that git or VS Code hides. */
  onHidden(uri: Uri): void;
}

/**
 * Looks for terms in all texts of the workspace.
 * @throws the reason of `signal` once it is aborted; Error when the worker cannot.
 */
export const scanTerms = (deps: TermScanDeps, signal: AbortSignal, listener: ScanListener): Promise<void> =>
  scanFiles(
    {
      isWanted: (uri) => languageOf(uri) !== undefined,
      read: (uri) => scanTermsOf(uri, deps, listener, signal),
      onUnread: (uri, why) => listener.onLeftOut(uri, 'unreadable', why),
      onFolder: (uri) => listener.onFolder(uri),
      onHidden: (uri) => listener.onHidden(uri),
    },
    signal,
  );

/**
 * Returns the language of a file; undefined where no terms are looked for. A glossary is one such file: a term that it
 * explains is not a use of that term.
 */
const languageOf = (uri: Uri): string | undefined => (isGlossaryFile(uri.path) ? undefined : textLanguageOf(uri.path));

/** Looks for the terms of one file, in its present text. @throws as `scanTerms` does. */
export async function scanTermsOf(
  uri: Uri,
  { worker, layers, always }: TermScanDeps,
  listener: Pick<ScanListener, 'onScanned' | 'onLeftOut'>,
  signal?: AbortSignal,
): Promise<void> {
  const named = languageOf(uri);
  if (named === undefined) return;
  const languageId = documentOf(uri)?.languageId ?? named;
  let file: string | Uint8Array;
  try {
    file = await readCurrent(uri, { maxBytes: maxBytes(), ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    return listener.onLeftOut(uri, error instanceof FileTooLargeError ? 'large' : 'unreadable', detail);
  }
  const own = await layers(uri);
  const found = await worker.findTerms({ languageId, file, always: always(), own }, signal);
  if (typeof found === 'string') listener.onLeftOut(uri, found);
  else listener.onScanned(uri, found, own.key);
}
