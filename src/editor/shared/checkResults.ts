import type { Diagnostic, DiagnosticCollection, TextDocument, Uri } from 'vscode';

/** A problem to show in a text. */
export interface Problem {
  readonly diagnostic: Diagnostic;
}

export type Collection = Pick<DiagnosticCollection, 'set' | 'clear' | 'dispose'>;

interface Entry<Found, P extends Problem> {
  readonly uri: Uri;
  readonly found: readonly Found[];
  /** Version of the document; undefined for a file. */
  readonly version: number | undefined;
  problems: readonly P[];
}

export interface ProblemCount {
  readonly problems: number;
  readonly files: number;
}

/**
 * A scan of the workspace under way. It holds the last action on each file since it began, as it may have read the file
 * before that. The actions are repeated in that order, with the files in which the scan has found something.
 */
export type Scan = Map<unknown, (found: ReadonlySet<string>) => unknown>;

interface ResultsDeps<Found, P extends Problem> {
  /** Makes the problems that are shown now for the findings. */
  readonly judge: (uri: Uri, found: readonly Found[]) => Promise<readonly P[]>;
  readonly collection: Collection;
  /** Whether a notebook is open; its cells have problems of their own. */
  readonly isInCells: (uri: Uri) => boolean;
}

/**
 * The problems that a check shows: of open documents in their present text, and of other files as a scan of the
 * workspace found them. Findings are kept, so that they can be judged again without reading anything when the day, a
 * setting or a config changes.
 */
export class CheckResults<Found, P extends Problem> {
  private readonly open = new Map<string, Entry<Found, P>>();
  private readonly files = new Map<string, Entry<Found, P>>();
  /** The last look at each file. An earlier look that ends later is ignored. */
  private readonly looks = new Map<string, object>();
  private scan: Scan | undefined;
  /** Counter of changes that make judgements under way out of date. */
  private round = 0;
  private isDisposed = false;

  constructor(private readonly deps: ResultsDeps<Found, P>) {}

  dispose(): void {
    this.isDisposed = true;
    this.open.clear();
    this.files.clear();
    this.deps.collection.dispose();
  }

  /**
   * Returns the problems of a document, while it is the version that was checked: after a change their places are
   * others.
   */
  of(document: TextDocument): readonly P[] {
    const known = this.open.get(document.uri.toString());
    return known?.version === document.version ? known.problems : [];
  }

  async setDocument(document: TextDocument, found: readonly Found[]): Promise<void> {
    const { uri, version } = document;
    const problems = await this.judged(uri, found);
    // Where the document was changed or closed meanwhile, the findings are not shown.
    if (this.isDisposed || document.isClosed || document.version !== version) return;
    this.open.set(uri.toString(), { uri, found, version, problems });
    this.show(uri);
  }

  /** Drops the problems of a document that is closed or no longer checked. The findings in its file are shown again. */
  dropDocument({ uri }: Pick<TextDocument, 'uri'>): void {
    this.open.delete(uri.toString());
    if (!this.isDisposed) this.show(uri);
  }

  /**
   * Looks again at a file with findings; `scan` returns an empty list where the file is gone. The result is ignored
   * where the file was dropped meanwhile, or another look at it has begun.
   */
  async refreshFile(uri: Uri, scan: () => Promise<readonly Found[]>): Promise<void> {
    const key = uri.toString();
    // A map keeps the place of a known key. The key is deleted first, so that this action comes after a deletion since
    // the last change.
    this.scan?.delete(key);
    this.scan?.set(key, async (found) => {
      if (this.isDisposed || !found.has(key)) return;
      // An error of reading was reported when the file changed.
      await this.look(uri, scan).catch(() => this.dropFile(uri));
    });
    if (this.files.has(key)) await this.look(uri, scan);
  }

  /** Begins a scan of the workspace. A scan that is under way is ignored from then on. */
  beginScan(): Scan {
    const scan: Scan = new Map();
    this.scan = scan;
    return scan;
  }

  /** Ends a scan, with a result or without. */
  endScan(scan: Scan): void {
    if (this.scan === scan) this.scan = undefined;
  }

  /**
   * Replaces the findings of the last scan with those of a new one, and looks again at files that changed while it ran.
   * @returns the numbers of problems and of files with problems.
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

  /** Drops files that are gone. A document that is still being edited is checked again at the next change. */
  dropWhere(isGone: (uri: Uri) => boolean): void {
    this.scan?.set(isGone, () => this.dropWhere(isGone));
    for (const { uri } of [...this.files.values(), ...this.open.values()]) {
      if (!isGone(uri)) continue;
      this.open.delete(uri.toString());
      this.dropFile(uri);
    }
  }

  /** Judges all findings again. */
  async judgeAgain(): Promise<void> {
    this.round++;
    for (const table of [this.open, this.files]) {
      for (const [key, entry] of [...table]) {
        const problems = await this.judged(entry.uri, entry.found);
        if (this.isDisposed) return;
        // The file was looked at again meanwhile.
        if (table.get(key) !== entry) continue;
        entry.problems = problems;
        this.show(entry.uri);
      }
    }
  }

  /** Shows a notebook again, after it was opened or closed: its problems come from its cells or from its file. */
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

  /** Replaces the findings of a file, and shows them. @returns the number of its problems. */
  private async setFile(uri: Uri, found: readonly Found[]): Promise<number> {
    const problems = await this.judged(uri, found);
    if (this.isDisposed) return 0;
    if (found.length === 0) this.files.delete(uri.toString());
    else this.files.set(uri.toString(), { uri, found, version: undefined, problems });
    this.show(uri);
    return problems.length;
  }

  /** Returns the problems by the day, the settings and the config at the time when it resolves. */
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
