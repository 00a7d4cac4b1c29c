import type { Disposable } from 'vscode';
import type { Uri } from 'vscode';
import { OneByOne } from '../../core/base/oneByOne';
import { agentIds } from '../../core/context/contextReport';
import type { AgentContext, AgentId } from '../../core/context/contextReport';
import type { FolderContexts } from '../../core/context/report/contexts';
import { ContextTree } from '../../core/context/tree/contextTree';
import type { ChangedFolder } from '../../core/files/changedFolder';
import { EarlierDisk } from '../../core/files/earlierDisk';
import type { DiskHost } from '../../core/files/disk';
import { host } from '#host';
import { FolderGit, differing } from './folderGit';
import type { ChangesSince } from './folderGit';

/** Largest number of contexts that are kept, for some of the files that the user worked with. */
const mostKept = 50;

/** The folder at a commit, for which the contexts of agents are read. */
interface Then {
  readonly commit: string;
  changes: ChangesSince;
  readonly disk: EarlierDisk;
  readonly contexts: FolderContexts;
}

/**
 * The context that agents read in a folder at git's last commit. Nothing is read before it is requested, or while
 * nothing has changed.
 */
export class LastCommit implements Disposable {
  private readonly git: FolderGit;
  private then: Then | undefined;
  private readonly read = new Map<string, AgentContext>();
  private readonly works = new OneByOne();
  /** A number that changes whenever `known` returns something else. */
  version = 0;

  /**
   * @param now the same folder with the current text of its files.
   * @param noted is called when git reports a change.
   */
  constructor(
    folder: Uri,
    private readonly now: FolderContexts,
    private readonly disk: DiskHost,
    noted: () => void,
  ) {
    this.git = new FolderGit(folder, disk.disk, (path) => now.tree.isRead(path), noted);
  }

  dispose(): void {
    this.git.dispose();
  }

  /** Notes that a file was edited, created or deleted. */
  edit(path: string): void {
    this.git.edit(path);
  }

  /** Returns the context that an agent read then. `undefined`: it is not known yet, or nothing has changed. */
  known(id: AgentId, file: string | undefined): AgentContext | undefined {
    return this.read.get(nameOf(id, file));
  }

  /** Reads what is not known yet. Calls run one after the other, so that each begins with the results of the one before. */
  catchUp(file: string | undefined, signal: AbortSignal): Promise<void> {
    return this.works.run(async () => {
      if (!signal.aborted) await this.catchUpNow(file, signal);
    });
  }

  private async catchUpNow(file: string | undefined, signal: AbortSignal): Promise<void> {
    await this.follow(await this.git.changes());
    const { then } = this;
    for (const id of then ? agentIds : []) {
      if (!then || this.read.has(nameOf(id, file))) continue;
      await host.nextTurn();
      if (signal.aborted) return;
      if (this.read.size >= mostKept) this.read.clear();
      this.read.set(nameOf(id, file), (await then.contexts.of(id, { file })).counted);
      this.version++;
    }
  }

  private async follow(changes: ChangesSince | undefined): Promise<void> {
    const { then } = this;
    if (then?.changes === changes) return;
    this.version++;
    this.read.clear();
    if (!changes || then?.commit !== changes.commit) {
      this.then = changes && this.begin(changes);
      return;
    }
    const paths = [...differing(then.changes.paths, changes.paths), ...changes.stale];
    then.changes = changes;
    then.disk.forget();
    for (const path of paths) await then.contexts.tree.changed(path);
  }

  private begin(changes: ChangesSince): Then {
    const { tree } = this.now;
    const changed = (): ChangedFolder => then.changes.folder;
    const disk = new EarlierDisk(this.disk.disk, tree.root, {
      list: (folder, now) => changed().list(folder, now),
      read: (path, limits) => changed().read(path, limits),
    });
    const isAsNow = (path: string): boolean => !then.changes.paths.has(path);
    const earlier = new ContextTree({ ...this.disk, disk }, tree.root, undefined, { tree, isAsNow });
    const then: Then = { commit: changes.commit, changes, disk, contexts: this.now.in(earlier) };
    return then;
  }
}

const nameOf = (id: AgentId, file: string | undefined): string => `${id}\n${file ?? ''}`;
