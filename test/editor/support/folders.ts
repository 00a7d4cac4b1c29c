import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { IntervalHistogram } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { ask, ui } from './ui';
import { workspaceFolder } from './clean';

/** Prints a figure among the results. */
export const print = async (text: string): Promise<void> => {
  if (ui.available) await ask({ do: 'print', text: `      ${text}` });
};

const made = new Set<string>();

/** A new folder in the folder of the run, with these files in it. */
export async function makeTree(
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<vscode.Uri> {
  const root = path.join(workspaceFolder().fsPath, name);
  made.add(root);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  }
  return vscode.Uri.file(root);
}

/**
 * A new folder below that of the run, level by level, each of which VS Code watches before the next is made: its watcher
 * misses a folder that comes in the moment in which the one around it is made, and with that all that changes there later.
 */
export async function makeWatchedFolder(name: string): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher('**', false, true, true);
  const told = new Set<string>();
  watcher.onDidCreate((uri) => told.add(uri.path));
  let folder = workspaceFolder();
  for (const level of name.split('/')) {
    folder = vscode.Uri.joinPath(folder, level);
    made.add(folder.fsPath);
    let madeAt = 0;
    await poll(`the folder ${level}`, async () => {
      if (told.has(folder.path)) return true;
      // Now and then the watcher misses a folder, for a reason that is not known: it is made again.
      if (Date.now() - madeAt > 5_000) {
        await rm(folder.fsPath, { recursive: true, force: true });
        await mkdir(folder.fsPath);
        madeAt = Date.now();
      }
      return false;
    });
  }
  watcher.dispose();
}

export const inMs = (delay: IntervalHistogram): string =>
  `p50 ${(delay.percentile(50) / 1e6).toFixed(1)}, p99 ${(delay.percentile(99) / 1e6).toFixed(1)}, max ${(delay.max / 1e6).toFixed(1)} ms`;

/** Ends what `makeTree` made. */
export async function removeTrees(): Promise<void> {
  for (const root of made) await rm(root, { recursive: true, force: true, maxRetries: 3 });
  made.clear();
}
