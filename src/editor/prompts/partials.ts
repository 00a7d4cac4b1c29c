import { Disposable, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { host } from '#host';
import { pathBelow } from '../../core/files/disk';
import { NamedFiles } from '../../core/files/namedFiles';
import { typedDisk } from '../../core/files/typedDisk';
import { partialNames, readPartials } from '../../core/prompts/language/partialFiles';
import type { PartialSource } from '../../core/prompts/language/partialFiles';
import { quickCode } from '../../core/prompts/language/promptSource';
import type { Prompt } from '../../core/prompts/prompt';
import type { TemplateLimits } from '../../core/prompts/template/templateError';
import { diskOf, placeOf } from '../files/disks';
import { nameOf } from '../files/paths';

/** Limits of a template in the extension host, on the thread that all extensions share. */
export const limits: TemplateLimits = { steps: 20_000, depth: 50, output: 1_000_000, code: quickCode };

/** Limits of all partials together. */
const partialFiles = { maxBytes: 100_000, maxTotalBytes: 300_000, maxFiles: 200 };

const noPartials: PartialSource = () => undefined;

interface Read {
  /** The names of the partials that the prompt called then, as a JSON list. */
  readonly names: string;
  readonly at: number;
  readonly partial: Promise<PartialSource>;
}

/** Readings by the prompt that calls the partials. Lens, preview and problems ask for the same after each key. */
const read = new Map<string, Read>();
const mostRead = 50;
/** Milliseconds that a reading is good for, as VS Code reports no files when a folder is moved as a whole. */
const longestMs = 10_000;
let watchers = 0;

/**
 * Gives the partials that a prompt calls, from its workspace folder and with unsaved changes. A file outside of all
 * folders has none.
 */
export async function partialsFor({ uri }: TextDocument, prompt: Prompt): Promise<{ readonly partial: PartialSource }> {
  const names = JSON.stringify(partialNames(prompt, limits.code));
  if (names === '[]') return { partial: noPartials };
  const key = uri.toString();
  const known = read.get(key);
  if (known?.names === names && host.now() - known.at < longestMs) return { partial: await known.partial };
  const partial = readFor(uri, prompt);
  if (watchers > 0) {
    read.delete(key);
    read.set(key, { names, at: host.now(), partial });
    for (const oldest of [...read.keys()].slice(0, Math.max(0, read.size - mostRead))) read.delete(oldest);
  }
  partial.catch(() => read.delete(key));
  return { partial: await partial };
}

async function readFor(uri: Uri, prompt: Prompt): Promise<PartialSource> {
  const root = workspace.getWorkspaceFolder(uri);
  const disk = typedDisk(diskOf(uri), (file) => typedIn(file, uri.scheme));
  const below = root && pathBelow(disk, placeOf(root.uri), placeOf(uri));
  if (!root || below === undefined) return noPartials;
  const folder = below.slice(0, Math.max(0, below.lastIndexOf('/')));
  return readPartials(prompt, folder, new NamedFiles(disk, placeOf(root.uri), partialFiles), limits.code);
}

const typedIn = (file: string, scheme: string): string | undefined =>
  workspace.textDocuments
    .find(({ uri, isDirty }) => isDirty && uri.scheme === scheme && placeOf(uri) === file)
    ?.getText();

/** Forgets partials that have changed; calls `onDidChange` when they have changed on the disk. */
export function watchPartials(onDidChange: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher('**/_*.prompt');
  const forget = (): void => read.clear();
  const onDisk = (): void => {
    forget();
    onDidChange();
  };
  const onText = ({ uri }: TextDocument): void => {
    if (/^_.*\.prompt$/.test(nameOf(uri))) forget();
  };
  watchers++;
  return Disposable.from(
    watcher,
    ...[watcher.onDidChange(onDisk), watcher.onDidCreate(onDisk), watcher.onDidDelete(onDisk)],
    workspace.onDidChangeTextDocument(({ document }) => onText(document)),
    workspace.onDidCloseTextDocument(onText),
    workspace.onDidChangeWorkspaceFolders(forget),
    new Disposable(() => {
      watchers--;
      forget();
    }),
  );
}
