import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { inFlight } from '../../core/base/inFlight';
import { wordsOfFault } from '../../core/files/skipped';
import { faultOf } from '../../core/files/disk';
import { rootEntry, walk } from '../../core/files/walk';
import type { WalkDeps } from '../../core/files/walk';
import { placeOf } from './disks';
import { outermost } from './paths';
import { addressOf, rulesOf } from './walk';

/** Files that are read at the same time: some come from the disk while the worker reads another. */
const filesInFlight = 4;

/** Takes what a scan finds. */
interface Scan {
  /** Whether a file is read. */
  readonly isWanted: (uri: Uri) => boolean | Promise<boolean>;
  readonly read: (uri: Uri) => Promise<void>;
  /** A folder that could not be listed. */
  readonly onUnread: (uri: Uri, why: string) => void;
  readonly onFolder?: (uri: Uri) => void;
  /** git or VS Code hides it. */
  readonly onHidden?: (uri: Uri) => void;
}

/**
 * Goes through all files of the workspace, but for what git and VS Code hide. Links are not followed: what they lead to in the
 * workspace is read where it stands.
 * @throws the reason of `signal` once it is aborted; what `read` throws.
 */
export async function scanFiles(scan: Scan, signal: AbortSignal): Promise<void> {
  for (const root of outermost((workspace.workspaceFolders ?? []).map(({ uri }) => uri))) {
    await inFlight(filesBelow(root, scan), filesInFlight, signal, scan.read);
  }
}

async function* filesBelow(root: Uri, scan: Scan): AsyncGenerator<Uri> {
  const deps: WalkDeps = {
    ...rulesOf(root),
    onWalked: (folder) => scan.onFolder?.(addressOf(root, folder)),
    onSkipped: (reason, entry, error) => {
      const uri = addressOf(root, entry);
      if (reason === 'unreadable') scan.onUnread(uri, wordsOfFault(faultOf(error)));
      else scan.onHidden?.(uri);
    },
  };
  const entries = walk(await rootEntry(placeOf(root), deps), deps);
  for await (const entry of entries) {
    const uri = addressOf(root, entry);
    if (await scan.isWanted(uri)) yield uri;
  }
}
