import { workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import type { LeftOutReason } from '../../../core/glossary/index/leftOut';
import type { MetTerm } from '../../../core/glossary/index/indexedTerm';
import { textLanguageOf } from '../../../core/glossary/find/textLanguage';
import { FileTooLargeError } from '../../../host/port';
import type { OwnLayers } from '../terms/ownGlossaries';
import { files } from '../../files/files';
import { outermost } from '../../files/paths';
import { realPathOf } from '../../files/links';
import { rootEntry, walk } from '../../files/walk';
import { mostBytes } from './mostBytes';
import type { FileWorker } from '../../files/fileWorker';

/** Files that are read at the same time: some come from the disk while the worker reads another. */
const filesInFlight = 4;

export interface ScanParts {
  readonly worker: Pick<FileWorker, 'findTerms'>;
  /** The terms of the workspace that hold for a file. */
  readonly layers: (file: Uri) => Promise<OwnLayers>;
  /** Ids of terms that are shown wherever they are written. */
  readonly always: () => readonly string[];
}

/** Hears of what a scan finds. */
export interface ScanListener {
  /** `ownKey`: that of the layers with which it was read. */
  onScanned(uri: Uri, found: readonly MetTerm[], ownKey: string): void;
  onLeftOut(uri: Uri, reason: Exclude<LeftOutReason, 'hidden' | 'noRoom'>, detail?: string): void;
  onFolder(uri: Uri): void;
  /** git or VS Code hides it. */
  onHidden(uri: Uri): void;
}

/**
 * Looks for terms in all texts of the workspace, but for what git and VS Code hide. Links are not followed: what they lead to
 * in the workspace is read where it stands.
 * @throws the reason of `signal` once it is aborted; Error when the worker cannot.
 */
export async function scanFiles(parts: ScanParts, signal: AbortSignal, listener: ScanListener): Promise<void> {
  const roots = outermost((workspace.workspaceFolders ?? []).map(({ uri }) => uri));
  for (const root of roots) {
    const found = filesBelow(root, listener);
    const take = async (): Promise<void> => {
      for (let next = await found.next(); !next.done; next = await found.next()) {
        signal.throwIfAborted();
        await scanFile(next.value, parts, listener, signal);
      }
    };
    try {
      await Promise.all(Array.from({ length: filesInFlight }, take));
    } finally {
      await found.return(undefined);
    }
  }
}

async function* filesBelow(root: Uri, listener: ScanListener): AsyncGenerator<Uri> {
  const start = await rootEntry(root, await realPathOf(root), () => undefined);
  const entries = walk(start, {
    onSkipped: (reason, { uri }, detail) => {
      if (reason === 'unreadable') listener.onLeftOut(uri, reason, detail);
      else listener.onHidden(uri);
    },
    onWalked: ({ uri }) => listener.onFolder(uri),
    onUnread: () => undefined,
    onLink: () => undefined,
  });
  for await (const { uri } of entries) {
    if (languageOf(uri) !== undefined) yield uri;
  }
}

/** Undefined: no terms are looked for there. What a glossary explains is not met in it. */
const languageOf = (uri: Uri): string | undefined => (isGlossaryFile(uri.path) ? undefined : textLanguageOf(uri.path));

/** One file; of an open document as it is now. @throws as `scanFiles` does. */
export async function scanFile(
  uri: Uri,
  { worker, layers, always }: ScanParts,
  listener: Pick<ScanListener, 'onScanned' | 'onLeftOut'>,
  signal?: AbortSignal,
): Promise<void> {
  const open = documentOf(uri);
  const named = languageOf(uri);
  if (named === undefined) return;
  const languageId = open?.languageId ?? named;
  let file: string | Uint8Array;
  try {
    const maxBytes = mostBytes();
    // Without changes it is what stands on the disk, or will be in a moment.
    file = open?.isDirty ? open.getText() : await files.read(uri, { maxBytes, ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    return listener.onLeftOut(uri, error instanceof FileTooLargeError ? 'large' : 'unreadable', detail);
  }
  const own = await layers(uri);
  const found = await worker.findTerms({ languageId, path: uri.path, file, always: always(), own }, signal);
  if (typeof found === 'string') listener.onLeftOut(uri, found);
  else listener.onScanned(uri, found, own.key);
}

function documentOf(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}
