import { Disposable, env, window } from 'vscode';
import type { TreeView } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import { passes } from '../../../core/catalog/modelFilter';
import { changesAddress, chooseStart } from '../../../core/pages/address';
import { comparisonPlace } from '../../../core/pages/familyPlaces';
import type { Sayings } from '../sayings';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import type { Shared } from '../../shared/shared';
import { openExternally } from '../../shared/openers';
import { selectedRows } from '../../shared/selectedRows';
import { onSettings } from '../../shared/settings';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import { placeOfArgument } from '../../pages/pages';
import type { Pages, PagesFace } from '../../pages/pages';
import type { Tables } from '../../../core/tables';
import { FamilyTree } from './familiesTree';
import { placeOfNode, textOf } from './familyItems';
import type { FamilyNode } from './familyItems';
import { livingModel } from './retiredModel';
import { TreeFilter } from './treeFilter';

export interface FamiliesDeps extends Pick<PagesFace, 'pages' | 'lastSeen'> {
  /** Opens the playground tab with that model in the draft. */
  readonly openInPlayground: (model: Model) => Promise<void>;
  readonly said: Pick<Sayings, 'current' | 'otherwise' | 'onDidChange'>;
}

/** Registers the tree of model families with its filter, its context menu, and the pages that open from there. */
export function registerFamilies({ guide: tables, context, stepDone }: Shared, deps: FamiliesDeps): Disposable {
  const { pages, lastSeen, said } = deps;
  const treeFilter = new TreeFilter(context.workspaceState);
  const tree = new FamilyTree({
    ...{ tables, treeFilter, lastSeen, said },
    tell: (message) => (view.message = message),
  });
  const view: TreeView<FamilyNode> = window.createTreeView(viewId('models'), {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  return Disposable.from(
    ...[tree, view, treeFilter],
    // VS Code fires this event also for a view that was open before the extension started.
    view.onDidChangeVisibility(({ visible }) => visible && stepDone('familiesSeen')),
    onSettings(['tokens.model'], tree.refresh),
    treeFilter.onDidChange(tree.refresh),
    lastSeen.onDidLook(tree.refresh),
    said.onDidChange(tree.refresh),
    registerFilterCommands(tables, treeFilter),
    registerCompareModels(tables, pages, tree),
    registerShowInTree(tables, view, treeFilter),
    registerNodeCommands(tables, deps, tree, view),
    registerCommand('models.chooseOpenOrClosed', () => pages.show(chooseStart)),
    registerCommand('models.showChanges', () => pages.show(changesAddress)),
  );
}

function registerFilterCommands(tables: Tables, treeFilter: TreeFilter): Disposable {
  return Disposable.from(
    registerCommand('models.filter', async (shows) => {
      if (shows === 'all') return treeFilter.setFilter({});
      const [{ pickFilter }, catalog] = await Promise.all([import('./filterPick'), tables.catalog()]);
      await pickFilter(catalog, treeFilter);
    }),
    registerCommand('models.sort', async () => (await import('./filterPick')).pickOrder(treeFilter)),
  );
}

function registerNodeCommands(
  tables: Tables,
  { pages, openInPlayground }: FamiliesDeps,
  tree: FamilyTree,
  view: TreeView<FamilyNode>,
): Disposable {
  const onNode = (name: 'models.copyId' | 'models.openMakerPage', run: (node: FamilyNode) => unknown): Disposable =>
    registerCommand(name, async (node) => {
      if (tree.has(node)) await run(node);
    });
  return Disposable.from(
    registerCommand('pages.open', (what) => {
      const place = tree.has(what) ? placeOfNode(what) : placeOfArgument(what);
      if (place) pages.show(place);
    }),
    registerCommand('models.openInPlayground', async (given) => {
      const catalog = await tables.catalog();
      const ofRow = tree.has(given) && given.kind === 'model' ? given.model : undefined;
      const model = ofRow ?? (typeof given === 'string' ? catalog.findModel(given) : undefined);
      const living = model && (await livingModel(model, catalog));
      if (living) await openInPlayground(living);
    }),
    onNode('models.copyId', (node) => node.kind === 'model' && env.clipboard.writeText(node.model.id)),
    // A menu hands over the row that it was opened on; a key applies to the selected row.
    registerCommand('models.copyValue', async (given) => {
      const [node] = given === undefined ? await selectedRows(view) : [given];
      if (tree.has(node)) await env.clipboard.writeText(textOf(node));
    }),
    onNode('models.openMakerPage', async (node) => {
      const catalog = await tables.catalog();
      const owner =
        node.kind === 'family' ? node.family : node.kind === 'model' ? catalog.family(node.model.family) : undefined;
      if (owner) await openExternally(owner.makerUrl);
    }),
  );
}

/**
 * Registers Compare Models. It compares all models of a family, or the selected rows, or else asks for models. With one
 * row, or more than a table has room for, it asks too, with these selected.
 */
function registerCompareModels(
  tables: Pick<Tables, 'catalog'>,
  pages: Pick<Pages, 'show'>,
  tree: Pick<FamilyTree, 'has'>,
): Disposable {
  return registerCommand('models.compare', async (what, selected) => {
    const catalog = await tables.catalog();
    const family = typeof what === 'string' ? catalog.family(what) : undefined;
    if (family) return pages.show(comparisonPlace(family));
    const [{ isComparable, pickCompared }, { compareAddress }] = await Promise.all([
      import('./comparePick'),
      import('../../../core/pages/comparePage'),
    ]);
    const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [what];
    const given = rows.flatMap((row): Model[] => (tree.has(row) && row.kind === 'model' ? [row.model] : []));
    const models = isComparable(given.length) ? given : await pickCompared(catalog, given);
    if (models) pages.show(compareAddress(models));
  });
}

/**
 * Registers the command that reveals the row of a model. Where the filter hides it, the user decides whether to clear
 * the filter.
 */
function registerShowInTree(
  tables: Pick<Tables, 'catalog'>,
  view: TreeView<FamilyNode>,
  treeFilter: TreeFilter,
): Disposable {
  return registerCommand('models.showInTree', async (id) => {
    const model = typeof id === 'string' ? (await tables.catalog()).findModel(id) : undefined;
    if (!model) return;
    if (!passes(model, treeFilter.filter)) {
      const clear = say('Clear Filter');
      const chosen = await showMessage('Information', say('The filter hides {0}.', model.name), clear);
      if (chosen !== clear) return;
      await treeFilter.setFilter({});
    }
    await view.reveal({ kind: 'model', model }, { select: true, focus: true, expand: true });
  });
}
