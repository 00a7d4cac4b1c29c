import { EventEmitter } from 'vscode';
import type { Memento } from 'vscode';
import { isFiltered, readFilter, readOrder } from '../../../core/catalog/modelFilter';
import type { ModelFilter, ModelOrder } from '../../../core/catalog/modelFilter';

const filterKey = 'modelFilter';
const orderKey = 'modelOrder';

/** The filter and the order of the models in the tree. Both are kept for the workspace. */
export class TreeFilter {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: Memento) {}

  dispose(): void {
    this.changed.dispose();
  }

  get filter(): ModelFilter {
    return readFilter(this.memory.get(filterKey));
  }

  get order(): ModelOrder {
    return readOrder(this.memory.get(orderKey));
  }

  async setFilter(filter: ModelFilter): Promise<void> {
    await this.memory.update(filterKey, isFiltered(filter) ? filter : undefined);
    this.changed.fire(undefined);
  }

  async setOrder(order: ModelOrder): Promise<void> {
    await this.memory.update(orderKey, order);
    this.changed.fire(undefined);
  }
}
