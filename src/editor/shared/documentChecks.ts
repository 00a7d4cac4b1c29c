import type { CancellationToken, CodeAction, Disposable, Event, Range, TextDocument, Uri } from 'vscode';
import { OneByOne } from '../../core/base/oneByOne';
import { CheckResults } from './checkResults';
import type { Collection, Problem } from './checkResults';
import { Latest } from './follower';
import type { Logger } from './log';
import { settingId } from './settingsTable';
import type { SettingName } from './settingsTable';

/** After the last key: what is typed is not what is meant yet. ms. */
const quietMs = 300;

/** Files and cells of people, not output, not what an extension shows. */
const schemes = new Set(['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs']);

/** Something that documents are looked through for. */
export interface DocumentCheck<Found, P extends Problem> {
  /** Names its collection of problems. */
  readonly name: string;
  /** Whether it looks at a document at all. */
  readonly covers: (document: TextDocument) => boolean;
  readonly isEnabled: () => boolean;
  /** Finds what stands in a document; undefined where that was changed meanwhile. */
  readonly read: (document: TextDocument, signal: AbortSignal) => Promise<readonly Found[] | undefined>;
  /** Makes the problems that are shown of it now. */
  readonly judge: (uri: Uri, found: readonly Found[]) => Promise<readonly P[]>;
  /** Mends the problems at a place; `all` are those of the document. */
  readonly fixes: (
    document: TextDocument,
    here: readonly P[],
    all: readonly P[],
    cancel: CancellationToken,
  ) => Promise<CodeAction[]>;
  /** Settings after which documents are read again. */
  readonly readBy: readonly SettingName[];
  /** Settings after which what was found is judged again. */
  readonly judgedBy?: readonly SettingName[];
  /** Its problems depend on the day. */
  readonly isDaily?: boolean;
  /** Its findings in a cell depend on the other cells of the notebook. */
  readonly readsNotebooks?: boolean;
}

interface RunningCheck<Found, P extends Problem> {
  /** Shows them; a scan of the workspace puts the files in. */
  readonly results: CheckResults<Found, P>;
  readAgain(): void;
  judgeAgain(): void;
  dispose(): void;
}

/** The few things of the editor that checks live on. */
interface CheckDeps {
  readonly onDidOpen: Event<TextDocument>;
  readonly onDidChange: Event<{ readonly document: TextDocument }>;
  readonly onDidClose: Event<TextDocument>;
  /** A cell of a notebook came, went or was changed: tells of all that it has now. */
  readonly onDidChangeCells: Event<readonly TextDocument[]>;
  readonly onDidChangeSettings: Event<{ affectsConfiguration(id: string): boolean }>;
  /** Gives what ends it. */
  readonly onNewDay: (run: () => void) => () => void;
  /** The open documents, those first that are seen. */
  readonly documents: () => Iterable<TextDocument>;
  readonly isInCells: (uri: Uri) => boolean;
  readonly newCollection: (name: string) => Collection;
  /** Runs it after so many ms; gives what calls it off. */
  readonly later: (ms: number, run: () => void) => () => void;
  readonly log: Pick<Logger, 'error'>;
}

/** A check at work: it reads one document after the other. Others do not wait for it. Only the check itself knows what it finds. */
class Running {
  private readonly row = new OneByOne();
  private readonly latest = new Latest();
  /** The document that is read. */
  private now: TextDocument | undefined;

  constructor(
    readonly check: DocumentCheck<unknown, Problem>,
    readonly results: CheckResults<unknown, Problem>,
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  read(document: TextDocument): void {
    void this.row.run(() => this.readNow(document));
  }

  /** Discards the reading that is under way, where it is of `document`. Without a document it discards any. */
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
      // It was changed meanwhile, and is looked at again soon.
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

/** Looks at open documents after each change, for all that subjects add. */
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

  /** Runs a check until it is disposed of. Documents that are open already are looked at too. */
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

  /** Mends the problems at a place: of the check that was added last first, as VS Code asks providers. */
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
