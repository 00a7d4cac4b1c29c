import { EventEmitter } from 'vscode';
import type { Memento } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import { changesSince, readSnapshot, snapshotOf } from '../../core/catalog/snapshot';
import type { CatalogChange, Snapshot } from '../../core/catalog/snapshot';
import type { Day } from '../../core/base/day';

/**
 * Keys of the catalog at the last look, and at the look before. By the latter, the changes shown last can be shown
 * again.
 */
const lastKey = 'catalogLastLook';
const beforeKey = 'catalogLookBefore';

interface ChangesSince {
  readonly changes: readonly CatalogChange[];
  /** The day of the earlier look; `undefined` where there was no look before this one. */
  readonly since: Day | undefined;
}

/** Remembers what the user has seen of the catalog, for all windows. */
export class LastSeenCatalog {
  private readonly looked = new EventEmitter<undefined>();
  /** Fires when the user has seen the changes. */
  readonly onDidLook = this.looked.event;

  constructor(private readonly memory: Memento) {}

  dispose(): void {
    this.looked.dispose();
  }

  /**
   * Finds the changes since the last look, to be marked. The first time it finds none, and remembers the catalog from
   * then on.
   */
  async unseen(catalog: Catalog): Promise<ChangesSince> {
    const last = this.read(lastKey);
    if (last) return { changes: changesSince(last, catalog), since: last.day };
    await this.memory.update(lastKey, snapshotOf(catalog));
    return { changes: [], since: undefined };
  }

  /**
   * Finds the changes for the page that shows them, and remembers that they have been seen. Shown again, the page has
   * the same text.
   */
  async look(catalog: Catalog): Promise<ChangesSince> {
    const { changes, since } = await this.unseen(catalog);
    if (changes.length > 0) {
      await this.memory.update(beforeKey, this.read(lastKey));
      await this.memory.update(lastKey, snapshotOf(catalog));
      this.looked.fire(undefined);
      return { changes, since };
    }
    const before = this.read(beforeKey);
    return before ? { changes: changesSince(before, catalog), since: before.day } : { changes, since };
  }

  private read(key: string): Snapshot | undefined {
    return readSnapshot(this.memory.get(key));
  }
}
