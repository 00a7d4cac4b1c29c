import type { Diagnostic, DiagnosticCollection, TextDocument, Uri } from 'vscode';

/** Something to be said of a text. */
export interface Problem {
  readonly diagnostic: Diagnostic;
}

export type Collection = Pick<DiagnosticCollection, 'set' | 'clear' | 'dispose'>;

interface Entry<Found, P extends Problem> {
  readonly uri: Uri;
  readonly found: readonly Found[];
  /** That of the document; a file has none. */
  readonly version: number | undefined;
  problems: readonly P[];
}

export interface ProblemCount {
  readonly problems: number;
  readonly files: number;
}

/**
 * A scan of the workspace under way: what happened last to files since it began, which it may have read before that. It is
 * done again in that order, with the files in which the scan has found something.
 */
export type Scan = Map<unknown, (found: ReadonlySet<string>) => unknown>;

interface ResultsDeps<Found, P extends Problem> {
  /** Makes the problems that are shown now of what was found. */
  readonly judge: (uri: Uri, found: readonly Found[]) => Promise<readonly P[]>;
  readonly collection: Collection;
  /** A notebook that is open: its cells have problems of their own. */
  readonly isInCells: (uri: Uri) => boolean;
}

/**
 * The problems that a check shows: those of open documents as they are now, those of other files as a scan of the workspace found
 * them. Findings are kept, so that a new day, setting or config judges it again without reading anything.
 */
export class CheckResults<Found, P extends Problem> {
  private readonly open = new Map<string, Entry<Found, P>>();
  private readonly files = new Map<string, Entry<Found, P>>();
  /** The last look at each file: an earlier one that ends later counts for nothing. */
  private readonly looks = new Map<string, object>();
  private scan: Scan | undefined;
  /** Grows with all that makes problems out of date which are judged just now. */
  private round = 0;
  private isDisposed = false;

  constructor(private readonly deps: ResultsDeps<Found, P>) {}

  dispose(): void {
    this.isDisposed = true;
    this.open.clear();
    this.files.clear();
    this.deps.collection.dispose();
  }

  /** The problems of a document, while it is the one that was checked: after a change their places are others. */
  of(document: TextDocument): readonly P[] {
    const known = this.open.get(document.uri.toString());
    return known?.version === document.version ? known.problems : [];
  }

  async setDocument(document: TextDocument, found: readonly Found[]): Promise<void> {
    const { uri, version } = document;
    const problems = await this.judged(uri, found);
    // It was changed meanwhile, or closed: then nothing of it is shown any more.
    if (this.isDisposed || document.isClosed || document.version !== version) return;
    this.open.set(uri.toString(), { uri, found, version, problems });
    this.show(uri);
  }

  /** The document is closed, or nobody wants to know of it: what was found in its file is shown again. */
  dropDocument({ uri }: Pick<TextDocument, 'uri'>): void {
    this.open.delete(uri.toString());
    if (!this.isDisposed) this.show(uri);
  }

  /**
   * Looks at a file again that has something in it; `scan` gives nothing where there is no such file. Where it was dropped
   * meanwhile, or is looked at once more, what is found counts for nothing.
   */
  async refreshFile(uri: Uri, scan: () => Promise<readonly Found[]>): Promise<void> {
    const key = uri.toString();
    // A map keeps the place of what it had: this comes behind a deletion since the change before.
    this.scan?.delete(key);
    this.scan?.set(key, async (found) => {
      if (this.isDisposed || !found.has(key)) return;
      // Where it cannot be read, that was told when it changed.
      await this.look(uri, scan).catch(() => this.dropFile(uri));
    });
    if (this.files.has(key)) await this.look(uri, scan);
  }

  /** A scan of the workspace begins. Where one is under way, that counts for nothing. */
  beginScan(): Scan {
    const scan: Scan = new Map();
    this.scan = scan;
    return scan;
  }

  /** It has ended, with a result or without. */
  endScan(scan: Scan): void {
    if (this.scan === scan) this.scan = undefined;
  }

  /**
   * Puts what a scan found in all files in the place of what the one before did, and looks again at what changed while it ran.
   * @returns how many problems in how many files.
   */
  async setFiles(
    found: readonly { readonly uri: Uri; readonly found: readonly Found[] }[],
    scan: Scan,
  ): Promise<ProblemCount> {
    const now = new Set(found.map(({ uri }) => uri.toString()));
    for (const [key, { uri }] of [...this.files]) if (!now.has(key)) this.dropFile(uri);
    const count = { problems: 0, files: 0 };
    for (const each of found) {
      const problems = await this.setFile(each.uri, each.found);
      count.problems += problems;
      if (problems > 0) count.files++;
    }
    this.endScan(scan);
    for (const again of scan.values()) await again(now);
    return count;
  }

  /** Files are gone. What somebody goes on editing is checked again with the next change. */
  dropWhere(isGone: (uri: Uri) => boolean): void {
    this.scan?.set(isGone, () => this.dropWhere(isGone));
    for (const { uri } of [...this.files.values(), ...this.open.values()]) {
      if (!isGone(uri)) continue;
      this.open.delete(uri.toString());
      this.dropFile(uri);
    }
  }

  /** Judges again what was found. */
  async judgeAgain(): Promise<void> {
    this.round++;
    for (const table of [this.open, this.files]) {
      for (const [key, entry] of [...table]) {
        const problems = await this.judged(entry.uri, entry.found);
        if (this.isDisposed) return;
        // Meanwhile it was looked at anew.
        if (table.get(key) !== entry) continue;
        entry.problems = problems;
        this.show(entry.uri);
      }
    }
  }

  /** Whether a notebook is shown by its file or by its cells has changed. */
  showAgain(uri: Uri): void {
    if (!this.isDisposed && this.files.has(uri.toString())) this.show(uri);
  }

  private async look(uri: Uri, scan: () => Promise<readonly Found[]>): Promise<void> {
    const key = uri.toString();
    const look = {};
    this.looks.set(key, look);
    const found = await scan();
    const problems = await this.judged(uri, found);
    if (this.isDisposed || this.looks.get(key) !== look) return;
    this.looks.delete(key);
    if (found.length === 0) this.files.delete(key);
    else this.files.set(key, { uri, found, version: undefined, problems });
    this.show(uri);
  }

  /** @returns how many problems that makes. */
  private async setFile(uri: Uri, found: readonly Found[]): Promise<number> {
    const problems = await this.judged(uri, found);
    if (this.isDisposed) return 0;
    if (found.length === 0) this.files.delete(uri.toString());
    else this.files.set(uri.toString(), { uri, found, version: undefined, problems });
    this.show(uri);
    return problems.length;
  }

  /** The problems by the day, the settings and the config as they are when it resolves. */
  private async judged(uri: Uri, found: readonly Found[]): Promise<readonly P[]> {
    for (;;) {
      const { round } = this;
      const problems = await this.deps.judge(uri, found);
      if (round === this.round || this.isDisposed) return problems;
    }
  }

  private dropFile(uri: Uri): void {
    this.looks.delete(uri.toString());
    this.files.delete(uri.toString());
    if (!this.isDisposed) this.show(uri);
  }

  private show(uri: Uri): void {
    const key = uri.toString();
    const entry = this.open.get(key) ?? (this.deps.isInCells(uri) ? undefined : this.files.get(key));
    this.deps.collection.set(
      uri,
      entry?.problems.map(({ diagnostic }) => diagnostic),
    );
  }
}
