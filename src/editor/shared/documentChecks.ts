import type { CancellationToken, CodeAction, Disposable, Event, Range, TextDocument, Uri } from 'vscode';
import { OneByOne } from '../../core/base/oneByOne';
import { CheckResults } from './checkResults';
import type { Collection, Problem } from './checkResults';
import { Latest } from './follower';
import type { Logger } from './log';
import { settingId } from './settingsTable';
import type { SettingName } from './settingsTable';

/** Milliseconds of quiet after the last key, as a half-typed text is not what the user means. */
const quietMs = 300;

/** Schemes of files and cells that users write, as opposed to output and to texts of extensions. */
const schemes = new Set(['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs']);

/** A check of documents for one kind of problem. */
export interface DocumentCheck<Found, P extends Problem> {
  /** Name of its collection of problems. */
  readonly name: string;
  /** Whether it checks a document at all. */
  readonly covers: (document: TextDocument) => boolean;
  readonly isEnabled: () => boolean;
  /** Finds what it looks for in a document; undefined where the document was changed meanwhile. */
  readonly read: (document: TextDocument, signal: AbortSignal) => Promise<readonly Found[] | undefined>;
  /** Makes the problems that are shown now for the findings. */
  readonly judge: (uri: Uri, found: readonly Found[]) => Promise<readonly P[]>;
  /** Makes fixes for the problems at a place; `all` are those of the document. */
  readonly fixes: (
    document: TextDocument,
    here: readonly P[],
    all: readonly P[],
    cancel: CancellationToken,
  ) => Promise<CodeAction[]>;
  /** Settings after which documents are read again. */
  readonly readBy: readonly SettingName[];
  /** Settings after which the findings are judged again. */
  readonly judgedBy?: readonly SettingName[];
  /** Whether its problems depend on the day. */
  readonly isDaily?: boolean;
  /** Whether its findings in a cell depend on the other cells of the notebook. */
  readonly readsNotebooks?: boolean;
}

interface RunningCheck<Found, P extends Problem> {
  /** Holds and shows the findings. A scan of the workspace adds those of files. */
  readonly results: CheckResults<Found, P>;
  readAgain(): void;
  judgeAgain(): void;
  dispose(): void;
}

/** The parts of the editor that checks use. */
interface CheckDeps {
  readonly onDidOpen: Event<TextDocument>;
  readonly onDidChange: Event<{ readonly document: TextDocument }>;
  readonly onDidClose: Event<TextDocument>;
  /** Fires with all cells of a notebook when one of them came, went or was changed. */
  readonly onDidChangeCells: Event<readonly TextDocument[]>;
  readonly onDidChangeSettings: Event<{ affectsConfiguration(id: string): boolean }>;
  /** Calls `run` on a new day; the result ends that. */
  readonly onNewDay: (run: () => void) => () => void;
  /** The open documents, the visible ones first. */
  readonly documents: () => Iterable<TextDocument>;
  readonly isInCells: (uri: Uri) => boolean;
  readonly newCollection: (name: string) => Collection;
  /** Runs `run` after so many milliseconds; the result cancels that. */
  readonly later: (ms: number, run: () => void) => () => void;
  readonly log: Pick<Logger, 'error'>;
}

/**
 * A running check. It reads one document after the other, and other checks do not wait for it. The type of its findings
 * is known to the check alone.
 */
class Running {
  private readonly row = new OneByOne();
  private readonly latest = new Latest();
  /** The document that is being read. */
  private now: TextDocument | undefined;

  constructor(
    readonly check: DocumentCheck<unknown, Problem>,
    readonly results: CheckResults<unknown, Problem>,
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  read(document: TextDocument): void {
    void this.row.run(() => this.readNow(document));
  }

  /** Discards a reading that is under way, where it is of `document`; without a document, any. */
  stop(document = this.now): void {
    if (document === this.now) this.latest.stop();
  }

  judgeAgain(): void {
    const { check, results, log } = this;
    results
      .judgeAgain()
      .catch((error: unknown) => log.error(`What "${check.name}" found could not be judged again.`, error));
  }

  private async readNow(document: TextDocument): Promise<void> {
    const { check, results } = this;
    const signal = this.latest.next();
    this.now = document;
    const { version } = document;
    const isStale = (): boolean => signal.aborted || document.isClosed || document.version !== version;
    if (isStale()) return;
    try {
      if (!check.isEnabled()) return results.dropDocument(document);
      const found = await check.read(document, signal);
      // Where the document was changed meanwhile, it is read again soon.
      if (found && !isStale()) await results.setDocument(document, found);
    } catch (error) {
      if (!isStale()) this.log.error(`The check "${check.name}" of a file failed.`, error);
    }
  }
}

interface Waiting {
  readonly running: ReadonlySet<Running>;
  readonly stop: () => void;
}

/** Runs the checks of all subjects over open documents, after each change. */
export class DocumentChecks implements Disposable {
  private readonly added = new Set<Running>();
  private readonly waiting = new Map<TextDocument, Waiting>();
  private readonly listeners: readonly { dispose(): unknown }[];

  constructor(private readonly deps: CheckDeps) {
    this.listeners = [
      deps.onDidOpen((document) => this.readSoon(document, this.added)),
      deps.onDidChange(({ document }) => {
        for (const running of this.added) running.stop(document);
        this.readSoon(document, this.added);
      }),
      deps.onDidClose((document) => this.forget(document)),
      deps.onDidChangeCells((cells) => {
        const running = [...this.added].filter(({ check }) => check.readsNotebooks);
        for (const cell of cells) this.readSoon(cell, running);
      }),
      deps.onDidChangeSettings((change) =>
        this.onSettings((names) => names.some((name) => change.affectsConfiguration(settingId(name)))),
      ),
      {
        dispose: deps.onNewDay(() => {
          for (const running of this.added) if (running.check.isDaily) running.judgeAgain();
        }),
      },
    ];
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    for (const { stop } of this.waiting.values()) stop();
    for (const running of this.added) this.end(running);
    this.waiting.clear();
  }

  /** Runs a check until it is disposed of. It reads documents that are open already, too. */
  add<Found, P extends Problem>(check: DocumentCheck<Found, P>): RunningCheck<Found, P> {
    const { newCollection, isInCells } = this.deps;
    const results = new CheckResults<Found, P>({
      judge: check.judge,
      collection: newCollection(check.name),
      isInCells,
    });
    const running = new Running(
      check as unknown as DocumentCheck<unknown, Problem>,
      results as unknown as CheckResults<unknown, Problem>,
      this.deps.log,
    );
    this.added.add(running);
    const readAgain = (): void => this.readAll([running]);
    readAgain();
    return {
      results,
      readAgain,
      judgeAgain: () => running.judgeAgain(),
      dispose: () => this.end(running),
    };
  }

  /** Makes fixes for the problems at a place. The check that was added last comes first, as VS Code orders providers. */
  async fixes(document: TextDocument, range: Range, cancel: CancellationToken): Promise<CodeAction[]> {
    const actions: CodeAction[] = [];
    for (const { check, results } of [...this.added].reverse()) {
      const all = results.of(document);
      const here = all.filter(({ diagnostic }) => diagnostic.range.intersection(range));
      if (here.length > 0) actions.push(...(await check.fixes(document, here, all, cancel)));
    }
    return actions;
  }

  private onSettings(affects: (names: readonly SettingName[]) => boolean): void {
    this.readAll([...this.added].filter(({ check }) => affects(check.readBy)));
    for (const running of this.added) if (affects(running.check.judgedBy ?? [])) running.judgeAgain();
  }

  private readAll(which: readonly Running[]): void {
    if (which.length === 0) return;
    for (const document of this.deps.documents()) this.readSoon(document, which);
  }

  private readSoon(document: TextDocument, which: Iterable<Running>): void {
    if (!schemes.has(document.uri.scheme)) return;
    const covering = [...which].filter(({ check }) => check.covers(document));
    if (covering.length === 0) return;
    const before = this.waiting.get(document);
    before?.stop();
    const running = new Set([...(before?.running ?? []), ...covering]);
    const stop = this.deps.later(quietMs, () => {
      this.waiting.delete(document);
      for (const each of running) if (this.added.has(each)) each.read(document);
    });
    this.waiting.set(document, { running, stop });
  }

  private forget(document: TextDocument): void {
    this.waiting.get(document)?.stop();
    this.waiting.delete(document);
    for (const running of this.added) {
      running.stop(document);
      running.results.dropDocument(document);
    }
  }

  private end(running: Running): void {
    this.added.delete(running);
    running.stop();
    running.results.dispose();
  }
}
