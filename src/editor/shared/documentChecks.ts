import type { CancellationToken, CodeAction, Disposable, Event, Range, TextDocument, Uri } from 'vscode';
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
}

export interface RunningCheck<Found, P extends Problem> {
  /** Shows them; a scan of the workspace puts the files in. */
  readonly results: CheckResults<Found, P>;
  readAgain(): void;
  judgeAgain(): void;
  dispose(): void;
}

/** The few things of the editor that checks live on. */
export interface CheckDeps {
  readonly onDidOpen: Event<TextDocument>;
  readonly onDidChange: Event<{ readonly document: TextDocument }>;
  readonly onDidClose: Event<TextDocument>;
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

// Only the check itself knows what it finds.
interface Running {
  readonly check: DocumentCheck<unknown, Problem>;
  readonly results: CheckResults<unknown, Problem>;
}

interface Waiting {
  readonly running: ReadonlySet<Running>;
  readonly stop: () => void;
}

/** Looks at open documents after each change, one after the other, for all that subjects add. */
export class DocumentChecks implements Disposable {
  private readonly added = new Set<Running>();
  private readonly waiting = new Map<TextDocument, Waiting>();
  /** The document that is read. */
  private now: TextDocument | undefined;
  private readonly latest = new Latest();
  private row = Promise.resolve();
  private readonly listeners: readonly { dispose(): unknown }[];

  constructor(private readonly deps: CheckDeps) {
    this.listeners = [
      deps.onDidOpen((document) => this.readSoon(document, this.added)),
      deps.onDidChange(({ document }) => {
        if (document === this.now) this.latest.stop();
        this.readSoon(document, this.added);
      }),
      deps.onDidClose((document) => this.forget(document)),
      deps.onDidChangeSettings((change) =>
        this.onSettings((names) => names.some((name) => change.affectsConfiguration(settingId(name)))),
      ),
      {
        dispose: deps.onNewDay(() => {
          for (const running of this.added) if (running.check.isDaily) this.judgeAgain(running);
        }),
      },
    ];
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    for (const { stop } of this.waiting.values()) stop();
    this.latest.stop();
    for (const { results } of this.added) results.dispose();
    this.added.clear();
    this.waiting.clear();
  }

  /** The check runs until it is disposed of. What is open already is looked at too. */
  add<Found, P extends Problem>(check: DocumentCheck<Found, P>): RunningCheck<Found, P> {
    const { newCollection, isInCells } = this.deps;
    const results = new CheckResults<Found, P>({
      judge: check.judge,
      collection: newCollection(check.name),
      isInCells,
    });
    const running = { check, results } as unknown as Running;
    this.added.add(running);
    const readAgain = (): void => this.readAll([running]);
    readAgain();
    return {
      results,
      readAgain,
      judgeAgain: () => this.judgeAgain(running),
      dispose: () => {
        this.added.delete(running);
        results.dispose();
      },
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
    for (const running of this.added) if (affects(running.check.judgedBy ?? [])) this.judgeAgain(running);
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
      this.row = this.row.then(() => this.read(document, running));
    });
    this.waiting.set(document, { running, stop });
  }

  private async read(document: TextDocument, which: ReadonlySet<Running>): Promise<void> {
    const signal = this.latest.next();
    this.now = document;
    const { version } = document;
    const isStale = (): boolean => signal.aborted || document.isClosed || document.version !== version;
    // In the order in which they were added, whichever of them waited first.
    for (const { check, results } of [...this.added].filter((each) => which.has(each))) {
      if (isStale()) return;
      try {
        if (!check.isEnabled()) results.dropDocument(document);
        else {
          const found = await check.read(document, signal);
          // It was changed meanwhile, and is looked at again soon.
          if (found && !isStale()) await results.setDocument(document, found);
        }
      } catch (error) {
        // One that fails does not keep the next ones from being run.
        if (!isStale()) this.deps.log.error(`The check "${check.name}" of a file failed.`, error);
      }
    }
  }

  private forget(document: TextDocument): void {
    this.waiting.get(document)?.stop();
    this.waiting.delete(document);
    if (document === this.now) this.latest.stop();
    for (const { results } of this.added) results.dropDocument(document);
  }

  private judgeAgain({ check, results }: Running): void {
    results
      .judgeAgain()
      .catch((error: unknown) => this.deps.log.error(`What "${check.name}" found could not be judged again.`, error));
  }
}
