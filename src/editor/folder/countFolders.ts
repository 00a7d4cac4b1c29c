import { FileType, workspace } from 'vscode';
import type { CancellationToken, Uri } from 'vscode';
import { SkippedEntries } from '../../core/tokens/folder/skipped';
import type { SkippedGroup } from '../../core/tokens/folder/skipped';
import { FolderTree } from '../../core/tokens/folder/tree';
import type { CountNode } from '../../core/tokens/folder/tree';
import { abortOnCancel } from '../abort';
import { countFile } from './countFile';
import type { CountingRules } from './countFile';
import { Links } from './links';
import { faultOf } from './files';
import { nameOf } from './paths';
import { walk } from './walk';
import type { FoundFile } from './walk';

/** Files that are read or counted at the same time: one is read while the other is counted. */
const filesInFlight = 2;

export interface CountedRoot {
  readonly uri: Uri;
  readonly node: CountNode;
}

export interface FolderCounts {
  readonly roots: readonly CountedRoot[];
  readonly skipped: readonly SkippedGroup[];
}

/**
 * Counts files and folders. Holds the texts of two files at most, and of a folder of 100,000 files their names and counts.
 * @param onCounted called after each file with the number of files and the tokens so far.
 * @returns `undefined` when it was cancelled: a part of a sum is no sum.
 */
export async function countFolders(
  uris: readonly Uri[],
  rules: CountingRules,
  token: CancellationToken,
  onCounted: (files: number, tokens: number) => void,
): Promise<FolderCounts | undefined> {
  const signal = abortOnCancel(token);
  const links = await Links.around(uris);
  const skipped = new SkippedEntries();
  const roots: CountedRoot[] = [];
  let [files, tokens] = [0, 0];
  for (const uri of uris) {
    const label = workspace.workspaceFolders?.find((folder) => folder.uri.toString() === uri.toString())?.name;
    const name = label ?? (nameOf(uri) || '/');
    const tree = new FolderTree(name);
    const type = await typeOf(uri, name, skipped);
    if (type === undefined) continue;
    const isFolder = (type & FileType.Directory) !== 0;
    const found = isFolder ? walk(uri, name, links, skipped) : onlyFile(uri, name);
    await inFlight(found, signal, async (file) => {
      const outcome = await countFile(file.uri, rules, signal);
      if ('skip' in outcome) {
        skipped.add(outcome.skip, isFolder ? `${name}/${file.path}` : name, outcome.detail);
        return;
      }
      tree.add(file.path, outcome);
      onCounted(++files, (tokens += outcome.tokens));
    });
    if (signal.aborted) return undefined;
    const node = isFolder ? tree.root : tree.root.children[0];
    if (node) roots.push({ uri, node: isFolder ? node : { ...node, path: name } });
  }
  return { roots, skipped: skipped.list() };
}

async function typeOf(uri: Uri, name: string, skipped: SkippedEntries): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch (error) {
    skipped.add('unreadable', name, faultOf(error));
    return undefined;
  }
}

async function* onlyFile(uri: Uri, path: string): AsyncGenerator<FoundFile> {
  yield await Promise.resolve({ uri, path });
}

/** Handles what `found` gives, two at a time, until it ends, one fails or the user cancels. */
async function inFlight(
  found: AsyncGenerator<FoundFile>,
  signal: AbortSignal,
  handle: (file: FoundFile) => Promise<void>,
): Promise<void> {
  let failed = false;
  const take = async (): Promise<void> => {
    for (;;) {
      const next = await found.next();
      if (next.done || failed || signal.aborted) return;
      await handle(next.value);
    }
  };
  const takeOrStop = () =>
    take().catch((error: unknown) => {
      failed = true;
      if (!signal.aborted) throw error; // Else it is how a file under way was stopped.
    });
  try {
    await Promise.all(Array.from({ length: filesInFlight }, takeOrStop));
  } finally {
    await found.return(undefined);
  }
}
