import { Uri, workspace } from 'vscode';
import { createExcludes } from '../../core/files/excludes';
import type { Excludes } from '../../core/files/excludes';
import { hiddenFiles as hiddenFilesIn, rootEntry, walk } from '../../core/files/walk';
import type { WalkEntry, HidingRules, WalkDeps } from '../../core/files/walk';
import { faultOf } from '../../core/files/disk';
import type { DiskHost } from '../../core/files/disk';
import { diskHostOf, placeOf } from './disks';
import { inFlight } from '../../core/base/inFlight';
import { skipReasons, wordsOfFault } from '../../core/files/skipped';
import { outermost } from './paths';

/** The rules for walks of a folder: its disk, and what VS Code hides there. */
export interface FolderRules extends HidingRules {
  readonly host: DiskHost;
  readonly excludes: { readonly rules: Excludes; readonly base: string };
}

export function rulesOf(folder: Uri): FolderRules {
  const top = workspace.getWorkspaceFolder(folder)?.uri;
  const rules = createExcludes(workspace.getConfiguration('files', folder).get('exclude'));
  return {
    host: diskHostOf(folder),
    top: top && placeOf(top),
    excludes: { rules, base: placeOf(top ?? folder) },
  };
}

/** Returns the places of those of `files` in the workspace folder `root` that git ignores, or VS Code hides. */
export const hiddenFiles = (files: readonly Uri[], root: Uri): Promise<ReadonlySet<string>> =>
  hiddenFilesIn(files.map(placeOf), placeOf(root), rulesOf(root));

/** Returns the address of an entry that a walk from `root` has found. */
export const addressOf = (root: Uri, { path }: Pick<WalkEntry, 'path'>): Uri =>
  path === '' ? root : Uri.joinPath(root, path);

/** Largest number of files that are read at the same time: some come from the disk while the worker reads another. */
const filesInFlight = 4;

/** Callbacks for the findings of a scan. */
interface Scan {
  /** Whether a file is read. */
  readonly isWanted: (uri: Uri) => boolean | Promise<boolean>;
  readonly read: (uri: Uri) => Promise<void>;
  /** Takes an entry that could not be listed, is nested too deep, or is under patterns that take too long. */
  readonly onUnread: (uri: Uri, why: string) => void;
  readonly onFolder?: (uri: Uri) => void;
  /** Takes an entry that git or VS Code hides. */
  readonly onHidden?: (uri: Uri) => void;
}

/**
 * Goes through all files of the workspace, except for those that git and VS Code hide. Links are not followed, as their
 * targets in the workspace are read at their own places.
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
      else if (reason === 'tooDeep' || reason === 'undecided') scan.onUnread(uri, skipReasons[reason]);
      else scan.onHidden?.(uri);
    },
  };
  const entries = walk(await rootEntry(placeOf(root), deps), deps);
  for await (const entry of entries) {
    const uri = addressOf(root, entry);
    if (await scan.isWanted(uri)) yield uri;
  }
}
