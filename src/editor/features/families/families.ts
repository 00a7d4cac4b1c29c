import { Disposable, env, window, workspace } from 'vscode';
import type { TreeView } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import type { PagePlace } from '../../../core/pages/address';
import { comparisonPlace, modelPlace } from '../../../core/pages/familyPage';
import { registerCommand } from '../../shared/commands';
import { familiesViewId, settingIds } from '../../shared/contributions';
import { openExternally } from '../../shared/openers';
import { placeOfArgument } from '../../services/pages/pages';
import type { Pages } from '../../services/pages/pages';
import type { Tables } from '../../services/tables';
import { activeModel, useModel } from '../../services/tokens/activeModel';
import { FamilyTree, guideTitle } from './familiesTree';
import type { FamilyNode } from './familiesTree';
import { livingModel } from './retiredModel';

type NodeCommand = 'useInCounter' | 'openInPlayground' | 'copyModelId' | 'openMakerPage';

/** By id: the same model of yesterday is another object. */
const isActive = ({ id }: Model, active: ReturnType<typeof activeModel>): boolean => 'id' in active && active.id === id;

/** The tree of model families and its context menu. `openInPlayground`: what the entry of that name does. */
export function registerFamilies(
  tables: Tables,
  pages: Pages,
  openInPlayground: (model: Model) => Promise<void>,
): Disposable {
  const tree = new FamilyTree(
    tables,
    (model, catalog) => isActive(model, activeModel(catalog)),
    (problem) => (view.message = problem),
  );
  const view: TreeView<FamilyNode> = window.createTreeView(familiesViewId, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const onNode = (name: NodeCommand, run: (node: FamilyNode) => unknown): Disposable =>
    registerCommand(name, async (node) => {
      if (tree.nodes.has(node)) await run(node);
    });
  return Disposable.from(
    tree,
    view,
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingIds.model)) tree.refresh();
    }),
    registerCommand('openPage', (what) => {
      const place = tree.nodes.has(what) ? placeOfNode(what) : placeOfArgument(what);
      if (place) pages.show(place);
    }),
    onNode('useInCounter', (node) => node.kind === 'model' && useModel(node.model)),
    onNode('openInPlayground', async (node) => {
      const model = node.kind === 'model' ? await livingModel(node.model, await tables.catalog()) : undefined;
      if (model) await openInPlayground(model);
    }),
    onNode('copyModelId', (node) => node.kind === 'model' && env.clipboard.writeText(node.model.id)),
    // A menu says what it was opened on; the key is pressed on what is selected.
    registerCommand('copyFact', async (given) => {
      const node = given === undefined ? view.selection[0] : given;
      if (tree.nodes.has(node)) await env.clipboard.writeText(textOf(node));
    }),
    onNode('openMakerPage', async (node) => {
      const catalog = await tables.catalog();
      const owner =
        node.kind === 'family' ? node.family : node.kind === 'model' ? catalog.family(node.model.family) : undefined;
      if (owner) await openExternally(owner.makerUrl);
    }),
  );
}

/** What is worth copying of a row. */
function textOf(node: FamilyNode): string {
  switch (node.kind) {
    case 'guide':
      return guideTitle;
    case 'page':
      return node.page.title;
    case 'family':
    case 'comparison':
      return node.family.name;
    case 'model':
      return node.model.id;
    case 'fact':
      return node.value;
  }
}

/** The page that a row of the tree stands for: a model is a heading on that of its family. */
function placeOfNode(node: FamilyNode): PagePlace | undefined {
  switch (node.kind) {
    case 'page':
      return { folder: 'guide', id: node.page.id };
    case 'family':
      return { folder: 'families', id: node.family.id };
    case 'comparison':
      return comparisonPlace(node.family);
    case 'model':
      return modelPlace(node.model);
    case 'guide':
    case 'fact':
      return undefined;
  }
}
