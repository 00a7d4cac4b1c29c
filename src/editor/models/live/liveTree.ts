import { EventEmitter, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TreeDataProvider } from 'vscode';
import type { LiveFact, LiveRow } from '../../../core/catalog/live/liveRows';
import type { Family } from '../../../core/catalog/catalogTable';
import type { LiveData } from './liveData';
import type { Tables } from '../../../core/tables';
import { say } from '../../shared/words';

type LiveNode =
  | { readonly kind: 'family'; readonly family: Family; readonly rows: readonly LiveRow[] }
  | { readonly kind: 'model'; readonly row: LiveRow }
  | { readonly kind: 'fact'; readonly fact: LiveFact };

const { Collapsed, None } = TreeItemCollapsibleState;

/** What models.dev says otherwise than we do, by family. Plain text throughout: it comes from outside. */
export class LiveTree implements TreeDataProvider<LiveNode> {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly tables: Pick<Tables, 'catalog'>,
    private readonly live: Pick<LiveData, 'current'>,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: LiveNode): Promise<LiveNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.families();
      case 'family':
        return node.rows.map((row) => ({ kind: 'model', row }));
      case 'model':
        return [
          { kind: 'fact', fact: { label: say('Id'), value: node.row.live.id } },
          ...node.row.facts.map((fact): LiveNode => ({ kind: 'fact', fact })),
        ];
      case 'fact':
        return [];
    }
  }

  private async families(): Promise<LiveNode[]> {
    const live = await this.live.current();
    if (!live) return [];
    const { liveRows } = await import('../../../core/catalog/live/liveRows');
    const catalog = await this.tables.catalog();
    return catalog.families
      .map((family): LiveNode => ({ kind: 'family', family, rows: liveRows(live, catalog, family.id) }))
      .filter((node) => node.kind === 'family' && node.rows.length > 0);
  }

  getTreeItem(node: LiveNode): TreeItem {
    switch (node.kind) {
      case 'family': {
        const added = node.rows.filter(({ model }) => model === undefined).length;
        const item = new TreeItem(node.family.name, Collapsed);
        item.description = say('{0} differ, {1} not here', node.rows.length - added, added);
        item.iconPath = new ThemeIcon('organization');
        return item;
      }
      case 'model': {
        const { live, model, facts } = node.row;
        const item = new TreeItem(live.name, Collapsed);
        const labels = facts.map(({ label }) => label).join(', ');
        item.description = model ? say('live, differs: {0}', labels) : say('live, not here');
        item.iconPath = new ThemeIcon(model ? 'diff' : 'diff-added');
        return item;
      }
      case 'fact': {
        const { label, value, ours } = node.fact;
        const item = new TreeItem(label, None);
        item.description = ours === undefined ? value : say('{0} (here: {1})', value, ours);
        item.tooltip = say('{0}: {1}. Live from models.dev, checked by nobody here.', label, item.description);
        return item;
      }
    }
  }
}
