import { inSlices } from '../../base/work';
import type { Breathe } from '../../base/work';
import type { TextChange, TextDocument } from '../document';
import { Regions } from './regions';

/** Largest number of documents whose regions are cached: the ones requested last. */
export const maxDocuments = 8;

interface Cached {
  readonly regions: Regions;
  /** The version of the document that `regions` have followed it to. */
  version: number;
  /** Questions under way. A document with any is not dropped. */
  asked: number;
}

/** The regions of documents, read on request and updated with every edit. */
export class CachedRegions {
  private readonly cache = new Map<TextDocument, Cached>();

  /** @param pace returns, for each question, the function that lets other work run between slices. */
  constructor(private readonly pace: () => Breathe) {}

  /**
   * Returns the regions of the document as it is now, read up to `line`. They are valid until the next turn. Undefined
   * if it was changed or closed meanwhile, or the question was cancelled.
   */
  async readTo(document: TextDocument, line: number, isCancelled: () => boolean): Promise<Regions | undefined> {
    if (document.isClosed) return undefined;
    const { version } = document;
    const cached = this.cacheOf(document);
    cached.asked++;
    this.dropOldest();
    const isStale = (): boolean => isCancelled() || document.version !== version || this.cache.get(document) !== cached;
    try {
      await inSlices(cached.regions.prepare(line), this.pace(), isStale);
      return isStale() ? undefined : cached.regions;
    } finally {
      cached.asked--;
    }
  }

  follow(document: TextDocument, changes: readonly TextChange[]): void {
    const cached = this.cache.get(document);
    if (!cached) return;
    cached.version = document.version;
    for (const { range, text } of changes) {
      const added = text.match(/\r\n|\r|\n/g)?.length ?? 0;
      cached.regions.change(range.start.line, range.end.line - range.start.line, added);
    }
  }

  drop(document: TextDocument): void {
    this.cache.delete(document);
  }

  /** Moves the entry to the end, so that the first is the one not requested for longest. */
  private cacheOf(document: TextDocument): Cached {
    const known = this.cache.get(document);
    // Regions that missed a version cannot be continued.
    const cached = known?.version === document.version ? known : open(document);
    this.cache.delete(document);
    this.cache.set(document, cached);
    return cached;
  }

  private dropOldest(): void {
    for (const [document, { asked }] of this.cache) {
      if (this.cache.size <= maxDocuments) return;
      if (asked === 0) this.cache.delete(document);
    }
  }
}

const open = (document: TextDocument): Cached => ({
  regions: new Regions(document.languageId, document),
  version: document.version,
  asked: 0,
});
