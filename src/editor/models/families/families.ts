import { Disposable, env, window, workspace } from 'vscode';
import type { Memento, TreeView } from 'vscode';
import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { filterWords, isFiltered, passes, shownModels } from '../../../core/catalog/modelFilter';
import { changesAddress, chooseStart } from '../../../core/pages/address';
import { comparisonPlace } from '../../../core/pages/familyPage';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { settingId } from '../../shared/settingsTable';
import type { StepDone } from '../../shared/firstSteps';
import { openExternally } from '../../shared/openers';
import { say } from '../../shared/words';
import type { LastSeenCatalog } from '../../pages/lastSeenCatalog';
import { placeOfArgument } from '../../pages/pages';
import type { Pages } from '../../pages/pages';
import type { Tables } from '../../../core/tables';
import { activeModel } from '../../shared/activeModel';
import type { TreeNodes } from '../../shared/treeNodes';
import { FamilyTree } from './familiesTree';
import { placeOfNode, textOf } from './familyNodes';
import type { FamilyNode } from './familyNodes';
import { livingModel } from './retiredModel';
import { TreeFilter } from './treeFilter';

type NodeCommand = 'models.copyId' | 'models.openMakerPage';

interface FamiliesDeps {
  readonly tables: Tables;
  readonly pages: Pages;
  readonly lastLook: LastSeenCatalog;
  /** Keeps the filter and the order. */
  readonly workspaceState: Memento;
  readonly stepDone: StepDone;
  /** What the entry of that name does. */
  readonly openInPlayground: (model: Model) => Promise<void>;
}

/** By id: the same model of yesterday is another object. */
const isActive = ({ id }: Model, active: ReturnType<typeof activeModel>): boolean => 'id' in active && active.id === id;

/** The tree of model families with its filter, its context menu, and the pages that begin there. */
export function registerFamilies(deps: FamiliesDeps): Disposable {
  const { tables, pages, lastLook } = deps;
  const kept = new TreeFilter(deps.workspaceState);
  const tree = new FamilyTree({
    ...{ tables, kept, lastLook },
    isChosen: (model, catalog) => isActive(model, activeModel(catalog)),
    tell: (message) => (view.message = message),
    summary: (catalog) => shownWords(catalog, kept),
  });
  const view: TreeView<FamilyNode> = window.createTreeView(viewId('models'), {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  return Disposable.from(
    ...[tree, view, kept],
    // It may have been open before we were there: VS Code says that too.
    view.onDidChangeVisibility(({ visible }) => visible && deps.stepDone('familiesSeen')),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('tokens.model'))) tree.refresh();
    }),
    kept.onDidChange(() => tree.refresh()),
    lastLook.onDidLook(() => tree.refresh()),
    registerFilterCommands(tables, kept),
    registerCompareModels(tables, pages, tree.nodes),
    registerShowInTree(tables, view, kept),
    registerNodeCommands(deps, tree, view),
    registerCommand('models.chooseOpenOrClosed', () => pages.show(chooseStart)),
    registerCommand('models.showChanges', () => pages.show(changesAddress)),
  );
}

function registerFilterCommands(tables: Tables, kept: TreeFilter): Disposable {
  return Disposable.from(
    registerCommand('models.filter', async (shows) => {
      if (shows === 'all') return kept.setFilter({});
      const [{ pickFilter }, catalog] = await Promise.all([import('./filterPick'), tables.catalog()]);
      await pickFilter(catalog, kept);
    }),
    registerCommand('models.sort', async () => (await import('./filterPick')).pickOrder(kept)),
  );
}

/** What the tree leaves out, and how it is sorted; nothing while it shows all as the catalog has it. */
function shownWords(catalog: Catalog, { filter, order }: TreeFilter): string {
  const parts = isFiltered(filter)
    ? [
        say(
          '{0} of {1} models: {2}.',
          shownModels(catalog, filter, order).length,
          catalog.models.length,
          filterWords(filter, say).join(', '),
        ),
      ]
    : [];
  const sorted = orderWords(order);
  return [...parts, ...(sorted === undefined ? [] : [sorted])].join(' ');
}

function orderWords(order: TreeFilter['order']): string | undefined {
  switch (order) {
    case 'maker':
      return undefined;
    case 'newest':
      return say('The newest first.');
    case 'price':
      return say('The cheapest input first.');
    case 'window':
      return say('The largest window first.');
  }
}

function registerNodeCommands(
  { tables, pages, openInPlayground }: FamiliesDeps,
  { nodes }: FamilyTree,
  view: TreeView<FamilyNode>,
): Disposable {
  const onNode = (name: NodeCommand, run: (node: FamilyNode) => unknown): Disposable =>
    registerCommand(name, async (node) => {
      if (nodes.has(node)) await run(node);
    });
  return Disposable.from(
    registerCommand('pages.open', (what) => {
      const place = nodes.has(what) ? placeOfNode(what) : placeOfArgument(what);
      if (place) pages.show(place);
    }),
    registerCommand('models.openInPlayground', async (given) => {
      const catalog = await tables.catalog();
      const ofRow = nodes.has(given) && given.kind === 'model' ? given.model : undefined;
      const model = ofRow ?? (typeof given === 'string' ? catalog.findModel(given) : undefined);
      const living = model && (await livingModel(model, catalog));
      if (living) await openInPlayground(living);
    }),
    onNode('models.copyId', (node) => node.kind === 'model' && env.clipboard.writeText(node.model.id)),
    // A menu says what it was opened on; the key is pressed on what is selected.
    registerCommand('models.copyValue', async (given) => {
      const node = given === undefined ? view.selection[0] : given;
      if (nodes.has(node)) await env.clipboard.writeText(textOf(node));
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
 * Compare Models: of a family all, of selected rows those, else it asks which. One row, or more than a table has room for,
 * are where the choice begins.
 */
function registerCompareModels(
  tables: Pick<Tables, 'catalog'>,
  pages: Pick<Pages, 'show'>,
  nodes: Pick<TreeNodes<FamilyNode>, 'has'>,
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
    const given = rows.flatMap((row): Model[] => (nodes.has(row) && row.kind === 'model' ? [row.model] : []));
    const models = isComparable(given.length) ? given : await pickCompared(catalog, given);
    if (models) pages.show(compareAddress(models));
  });
}

/** Puts the row of a model into sight. Where the filter hides it, the user decides about the filter. */
function registerShowInTree(tables: Pick<Tables, 'catalog'>, view: TreeView<FamilyNode>, kept: TreeFilter): Disposable {
  return registerCommand('models.showInTree', async (id) => {
    const model = typeof id === 'string' ? (await tables.catalog()).findModel(id) : undefined;
    if (!model) return;
    if (!passes(model, kept.filter)) {
      const clear = say('Clear Filter');
      const chosen = await window.showInformationMessage(say('The filter hides {0}.', model.name), clear);
      if (chosen !== clear) return;
      await kept.setFilter({});
    }
    await view.reveal({ kind: 'model', model }, { select: true, focus: true, expand: true });
  });
}
