import { Disposable, EventEmitter, Location, Range, Uri, commands, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import type { LeftOutCounts, LeftOutReason } from '../../../core/glossary/index/leftOut';
import { TermIndex, placesOf } from '../../../core/glossary/index/termIndex';
import { contextKey } from '../../shared/contributions';
import type { Logger } from '../../shared/log';
import type { TermRules } from '../terms/documentTerms';
import { childOf } from '../../files/paths';
import { ChangedFiles } from './changedFiles';
import { WorkspaceKeys } from './ownKeys';
import type { ScanListener, TermScanDeps } from './scanTerms';

/** Loads the scan, and with it the rules of git and VS Code for files. */
const loadScan = () => import('./scanTerms');

/** Places in other files that a list of references has room for. */
const maxPlaces = 2_000;

/** Milliseconds between two reports of progress. */
const progressEvery = 200;

type IndexState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly files: number }
  | { readonly kind: 'done'; readonly files: number };

interface Deps {
  readonly worker: TermScanDeps['worker'];
  readonly rules: Pick<TermRules, 'choices' | 'onDidChange'>;
  /** The terms of the workspace that hold for a file. */
  readonly layers: TermScanDeps['layers'];
  readonly log: Pick<Logger, 'error' | 'warn' | 'debug'>;
}

/**
 * Index of the terms in the files of the workspace. It is built when a feature first asks for it, and kept up to date
 * from then on.
 */
export class WorkspaceTerms {
  private found = new TermIndex();
  private readonly folders = new Set<string>();
  /** Files and folders in them that git or VS Code hides. */
  private readonly hidden = new Set<string>();
  /** The reasons why other files were not read, by their addresses. */
  private readonly left = new Map<string, LeftOutReason>();
  private now: IndexState = { kind: 'none' };
  private running: AbortController | undefined;
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChange = this.changed.event;
  private watcher: Disposable | undefined;
  /** Files that came, changed or went while all files were being read, perhaps after their turn. */
  private readonly meanwhile = new Map<string, { readonly uri: Uri; readonly isGone: boolean }>();
  private always: readonly string[] = [];
  private readonly changedFiles = new ChangedFiles(
    (uri) => this.readAgain(uri),
    () => this.changed.fire(undefined),
  );
  private readonly ownKeys: WorkspaceKeys;
  private readonly scanDeps: TermScanDeps;

  constructor(private readonly deps: Deps) {
    this.scanDeps = { worker: deps.worker, layers: deps.layers, always: () => this.always };
    this.ownKeys = new WorkspaceKeys(deps.layers, (uri) => this.changedFiles.add(uri));
  }

  dispose(): void {
    this.running?.abort();
    this.watcher?.dispose();
    this.changedFiles.dispose();
    this.ownKeys.dispose();
    this.changed.dispose();
  }

  get state(): IndexState {
    return this.now;
  }

  get index(): TermIndex {
    return this.found;
  }

  /** Counts the files that were left out, by reason. */
  get leftOut(): LeftOutCounts {
    const counts = new Map<LeftOutReason, number>();
    for (const reason of this.left.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    return counts.set('hidden', this.hidden.size).set('noRoom', this.found.leftOut);
  }

  /** Finds where a term stands as words in files other than the document; empty while no files were searched. */
  elsewhere(termId: string, but: TextDocument): Location[] {
    const found: Location[] = [];
    for (const file of this.found.filesOf(termId)) {
      if (file.uri === but.uri.toString()) continue;
      const uri = Uri.parse(file.uri, true);
      for (const { line, from, to, asWords } of placesOf(file)) {
        if (asWords) found.push(new Location(uri, new Range(line, from, line, to)));
      }
      if (found.length > maxPlaces) break;
    }
    return found;
  }

  /** Starts the search, unless one has been started before. */
  async startOnce(): Promise<void> {
    if (this.now.kind === 'none' && this.running === undefined) await this.start();
  }

  /** Looks through all files, and gives up a search that is running. @throws Error when the worker cannot. */
  async start(): Promise<void> {
    if (!workspace.workspaceFolders?.length) return;
    this.stop();
    const running = new AbortController();
    this.running = running;
    const found = new TermIndex();
    this.always = [...this.deps.rules.choices().always];
    this.watch();
    this.tell({ kind: 'running', files: 0 });
    try {
      const files = await this.scan(found, running.signal);
      if (running.signal.aborted) return;
      this.found = found;
      this.running = undefined;
      this.tell({ kind: 'done', files });
      this.catchUp();
    } catch (error) {
      if (running.signal.aborted) return;
      this.tell({ kind: 'none' });
      throw error;
    } finally {
      if (this.running === running) this.running = undefined;
    }
  }

  /** Stops a search. The index is empty then, as a partial one would claim that a term stands nowhere else. */
  stop(): void {
    if (!this.running) return;
    this.running.abort();
    this.running = undefined;
    this.tell({ kind: 'none' });
  }

  private async scan(found: TermIndex, signal: AbortSignal): Promise<number> {
    let [files, last] = [0, 0];
    this.folders.clear();
    this.hidden.clear();
    this.left.clear();
    this.meanwhile.clear();
    this.ownKeys.clear();
    const { scanTerms } = await loadScan();
    signal.throwIfAborted();
    await scanTerms(this.scanDeps, signal, {
      onScanned: (uri, terms, ownKey) => {
        found.set(uri.toString(), terms);
        if (!signal.aborted) this.ownKeys.set(uri, ownKey);
        files++;
        if (performance.now() - last < progressEvery || signal.aborted) return;
        last = performance.now();
        this.tell({ kind: 'running', files });
      },
      onLeftOut: (uri, reason, detail) => {
        if (!signal.aborted) this.leaveOut(uri, reason, detail);
      },
      onFolder: (uri) => void this.folders.add(uri.toString()),
      onHidden: (uri) => void this.hidden.add(uri.toString()),
    });
    return files;
  }

  private leaveOut(uri: Uri, reason: LeftOutReason, detail = ''): void {
    this.left.set(uri.toString(), reason);
    // A file that is too large is no failure, so it is not a warning.
    const message = `${uri.toString()} was not searched for terms: ${reason}. ${detail}`;
    if (reason === 'unreadable') this.deps.log.warn(message);
    else this.deps.log.debug(message);
  }

  private tell(state: IndexState): void {
    this.now = state;
    if (state.kind === 'none') this.found = new TermIndex();
    void commands.executeCommand('setContext', contextKey('glossary.findingTerms'), state.kind === 'running');
    this.changed.fire(undefined);
  }

  /** Follows the files, from the first search on. */
  private watch(): void {
    if (this.watcher) return;
    const watcher = workspace.createFileSystemWatcher('**/*');
    const add = (uri: Uri): void => {
      if (this.now.kind === 'running') this.meanwhile.set(uri.toString(), { uri, isGone: false });
      else if (this.now.kind === 'done' && this.isRead(uri)) this.changedFiles.add(uri);
    };
    this.watcher = Disposable.from(
      ...[watcher, watcher.onDidChange(add), watcher.onDidCreate(add)],
      watcher.onDidDelete((uri) => this.forget(uri)),
      workspace.onDidSaveTextDocument(({ uri }) => add(uri)),
      workspace.onDidChangeWorkspaceFolders(() => {
        if (this.now.kind !== 'none') void this.startAgain();
      }),
      this.deps.rules.onDidChange(() => this.rulesChanged()),
    );
  }

  /**
   * Whether a file is searched. A hidden file and a file in a hidden folder are not; a new folder waits for the next
   * search.
   */
  private isRead(uri: Uri): boolean {
    return this.folders.has(childOf(uri, '..').toString()) && !this.hidden.has(uri.toString());
  }

  private async readAgain(uri: Uri): Promise<void> {
    const { found } = this;
    const listener: Pick<ScanListener, 'onScanned' | 'onLeftOut'> = {
      onScanned: (file, terms, ownKey) => {
        found.set(file.toString(), terms);
        this.left.delete(file.toString());
        this.ownKeys.set(file, ownKey);
      },
      onLeftOut: (file, reason, detail) => {
        found.delete(file.toString());
        this.leaveOut(file, reason, detail);
      },
    };
    try {
      const { scanTermsOf } = await loadScan();
      await scanTermsOf(uri, this.scanDeps, listener);
    } catch (error) {
      this.deps.log.error('The terms of a file could not be found again.', error);
    }
  }

  private catchUp(): void {
    for (const { uri, isGone } of this.meanwhile.values()) {
      if (isGone) this.forget(uri);
      else if (this.isRead(uri)) this.changedFiles.add(uri);
    }
    this.meanwhile.clear();
    this.rulesChanged();
  }

  private forget(uri: Uri): void {
    if (this.now.kind === 'running') this.meanwhile.set(uri.toString(), { uri, isGone: true });
    this.ownKeys.delete(uri);
    const below = `${uri.toString()}/`;
    for (const [address] of this.left) {
      if (address === uri.toString() || address.startsWith(below)) this.left.delete(address);
    }
    this.hidden.delete(uri.toString());
    this.found.deleteBelow(uri.toString());
    this.changed.fire(undefined);
  }

  private rulesChanged(): void {
    const always = [...this.deps.rules.choices().always];
    if (this.now.kind !== 'done') return;
    if (always.join() !== this.always.join()) void this.startAgain();
    else this.ownKeys.lookSoon();
  }

  private async startAgain(): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      this.deps.log.error('The terms of the workspace could not be found again.', error);
    }
  }
}
