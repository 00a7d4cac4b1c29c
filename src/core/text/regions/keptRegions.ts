import { inSlices } from '../../base/work';
import type { Breathe } from '../../base/work';
import type { TextChange, TextDocument } from '../document';
import { Regions } from './regions';

/** Documents whose regions are kept: the ones asked about last. */
export const maxDocuments = 8;

interface Kept {
  readonly regions: Regions;
  /** The version of the document that `regions` have followed it to. */
  version: number;
  /** Questions under way: what is asked about is not dropped. */
  asked: number;
}

/** The regions of documents: read when they are asked for, and moved on with every edit. */
export class KeptRegions {
  private readonly kept = new Map<TextDocument, Kept>();

  /** @param pace makes for each question what lets others run between slices of the work. */
  constructor(private readonly pace: () => Breathe) {}

  /**
   * The regions of the document as it is now, read up to `line`. They are good until the next turn. Undefined: it was changed
   * or closed meanwhile, or the question was cancelled.
   */
  async readTo(document: TextDocument, line: number, isCancelled: () => boolean): Promise<Regions | undefined> {
    if (document.isClosed) return undefined;
    const { version } = document;
    const kept = this.keep(document);
    kept.asked++;
    this.dropOldest();
    const isStale = (): boolean => isCancelled() || document.version !== version || this.kept.get(document) !== kept;
    try {
      await inSlices(kept.regions.prepare(line), this.pace(), isStale);
      return isStale() ? undefined : kept.regions;
    } finally {
      kept.asked--;
    }
  }

  follow(document: TextDocument, changes: readonly TextChange[]): void {
    const kept = this.kept.get(document);
    if (!kept) return;
    kept.version = document.version;
    for (const { range, text } of changes) {
      const added = text.match(/\r\n|\r|\n/g)?.length ?? 0;
      kept.regions.change(range.start.line, range.end.line - range.start.line, added);
    }
  }

  drop(document: TextDocument): void {
    this.kept.delete(document);
  }

  /** The newest goes to the end: the first is the one not asked about for longest. */
  private keep(document: TextDocument): Kept {
    const known = this.kept.get(document);
    // A version that was not followed leaves nothing to go on from.
    const kept = known?.version === document.version ? known : open(document);
    this.kept.delete(document);
    this.kept.set(document, kept);
    return kept;
  }

  private dropOldest(): void {
    for (const [document, { asked }] of this.kept) {
      if (this.kept.size <= maxDocuments) return;
      if (asked === 0) this.kept.delete(document);
    }
  }
}

const open = (document: TextDocument): Kept => ({
  regions: new Regions(document.languageId, document),
  version: document.version,
  asked: 0,
});
