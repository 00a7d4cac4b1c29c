import type { Disposable, Uri } from 'vscode';
import { ChangedFolder } from '../../core/files/changedFolder';
import { FileTooLargeError } from '../../core/files/disk';
import type { Disk, ReadLimits } from '../../core/files/disk';
import { withLineEndsOf } from '../../core/files/lineEnds';
import { fileAt, placeOf } from '../files/disks';
import { gitApi } from '../files/gitApi';
import type { Repository } from '../files/gitApi';
import { pathBelow } from '../files/paths';

/** How a folder differs from the last commit. Paths are below it, with slashes. */
export interface ChangesSince {
  readonly commit: string;
  /** Files that differ from the commit. */
  readonly paths: ReadonlySet<string>;
  /** Files that no commit has and that were edited since the last call. They count as they are now. */
  readonly stale: readonly string[];
  readonly folder: ChangedFolder;
}

/** Largest number of changes that are reported. If there are more, a branch is being merged, for example. */
const mostChanges = 2_000;

/** Pattern of files that agents may read although none has read them: they are gone, or did not exist. */
const mayBeRead = /\.(?:mdc?|markdown|txt|json|toml|ya?ml)$|(?:^|\/)\.(?!git\/)/;

/** Values of `Status` in the Git extension: for files that are in no commit, and for files that have another name in it. */
const addedStatuses: ReadonlySet<number> = new Set([1, 4, 7, 9]);
const renamedStatuses: ReadonlySet<number> = new Set([3, 10]);

/** Largest number of files that git is asked about one by one. */
const mostLookedUp = 50;

const maxBytes = 4 * 1024 ** 2;
/** Largest number of links that are followed one after another. */
const mostLinks = 5;

/** Changes in a folder that VS Code's Git extension knows. That extension runs git itself, as its own views need it. */
export class FolderGit {
  private repository: Repository | undefined;
  private listeners: Disposable[] = [];
  private last: ChangesSince | undefined;
  private isStale = true;
  /** Files that were edited here, and whether the last commit has them. Git's own list comes a while after the edit. */
  private readonly edited = new Map<string, boolean | undefined>();
  private lookedUpAt: string | undefined;
  private stale = new Set<string>();

  /** @param isRead whether an agent has read a file. @param noted is called when there may be other changes. */
  constructor(
    private readonly folder: Uri,
    private readonly disk: Disk,
    private readonly isRead: (path: string) => boolean,
    private readonly noted: () => void,
  ) {}

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  edit(path: string): void {
    const isCommitted = this.edited.get(path);
    if (isCommitted === true || (isCommitted === undefined && !this.matters(path))) return;
    if (isCommitted === undefined) this.edited.set(path, undefined);
    else this.stale.add(path);
    this.isStale = true;
  }

  /**
   * Returns the changes, in the same object as before if nothing differs. `undefined`: nothing or too much has
   * changed, or git gives no answer.
   */
  async changes(): Promise<ChangesSince | undefined> {
    this.listen();
    if (!this.isStale) return this.last;
    this.isStale = false;
    const commit = this.repository?.state.HEAD?.commit;
    if (!this.repository || commit === undefined) return (this.last = undefined);
    await this.lookUpEdited(this.repository, commit);
    const { committed, added } = this.changedFiles(this.repository);
    const paths = new Set([...committed, ...added]);
    const stale = [...this.stale];
    this.stale = new Set();
    if (paths.size === 0 || paths.size > mostChanges) return (this.last = undefined);
    const isSame = this.last?.commit === commit && differing(this.last.paths, paths).length === 0;
    if (this.last && isSame && stale.length === 0) return this.last;
    const read = (path: string, limits: ReadLimits) => this.read(commit, path, limits, mostLinks);
    const list = (folder: string) => this.disk.list(this.place(folder)).catch(() => []);
    return (this.last = { commit, paths, stale, folder: new ChangedFolder({ committed, added, read }, list) });
  }

  private matters(path: string): boolean {
    return this.isRead(path) || mayBeRead.test(path);
  }

  private listen(): void {
    const api = gitApi();
    if (!api) return;
    if (this.listeners.length === 0) this.listeners.push(api.onDidOpenRepository(this.hear));
    const repository = api.getRepository(this.folder) ?? undefined;
    if (repository === this.repository) return;
    this.repository = repository;
    for (const listener of this.listeners.splice(1)) listener.dispose();
    if (repository) this.listeners.push(repository.state.onDidChange(this.hear));
    this.isStale = true;
  }

  private readonly hear = (): void => {
    this.isStale = true;
    this.noted();
  };

  private async lookUpEdited(repository: Repository, commit: string): Promise<void> {
    const isOther = commit !== this.lookedUpAt;
    this.lookedUpAt = commit;
    const asked = [...this.edited].filter(([, isKnown]) => isOther || isKnown === undefined);
    // So many edits are not typing, and git's own list will soon be there.
    if (asked.length > mostLookedUp) return this.edited.clear();
    for (const [path] of asked) {
      const details = await repository.getObjectDetails(commit, this.place(path)).catch(() => undefined);
      this.edited.set(path, details !== undefined);
    }
  }

  private changedFiles({ state }: Repository) {
    const [committed, added] = [new Set<string>(), new Set<string>()];
    const note = (uri: Uri, isAdded: boolean): void => {
      const path = pathBelow(this.folder, uri);
      if (path === undefined || path === '' || !this.matters(path)) return;
      (isAdded ? added : committed).add(path);
      (isAdded ? committed : added).delete(path);
    };
    for (const [path, isCommitted] of this.edited) if (isCommitted) committed.add(path);
    // The index comes last and decides: a file that was added there and has changed since is in no commit.
    const { workingTreeChanges, untrackedChanges = [], mergeChanges, indexChanges } = state;
    const all = [...workingTreeChanges, ...untrackedChanges, ...mergeChanges, ...indexChanges];
    for (const { uri, originalUri, renameUri, status } of all) {
      if (renamedStatuses.has(status)) {
        note(originalUri, false);
        if (renameUri) note(renameUri, true);
      } else note(uri, addedStatuses.has(status));
    }
    return { committed, added };
  }

  private async read(commit: string, path: string, limits: ReadLimits, links: number): Promise<Uint8Array | undefined> {
    const { repository } = this;
    const place = this.place(path);
    const details = await repository?.getObjectDetails(commit, place).catch(() => undefined);
    if (!repository || !details || links === 0) return undefined;
    if (details.size > limits.maxBytes) throw new FileTooLargeError(details.size);
    const bytes = await repository.buffer(commit, place);
    if (details.mode === '120000') {
      const target = this.disk.resolve(this.disk.resolve(place, '..'), new TextDecoder().decode(bytes));
      const below = pathBelow(this.folder, fileAt(this.folder, target));
      return below === undefined ? undefined : this.read(commit, below, limits, links - 1);
    }
    const now = await this.disk.read(place, { maxBytes }).catch(() => undefined);
    return now ? withLineEndsOf(now, bytes) : bytes;
  }

  private place(path: string): string {
    return path === '' ? placeOf(this.folder) : this.disk.join(placeOf(this.folder), ...path.split('/'));
  }
}

/** Lists the items that only one of the two sets has. */
export const differing = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] => [
  ...[...one].filter((each) => !other.has(each)),
  ...[...other].filter((each) => !one.has(each)),
];
