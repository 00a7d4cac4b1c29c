import { Disposable, TabInputText, commands, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { formatCount } from '../../../core/base/numbers';
import type { FoundId } from '../../../core/code/ids/findIds';
import { withCancel } from '../../shared/abort';
import type { CheckResults, ProblemCount, Scan } from '../../shared/checkResults';
import { sayDone, sayNoFolder } from '../../shared/feedback';
import { Latest } from '../../shared/follower';
import { warnWithLog } from '../../shared/log';
import type { Logger } from '../../shared/log';
import { say } from '../../shared/words';
import { pathBelow } from '../../files/paths';
import type { IdProblem } from './judgedIds';
import { UnreadError, scanOne, scanWorkspace } from './scanWorkspace';
import type { IdScanDeps } from './scanWorkspace';

interface WorkspaceCheckDeps extends IdScanDeps {
  readonly shown: CheckResults<FoundId, IdProblem>;
  readonly log: Logger;
}

interface Scanned {
  readonly files: number;
  readonly found: readonly { readonly uri: Uri; readonly found: readonly FoundId[] }[];
  readonly unread: readonly { readonly uri: Uri; readonly why: string }[];
}

/** Runs Check Model IDs in Workspace. A problem that it finds stays in Problems until its file changes. */
export class WorkspaceCheck implements Disposable {
  private readonly latest = new Latest();
  private watcher: Disposable | undefined;
  private isDisposed = false;

  constructor(private readonly deps: WorkspaceCheckDeps) {}

  dispose(): void {
    this.isDisposed = true;
    this.latest.stop();
    this.watcher?.dispose();
  }

  /** Checks all files, with progress. Cancelling leaves everything as it was. A second check cancels a running one. */
  async run(): Promise<void> {
    if (!workspace.workspaceFolders?.length) {
      void sayNoFolder(say('No folder is open. Open one to check its model IDs.'));
      return;
    }
    // From here on the problems follow their files, including files that are saved while the check runs.
    this.watch();
    const scan = this.deps.shown.beginScan();
    try {
      const scanned = await this.scan();
      if (scanned) await this.show(scanned, scan);
    } finally {
      this.deps.shown.endScan(scan);
    }
  }

  private scan(): Thenable<Scanned | undefined> {
    return withCancel(
      say('Checking model IDs'),
      async (signal, report): Promise<Scanned> => {
        const found: { uri: Uri; found: readonly FoundId[] }[] = [];
        const unread: { uri: Uri; why: string }[] = [];
        let files = 0;
        await scanWorkspace(this.deps, signal, {
          onScanned: (uri, ids) => {
            files++;
            if (ids.length > 0) found.push({ uri, found: ids });
            report(() => (files === 1 ? say('1 file') : say('{0} files', formatCount(files))));
          },
          onUnread: (uri, why) => unread.push({ uri, why }),
        });
        return { files, found, unread };
      },
      this.latest.next(),
    );
  }

  private async show({ files, found, unread }: Scanned, scan: Scan): Promise<void> {
    const count = await this.deps.shown.setFiles(found, scan);
    if (this.isDisposed) return;
    sayDone(summaryOf(count, files));
    this.tellUnread(unread);
    if (count.problems > 0) await commands.executeCommand('workbench.actions.view.problems');
  }

  private tellUnread(unread: Scanned['unread']): void {
    const [first] = unread;
    if (!first) return;
    const { log } = this.deps;
    for (const { uri, why } of unread) log.warn(`${uri.toString()} was not checked for model ids: ${why}`);
    const name = workspace.asRelativePath(first.uri);
    const message =
      unread.length === 1
        ? say('{0} could not be read and was not checked.', name)
        : say('{0} files could not be read and were not checked. The first: {1}', formatCount(unread.length), name);
    void warnWithLog(log, message);
  }

  /** Watches the files, from the first check on. */
  private watch(): void {
    if (this.watcher) return;
    const { shown } = this.deps;
    const watcher = workspace.createFileSystemWatcher('**/*', true);
    this.watcher = Disposable.from(
      watcher,
      watcher.onDidChange((uri) => void this.recheck(uri)),
      watcher.onDidDelete((uri) => this.dropBelow(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => void this.recheck(uri)),
      workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const { uri } of removed) this.dropBelow(uri);
      }),
      workspace.onDidOpenNotebookDocument(({ uri }) => shown.showAgain(uri)),
      workspace.onDidCloseNotebookDocument(({ uri }) => shown.showAgain(uri)),
    );
  }

  /** Drops the problems of a file, or of a folder with everything below it, that is gone. */
  private dropBelow(uri: Uri): void {
    this.deps.shown.dropWhere((each) => pathBelow(uri, each) !== undefined);
  }

  /**
   * Checks a file with problems again. A file that gets its first problem while it is not open is found by the next
   * check.
   */
  private async recheck(uri: Uri): Promise<void> {
    const { shown, log } = this.deps;
    if (this.isDisposed) return;
    // VS Code keeps a document for a while after its tab is closed, and may not read it again.
    if (!isInTab(uri)) shown.dropDocument({ uri });
    try {
      await shown.refreshFile(uri, async () => (await scanOne(uri, this.deps)) ?? []);
    } catch (error) {
      if (error instanceof UnreadError) this.dropBelow(uri);
      else log.error('The model ids of a file could not be checked.', error);
    }
  }
}

function summaryOf({ problems, files: withProblems }: ProblemCount, files: number): string {
  if (problems === 0) return say('No problem with model IDs in {0} files', formatCount(files));
  return problems === 1
    ? say('1 problem with model IDs in {0} files', formatCount(files))
    : say('{0} problems with model IDs in {1} of {2} files', ...[problems, withProblems, files].map(formatCount));
}

const isInTab = (uri: Uri): boolean =>
  window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()),
  );
