import { Disposable, window, TreeItemCollapsibleState } from 'vscode';
import type { TreeItem } from 'vscode';
import { liveHost } from './download';
import type { LiveData } from './liveData';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { sayDone } from '../../shared/feedback';
import type { Shared } from '../../shared/shared';
import { say } from '../../shared/words';
import type { LiveRow } from '../../../core/catalog/live/liveRows';
import type { SaidFact } from '../../../core/catalog/live/said';
import type { Family } from '../../../core/catalog/catalogTable';
import type { Tables } from '../../../core/tables';
import { RowTree, rowItem } from '../../shared/rowTree';

/** Loads the code on use, as most windows never need it. */
const load = () => import('./refreshCatalog');

/** Registers Refresh Catalog and Remove Live Data, and the view of the live catalog. */
export function registerLiveCatalog(
  { guide, log }: Shared,
  { live, files }: { live: LiveData; files: FileWorkerClient },
): Disposable {
  const tree = new LiveTree(guide, live);
  const view = window.createTreeView(viewId('models.liveCatalog'), { treeDataProvider: tree, showCollapseAll: true });
  const show = async (): Promise<void> => {
    const data = await live.current();
    const { dayRead } = await import('../../../core/catalog/live/liveRows');
    // The text stands above the rows rather than beside the title, where a narrow side bar would cut it.
    view.message = data
      ? say('Where {0}, read on {1}, differs. Not checked by AI Field Guide.', liveHost, dayRead(data))
      : '';
    tree.refresh();
  };
  let running: Promise<void> | undefined;
  return Disposable.from(
    tree,
    view,
    live.onDidChange(() => void show()),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) void show();
    }),
    // Only one refresh runs at a time: two clicks ask one question.
    registerCommand('models.refreshCatalog', () => {
      running ??= load()
        .then(({ refreshCatalog }) => refreshCatalog({ live, worker: files, log }))
        .finally(() => (running = undefined));
      return running;
    }),
    registerCommand('models.removeLiveData', async () => {
      await live.remove();
      sayDone(say('The live data of {0} is removed', liveHost));
    }),
  );
}

type LiveNode =
  | { readonly kind: 'family'; readonly family: Family; readonly rows: readonly LiveRow[] }
  | { readonly kind: 'model'; readonly row: LiveRow }
  | { readonly kind: 'fact'; readonly fact: SaidFact };

const { Collapsed, None } = TreeItemCollapsibleState;

/** Shows where models.dev differs from our catalog, by family. All is plain text, as it comes from outside. */
class LiveTree extends RowTree<LiveNode> {
  constructor(
    private readonly tables: Pick<Tables, 'catalog'>,
    private readonly live: Pick<LiveData, 'current'>,
  ) {
    super();
  }

  protected async childrenOf(node?: LiveNode): Promise<LiveNode[]> {
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
        const description = say('{0} differ, {1} not here', node.rows.length - added, added);
        return rowItem(node.family.name, Collapsed, { description, icon: 'organization' });
      }
      case 'model': {
        const { live, model, facts } = node.row;
        const labels = facts.map(({ label }) => label).join(', ');
        const description = model ? say('live, differs: {0}', labels) : say('live, not here');
        return rowItem(live.name, Collapsed, { description, icon: model ? 'diff' : 'diff-added' });
      }
      case 'fact': {
        const { label, value, ours } = node.fact;
        const description = ours === undefined ? value : say('{0} (here: {1})', value, ours);
        const tooltip = say('{0}: {1}. Live from models.dev, not checked by AI Field Guide.', label, description);
        return rowItem(label, None, { description, tooltip });
      }
    }
  }
}
