import { EventEmitter } from 'vscode';
import type { Event } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/catalogTable';
import type { LiveCatalog } from '../../core/catalog/live/liveCatalog';
import type { Said, SaidList } from '../../core/catalog/live/said';
import { say } from '../shared/words';

/** Lookup of the figures that all sources with a list give for a model today. */
export type SayingsOf = (model: Pick<Model, 'id'>) => readonly Said[];

/** The store of the data of models.dev. */
interface Live {
  current(): Promise<LiveCatalog | undefined>;
  readonly onDidChange: Event<void>;
}

/**
 * Figures that providers gave for their models when they listed them in this window, and those of models.dev when it
 * was read. They are shown beside our own facts, with their source, and are used for nothing else.
 */
export class Sayings {
  private readonly lists = new Map<string, SaidList>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private index: { readonly catalog: Catalog; readonly day: string; readonly of: Promise<SayingsOf> } | undefined;
  private readonly listening;

  constructor(private readonly live: Live) {
    this.listening = live.onDidChange(() => this.tell());
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  keep(providerId: string, list: SaidList): void {
    this.lists.set(providerId, list);
    this.tell();
  }

  forget(providerId: string): void {
    if (this.lists.delete(providerId)) this.tell();
  }

  /** Gives the lookup for a catalog. Does not reject, as nothing depends on it. */
  current(catalog: Catalog): Promise<SayingsOf> {
    if (this.index?.catalog !== catalog || this.index.day !== catalog.day) {
      this.index = { catalog, day: catalog.day, of: this.read(catalog) };
    }
    return this.index.of;
  }

  /** Makes lines on the figures that differ from our own. */
  async otherwise(model: Model, catalog: Catalog): Promise<readonly string[]> {
    const found = (await this.current(catalog))(model);
    if (found.length === 0) return [];
    const { isSaidOtherwise, saidLine } = await import('../../core/catalog/live/said');
    return found
      .filter(({ figures }) => isSaidOtherwise(figures, model, say))
      .flatMap((said) => saidLine(said, model, catalog.day, say) ?? []);
  }

  private async read(catalog: Catalog): Promise<SayingsOf> {
    const live = await this.live.current();
    // Most windows have no list, and load no code for it.
    if (this.lists.size === 0 && !live) return () => [];
    const { saidByModelsDev, sayingsOf } = await import('../../core/catalog/live/said');
    return sayingsOf([...this.lists.values(), ...(live ? [saidByModelsDev(live)] : [])], catalog);
  }

  private tell(): void {
    this.index = undefined;
    this.changed.fire();
  }
}
