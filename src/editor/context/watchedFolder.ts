import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import { host } from '#host';
import { OneByOne } from '../../core/base/oneByOne';
import { FolderContexts } from '../../core/context/report/contexts';
import { ContextTree } from '../../core/context/tree/contextTree';
import type { FieldGuide } from '../../core/fieldGuide';
import type { DiskHost } from '../../core/files/disk';
import { placeOf } from '../files/disks';
import { pathBelow } from '../files/paths';
import { currentDiskOf } from './currentDisk';
import { LastCommit } from './lastCommit';

/**
 * Largest number of changes that are read one by one. If there are more, a branch was checked out, and everything is
 * read again.
 */
const mostChanges = 300;

/** Whether a path is in a folder in which agents read nothing. */
const isNoise = (path: string): boolean => /(?:^|\/)(?:\.git|node_modules)\//.test(path);

/** Whether the content of a file decides which other files there are. */
const isRules = (uri: Uri): boolean => uri.path.endsWith('/.gitignore');

const home = Uri.file(host.homeFolder);

interface Change {
  readonly look: () => Promise<void>;
  /** Whether another file may exist now, or be gone. */
  readonly isOther: boolean;
}

/**
 * The context that agents read in a folder of the window, with the current text of its files. Changes are noted, and
 * read on demand.
 */
export class WatchedFolder implements Disposable {
  readonly contexts: FolderContexts;
  private readonly disk: DiskHost;
  private last: LastCommit | undefined;
  private readonly changes = new Map<string, Change>();
  private readonly looks = new OneByOne();
  private readonly listeners: Disposable;

  /** @param noted is called when there is something to catch up with. */
  constructor(
    readonly folder: Uri,
    readsHome: boolean,
    guide: FieldGuide,
    private readonly noted: () => void,
  ) {
    const disk = currentDiskOf(folder);
    const tree = new ContextTree(disk, placeOf(folder));
    const homeTree = readsHome ? new ContextTree(currentDiskOf(home), host.homeFolder) : undefined;
    this.contexts = new FolderContexts(tree, homeTree, { guide, host: { ...host, ...disk } });
    this.disk = disk;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**/*'));
    const hear = (uri: Uri): void => this.note(uri, true);
    const hearEdit = (uri: Uri): void => this.note(uri, false);
    this.listeners = Disposable.from(
      watcher,
      watcher.onDidCreate(hear),
      watcher.onDidDelete(hear),
      watcher.onDidChange((uri) => this.note(uri, isRules(uri))),
      workspace.onDidChangeTextDocument(({ document }) => hearEdit(document.uri)),
      workspace.onDidSaveTextDocument(({ uri }) => hearEdit(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => hearEdit(uri)),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.last?.dispose();
  }

  /** The context that agents read at git's last commit. */
  get lastCommit(): LastCommit {
    if (this.last) return this.last;
    this.last = new LastCommit(this.folder, this.contexts, this.disk, this.noted);
    for (const { uri, isDirty } of workspace.textDocuments) {
      const path = isDirty ? pathBelow(this.folder, uri) : undefined;
      if (path !== undefined) this.last.edit(path);
    }
    return this.last;
  }

  /** The address of a file as a report names it. */
  addressOf(path: string): Uri {
    return path.startsWith('~/') ? Uri.joinPath(home, path.slice(2)) : Uri.joinPath(this.folder, path);
  }

  /** Reads again what has changed. Callers that ask meanwhile wait for the same. */
  catchUp(): Promise<void> {
    return this.looks.run(() => this.lookAtChanges());
  }

  private async lookAtChanges(): Promise<void> {
    if (this.changes.size > mostChanges) {
      this.changes.clear();
      this.contexts.tree.forget();
      this.contexts.home?.forget();
    }
    for (const [address, { look }] of this.changes) {
      this.changes.delete(address);
      await look();
    }
  }

  /** Notes a change. @param isOther whether a file may be new or gone. Otherwise only files that were read matter. */
  private note(uri: Uri, isOther: boolean): void {
    for (const [tree, root] of [
      [this.contexts.tree, this.folder],
      [this.contexts.home, home],
    ] as const) {
      const path = pathBelow(root, uri);
      if (!tree || path === undefined || path === '' || isNoise(path) || !(isOther || tree.isRead(path))) continue;
      const address = uri.toString();
      const look = isOther ? () => tree.changed(path) : () => tree.edited(path);
      if (isOther || this.changes.get(address)?.isOther !== true) this.changes.set(address, { look, isOther });
      if (root === this.folder) this.last?.edit(path);
      this.noted();
      return;
    }
  }
}

/** The folders of the window that are in use. Each is read once for all callers. */
export class WatchedFolders implements Disposable {
  private readonly folders = new Map<string, WatchedFolder>();
  private readonly noted = new EventEmitter<void>();
  /** Fires when there is something to catch up with, or everything is read again. */
  readonly onDidNote = this.noted.event;
  private readonly listener: Disposable;

  /** @param readsHome whether files of the home folder are read, too. */
  constructor(
    private readonly guide: FieldGuide,
    private readonly readsHome: () => boolean,
  ) {
    this.listener = workspace.onDidChangeWorkspaceFolders(() => this.startAnew());
  }

  dispose(): void {
    this.listener.dispose();
    this.forget();
    this.noted.dispose();
  }

  of(folder: Uri): WatchedFolder {
    const key = folder.toString();
    const known = this.folders.get(key) ?? new WatchedFolder(folder, this.readsHome(), this.guide, this.note);
    this.folders.set(key, known);
    return known;
  }

  startAnew(): void {
    this.forget();
    this.note();
  }

  private readonly note = (): void => this.noted.fire();

  private forget(): void {
    for (const folder of this.folders.values()) folder.dispose();
    this.folders.clear();
  }
}
