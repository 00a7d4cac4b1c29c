import { EventEmitter, MarkdownString } from 'vscode';
import type { TreeDataProvider, TreeItem } from 'vscode';
import { familyCard, modelFacts, modelTooltip } from '../../../core/catalog/modelFacts';
import type { Catalog } from '../../../core/catalog/catalog';
import { checkedOn } from '../../../core/catalog/dated';
import { isFiltered, passes, shownModels } from '../../../core/catalog/modelFilter';
import type { Family, Model } from '../../../core/catalog/catalogTable';
import type { LastSeenCatalog } from '../../pages/lastSeenCatalog';
import { TreeNodes } from '../../shared/treeNodes';
import { say } from '../../shared/words';
import type { Tables } from '../../../core/tables';
import { itemOf } from './familyItems';
import type { FamilyNode } from './familyNodes';
import type { TreeFilter } from './treeFilter';

interface FamiliesTreeDeps {
  readonly tables: Pick<Tables, 'catalog' | 'guide'>;
  readonly kept: Pick<TreeFilter, 'filter' | 'order'>;
  readonly lastLook: Pick<LastSeenCatalog, 'unseen'>;
  /** Whether the token counter counts for a model. */
  readonly isChosen: (model: Model, catalog: Catalog) => boolean;
  /** Why there is nothing to see, or what is seen and what is not; or nothing. */
  readonly tell: (message: string) => void;
  /** What the filter and the order come to, in words. */
  readonly summary: (catalog: Catalog) => string;
}

/** The guide's pages, the model in the box and the lab, then families, their models, and the facts of each model; in another order, models alone. */
export class FamilyTree implements TreeDataProvider<FamilyNode> {
  readonly nodes = new TreeNodes<FamilyNode>();

  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: FamiliesTreeDeps) {}

  dispose(): void {
    this.changed.dispose();
  }

  /** Call when another model is chosen, or others are shown. What is expanded stays so. */
  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: FamilyNode): Promise<FamilyNode[]> {
    try {
      const catalog = await this.parts.tables.catalog();
      const children = await this.childrenOf(node, catalog);
      this.parts.tell(this.parts.summary(catalog));
      return this.nodes.remember(children);
    } catch (error) {
      this.parts.tell(say('The guide could not be read. Reload the window to try again.'));
      throw error;
    }
  }

  /** For `reveal`: a model is below its family, or in another order at the top. */
  async getParent(node: FamilyNode): Promise<FamilyNode | undefined> {
    if (node.kind !== 'model' || this.parts.kept.order !== 'maker') return undefined;
    const family = (await this.parts.tables.catalog()).family(node.model.family);
    return family && { kind: 'family', family };
  }

  private async childrenOf(node: FamilyNode | undefined, catalog: Catalog): Promise<FamilyNode[]> {
    switch (node?.kind) {
      case undefined:
        return [
          ...(await this.changes(catalog)),
          ...[{ kind: 'guide' } as const, { kind: 'pocket' } as const, { kind: 'lab' } as const],
          ...this.modelRows(catalog),
        ];
      case 'guide':
        return [
          ...(await this.parts.tables.guide()).map((page): FamilyNode => ({ kind: 'page', page })),
          { kind: 'chooser' },
        ];
      case 'family':
        return [{ kind: 'comparison', family: node.family }, ...this.shownOf(node.family, catalog).map(modelNode)];
      case 'model':
        return factNodes(node.model, catalog);
      case 'changes':
      case 'pocket':
      case 'lab':
      case 'page':
      case 'chooser':
      case 'comparison':
      case 'fact':
        return [];
    }
  }

  /** One quiet row while there is something new. */
  private async changes(catalog: Catalog): Promise<FamilyNode[]> {
    const { changes, since } = await this.parts.lastLook.unseen(catalog);
    return changes.length === 0 || since === undefined ? [] : [{ kind: 'changes', count: changes.length, since }];
  }

  private modelRows(catalog: Catalog): FamilyNode[] {
    const { filter, order } = this.parts.kept;
    if (order !== 'maker') return shownModels(catalog, filter, order).map(modelNode);
    return catalog.families
      .filter((family) => this.shownOf(family, catalog).length > 0)
      .map((family): FamilyNode => ({ kind: 'family', family }));
  }

  private shownOf({ id }: Family, catalog: Catalog): Model[] {
    return catalog.modelsOf(id).filter((model) => passes(model, this.parts.kept.filter));
  }

  async getTreeItem(node: FamilyNode): Promise<TreeItem> {
    const catalog = await this.parts.tables.catalog();
    return itemOf(node, {
      isChosen: (model) => this.parts.isChosen(model, catalog),
      order: this.parts.kept.order,
      shownOf: (family) =>
        isFiltered(this.parts.kept.filter)
          ? { shown: this.shownOf(family, catalog).length, all: catalog.modelsOf(family.id).length }
          : undefined,
    });
  }

  /** Cards are made when the pointer rests on an item, not for the whole tree. */
  async resolveTreeItem(item: TreeItem, node: FamilyNode): Promise<TreeItem> {
    const catalog = await this.parts.tables.catalog();
    if (node.kind === 'family') item.tooltip = new MarkdownString(familyCard(node.family, catalog.day, say));
    if (node.kind === 'model') item.tooltip = new MarkdownString(modelTooltip(node.model, catalog, say));
    return item;
  }
}

const modelNode = (model: Model): FamilyNode => ({ kind: 'model', model });

function factNodes(model: Model, catalog: Catalog): FamilyNode[] {
  const facts = modelFacts(model, catalog).map(({ label, value, checked, source }): FamilyNode => ({
    kind: 'fact',
    label,
    value,
    tooltip: say(
      '{0}: {1}\nChecked {2} against {3}\n{4}',
      label,
      value,
      checkedOn(checked, catalog.day),
      source.title,
      source.url,
    ),
  }));
  return [{ kind: 'fact', label: 'Id', value: model.id, tooltip: model.id }, ...facts];
}
