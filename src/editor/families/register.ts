import { Disposable, commands, env, window } from 'vscode';
import { commandIds, familiesViewId } from '../contributions';
import { openExternally } from '../openers';
import type { Playground } from '../playground/playground';
import type { Tables } from '../tables';
import { setActiveModel } from '../tokens/activeModel';
import { FamilyTree } from './tree';
import type { FamilyNode } from './tree';

/** The tree of model families and its context menu. */
export function registerFamilies(tables: Tables, playground: Playground): Disposable {
  const onNode = (id: string, run: (node: FamilyNode) => unknown): Disposable =>
    commands.registerCommand(id, async (node: FamilyNode | undefined) => {
      if (node) await run(node);
    });
  return Disposable.from(
    window.createTreeView(familiesViewId, { treeDataProvider: new FamilyTree(tables), showCollapseAll: true }),
    onNode(commandIds.useInCounter, (node) => node.kind === 'model' && setActiveModel(node.model.id)),
    onNode(commandIds.openInPlayground, (node) => node.kind === 'model' && playground.openWithModel(node.model)),
    onNode(commandIds.copyModelId, (node) => node.kind === 'model' && env.clipboard.writeText(node.model.id)),
    onNode(commandIds.openMakerPage, async (node) => {
      const catalog = await tables.catalog();
      const owner =
        node.kind === 'family' ? node.family : node.kind === 'model' ? catalog.family(node.model.family) : undefined;
      if (owner) await openExternally(owner.makerUrl);
    }),
  );
}
