import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { host } from '#host';
import { FolderContexts } from '../../core/context/report/contexts';
import { ContextTree } from '../../core/context/tree/contextTree';
import type { FieldGuide } from '../../core/fieldGuide';
import type { DiskHost } from '../../core/files/disk';
import { placeOf } from '../files/disks';
import { pathBelow } from '../files/paths';
import { currentDiskOf } from './currentDisk';
import { LastCommit } from './lastCommit';

/** Of more changes than these all is read anew: a branch was checked out. */
const mostChanges = 300;

/** Nothing that an agent reads stands there. */
const isNoise = (path: string): boolean => /(?:^|\/)(?:\.git|node_modules)\//.test(path);

const home = Uri.file(host.homeFolder);

/** What agents read in a folder of the window, with what is typed in its files. Changes are noted, and looked at on demand. */
export class WatchedFolder implements Disposable {
  readonly contexts: FolderContexts;
  private readonly disk: DiskHost;
  private last: LastCommit | undefined;
  private readonly changes = new Map<string, () => Promise<void>>();
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
      watcher.onDidChange(hearEdit),
      workspace.onDidChangeTextDocument(({ document }) => hearEdit(document.uri)),
      workspace.onDidSaveTextDocument(({ uri }) => hearEdit(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => hearEdit(uri)),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.last?.dispose();
  }

  /** What agents read at git's last commit. */
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

  /** Reads anew what has changed. */
  async catchUp(): Promise<void> {
    if (this.changes.size > mostChanges) {
      this.changes.clear();
      this.contexts.tree.forget();
      this.contexts.home?.forget();
    }
    for (const [address, look] of this.changes) {
      this.changes.delete(address);
      await look();
    }
  }

  /** @param isOther another file may be there, or gone: else only files that were read matter. */
  private note(uri: Uri, isOther: boolean): void {
    for (const [tree, root] of [
      [this.contexts.tree, this.folder],
      [this.contexts.home, home],
    ] as const) {
      const path = pathBelow(root, uri);
      if (!tree || path === undefined || path === '' || isNoise(path) || !(isOther || tree.isRead(path))) continue;
      this.changes.set(uri.toString(), () => tree.changed(path));
      if (root === this.folder) this.last?.edit(path);
      this.noted();
      return;
    }
  }
}
