import { Disposable, RelativePattern, Uri, commands, workspace } from 'vscode';
import type { CustomDocument, CustomReadonlyEditorProvider, WebviewPanel } from 'vscode';
import { host as platform } from '#host';
import { WorkerClient } from '../../core/base/rpc/workerClient';
import { firstBytes } from '../../core/evals/grid/gridForms';
import type { CellDetail, GridFilter, GridView } from '../../core/evals/grid/gridForms';
import { fromGrid, gridAnswers } from '../../core/evals/grid/gridProtocol';
import type { FromGrid, ToGrid } from '../../core/evals/grid/gridProtocol';
import type { GridReply, GridRequest } from '../../core/evals/grid/gridWork';
import { OneByOne } from '../../core/base/oneByOne';
import type { Shared } from '../shared/shared';
import { WebviewHost } from '../shared/webviewHost';
import type { PanelHandlers } from '../shared/webviewHost';
import { say, webviewStrings } from '../shared/words';
import { nameOf } from '../files/paths';
import { executeCommand } from '../shared/commands';
import { newerResults } from './newerResults';
import { pickRun } from './pickRun';
import type { ResultTexts } from './resultTexts';
import type { RunsUnderWay } from './runsUnderWay';

/** Milliseconds to wait after a change of the file, as a run writes cell by cell. */
const quietMs = 300;
/** Milliseconds after which a change is shown at the latest, even if a run writes more often than `quietMs`. */
const longestMs = 2_000;

/** The editor of `NAME.eval.jsonl`: a grid that follows the file. It writes nothing. */
export class GridEditor implements CustomReadonlyEditorProvider {
  constructor(
    private readonly shared: Shared,
    private readonly texts: ResultTexts,
    private readonly underWay: RunsUnderWay,
  ) {}

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    const grid = new Grid(this.shared, this.texts, this.underWay, uri, panel);
    panel.onDidDispose(() => grid.dispose());
  }
}

/** One grid, and the worker that holds its cells. */
class Grid implements Disposable {
  private readonly worker: WorkerClient<GridRequest, GridReply>;
  private readonly host: WebviewHost<FromGrid, ToGrid, typeof gridAnswers>;
  private readonly watching: Disposable;
  /** Queue of readings, which run one after another. */
  private readonly row = new OneByOne();
  private stopWaiting: (() => void) | undefined;
  /** When a change that waits is to be shown. */
  private readBy: number | undefined;
  private filter: GridFilter = 'all';
  private isShown = false;
  private other: Uri | undefined;

  constructor(
    private readonly shared: Shared,
    private readonly texts: ResultTexts,
    private readonly underWay: RunsUnderWay,
    private readonly file: Uri,
    panel: WebviewPanel,
  ) {
    const script = Uri.joinPath(shared.distribution, 'worker', 'gridWorker.js').fsPath;
    this.worker = new WorkerClient({
      ...{ host: platform, script, name: 'grid worker', log: shared.log },
      // The worker holds the content of the screen, so it stays when it is idle.
      idleMs: false,
    });
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), nameOf(file)));
    const readSoon = (): void => this.readSoon();
    this.watching = Disposable.from(
      watcher,
      watcher.onDidChange(readSoon),
      watcher.onDidCreate(readSoon),
      underWay.onDidChange((path) => path === file.fsPath && readSoon()),
    );
    this.host = new WebviewHost(panel, shared, {
      ...{ name: 'grid', title: 'AI Field Guide', element: 'ai-grid' },
      ...{ messages: fromGrid, answers: gridAnswers, handlers: this.handlers() },
    });
  }

  dispose(): void {
    this.stopWaiting?.();
    this.watching.dispose();
    this.worker.dispose();
    this.host.dispose();
  }

  private handlers(): PanelHandlers<FromGrid, typeof gridAnswers> {
    return {
      ready: async () => {
        this.host.outbox.begin({ type: 'start', strings: webviewStrings(), name: nameOf(this.file) });
        await this.read();
      },
      show: async ({ filter }) => {
        this.filter = filter;
        return this.view(await this.worker.ask((id) => ({ kind: 'show', id, filter })));
      },
      rows: async ({ from, count }) => {
        const reply = await this.worker.ask((id) => ({ kind: 'rows', id, from, count }));
        return reply.kind === 'rows' ? reply.rows : this.worker.fail(reply);
      },
      cell: async ({ test, column }) => (await this.detail(test, column)) ?? null,
      compare: () => this.compare(),
      stopComparing: async () => {
        this.other = undefined;
        this.filter = 'all';
        await this.read();
      },
      openText: () => commands.executeCommand('vscode.openWith', this.file, 'default'),
      showDifference: async ({ test, column, repeat }) => {
        const detail = await this.detail(test, column);
        const answer = detail?.answers.find((each) => each.repeat === repeat);
        if (detail && answer?.before) await this.texts.diff(answer.before.output, answer.output, titleOf(detail));
      },
      showRequest: async (asked) => executeCommand('evals.showRequest', await this.named(asked)),
      openInPlayground: async (asked) => executeCommand('evals.openInPlayground', await this.named(asked)),
    };
  }

  private async detail(test: number, column: number): Promise<CellDetail | undefined> {
    const reply = await this.worker.ask((id) => ({ kind: 'cell', id, test, column }));
    return reply.kind === 'cell' ? reply.detail : this.worker.fail(reply);
  }

  /** Returns the names by which commands find an answer. */
  private async named({
    test,
    column,
    repeat,
  }: {
    readonly test: number;
    readonly column: number;
    readonly repeat: number;
  }) {
    const { prompt = '', provider = '' } = (await this.detail(test, column)) ?? {};
    return { results: this.file.toString(), test, prompt, provider, repeat };
  }

  private view(reply: GridReply): GridView {
    return reply.kind === 'view' ? reply.view : this.worker.fail(reply);
  }

  private readSoon(): void {
    const now = platform.now();
    this.readBy ??= now + longestMs;
    this.stopWaiting?.();
    this.stopWaiting = platform.later(Math.min(quietMs, Math.max(0, this.readBy - now)), () => {
      this.readBy = undefined;
      void this.read();
    });
  }

  /** Reads the file, and the file of the other run, and shows the grid. */
  private read(): Promise<void> {
    return this.row.run(async () => {
      try {
        const { other } = this;
        const [bytes, otherBytes] = await Promise.all([
          workspace.fs.readFile(this.file),
          other && workspace.fs.readFile(other),
        ]);
        // The beginning of a long file is shown before its end is read.
        const isLong = bytes.length > 2 * firstBytes;
        if (isLong && !this.isShown) await this.open(bytes.subarray(0, firstBytes), undefined, false);
        await this.open(bytes, otherBytes, true);
      } catch (error) {
        this.shared.log.error(`The results ${this.file.toString()} could not be read.`, error);
        const message = say(
          'The results could not be read. The log says why. They are read again when the file changes.',
        );
        this.host.post({ type: 'unreadable', message });
      }
    });
  }

  private async open(bytes: Uint8Array, otherBytes: Uint8Array | undefined, isWhole: boolean): Promise<void> {
    const { filter, other } = this;
    const reply = await this.worker.ask((id) => ({
      ...{ kind: 'open', id, bytes, filter },
      ...(otherBytes && { other: otherBytes }),
    }));
    if (reply.kind === 'newer') {
      this.host.post({ type: 'unreadable', message: newerResults() });
      return;
    }
    const isRunning = this.underWay.has(this.file.fsPath);
    const name = other ? nameOf(other) : null;
    this.host.post({ type: 'grid', view: this.view(reply), other: name, isRunning, isWhole });
    this.isShown = true;
  }

  private async compare(): Promise<void> {
    const other = await pickRun(this.file);
    if (!other) return;
    this.other = other;
    await this.read();
  }
}

const titleOf = ({ test, provider, prompt }: CellDetail): string =>
  say('Test {0}, {1}, {2}: before and now', test + 1, provider, prompt);
