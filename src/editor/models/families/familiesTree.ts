import { MarkdownString } from 'vscode';
import type { TreeItem } from 'vscode';
import { formatDay } from '../../../core/base/day';
import { escapeMarkdown } from '../../../core/base/markdown';
import { familyCard, modelFacts, modelTooltip } from '../../../core/catalog/modelFacts';
import type { Catalog } from '../../../core/catalog/catalog';
import { checkedOn } from '../../../core/catalog/dated';
import { filterWords, isFiltered, passes, shownModels } from '../../../core/catalog/modelFilter';
import type { Family, Model } from '../../../core/catalog/catalogTable';
import { changesAddress, chooseStart } from '../../../core/pages/address';
import type { LastSeenCatalog } from '../../pages/lastSeenCatalog';
import type { Sayings } from '../sayings';
import { activeModel } from '../../shared/activeModel';
import { RowTree } from '../../shared/rowTree';
import { say } from '../../shared/words';
import type { Tables } from '../../../core/tables';
import { comparisonLink, itemOf, labLink, pageLink, pocketLink } from './familyItems';
import type { FamilyNode } from './familyItems';
import type { TreeFilter } from './treeFilter';

interface FamiliesTreeDeps {
  readonly tables: Pick<Tables, 'catalog' | 'guide'>;
  readonly treeFilter: Pick<TreeFilter, 'filter' | 'order'>;
  readonly lastSeen: Pick<LastSeenCatalog, 'unseen'>;
  readonly said: Pick<Sayings, 'current' | 'otherwise'>;
  /** Shows a message above the rows: why there are none, or which are left out. An empty message shows nothing. */
  readonly tell: (message: string) => void;
}

/**
 * Tree of the guide's pages, the built-in model and the lab, then of families, their models, and the facts of each
 * model. In an order other than by maker, models stand alone.
 */
export class FamilyTree extends RowTree<FamilyNode> {
  constructor(private readonly deps: FamiliesTreeDeps) {
    super();
  }

  protected async childrenOf(node?: FamilyNode): Promise<FamilyNode[]> {
    try {
      const catalog = await this.deps.tables.catalog();
      const children = await this.rowsBelow(node, catalog);
      this.deps.tell(shownMessage(catalog, this.deps.treeFilter));
      return children;
    } catch (error) {
      this.deps.tell(say('The guide could not be read. Reload the window to try again.'));
      throw error;
    }
  }

  /** Returns the parent, for `reveal`. A model is below its family, or at the top in an order other than by maker. */
  async getParent(node: FamilyNode): Promise<FamilyNode | undefined> {
    if (node.kind !== 'model' || this.deps.treeFilter.order !== 'maker') return undefined;
    const family = (await this.deps.tables.catalog()).family(node.model.family);
    return family && { kind: 'family', family };
  }

  private async rowsBelow(node: FamilyNode | undefined, catalog: Catalog): Promise<FamilyNode[]> {
    switch (node?.kind) {
      case undefined:
        return [
          ...(await this.changes(catalog)),
          ...[{ kind: 'guide' } as const, pocketLink(), labLink()],
          ...this.modelRows(catalog),
        ];
      case 'guide':
        return [
          ...(await this.deps.tables.guide()).map(({ id, title }) =>
            pageLink({ folder: 'guide', id }, { id: `page/${id}`, label: title, icon: 'file-text' }),
          ),
          pageLink(chooseStart, { id: 'chooser', label: say('Open or closed? Five questions'), icon: 'question' }),
        ];
      case 'family':
        return [comparisonLink(node.family), ...this.shownOf(node.family, catalog).map(modelNode)];
      case 'model':
        return [...factNodes(node.model, catalog), ...(await this.saidNodes(node.model, catalog))];
      case 'link':
      case 'fact':
        return [];
    }
  }

  /** Makes the rows of figures that other sources give for a model today. They stand below the facts of the catalog. */
  private async saidNodes(model: Model, catalog: Catalog): Promise<FamilyNode[]> {
    const said = (await this.deps.said.current(catalog))(model);
    if (said.length === 0) return [];
    const { saidLine, shortFigures } = await import('../../../core/catalog/live/said');
    return said.flatMap((each): FamilyNode[] => {
      const line = saidLine(each, model, catalog.day, say);
      if (line === undefined) return [];
      const tooltip = `${line}\n${say('Not checked by AI Field Guide.')}`;
      return [{ kind: 'fact', label: each.by, value: shortFigures(each.figures, model, say), tooltip }];
    });
  }

  /** Makes one quiet row while there is something new. */
  private async changes(catalog: Catalog): Promise<FamilyNode[]> {
    const { changes, since } = await this.deps.lastSeen.unseen(catalog);
    if (changes.length === 0 || since === undefined) return [];
    const description = say('{0} since {1}', changes.length, formatDay(since));
    return [pageLink(changesAddress, { id: 'changes', label: say('What changed'), icon: 'history', description })];
  }

  private modelRows(catalog: Catalog): FamilyNode[] {
    const { filter, order } = this.deps.treeFilter;
    if (order !== 'maker') return shownModels(catalog, filter, order).map(modelNode);
    return catalog.families
      .filter((family) => this.shownOf(family, catalog).length > 0)
      .map((family): FamilyNode => ({ kind: 'family', family }));
  }

  private shownOf({ id }: Family, catalog: Catalog): Model[] {
    return catalog.modelsOf(id).filter((model) => passes(model, this.deps.treeFilter.filter));
  }

  async getTreeItem(node: FamilyNode): Promise<TreeItem> {
    const catalog = await this.deps.tables.catalog();
    const active = activeModel(catalog);
    return itemOf(node, {
      // Compared by id, as the model of yesterday's catalog is another object.
      isChosen: ({ id }) => 'id' in active && active.id === id,
      order: this.deps.treeFilter.order,
      shownOf: (family) =>
        isFiltered(this.deps.treeFilter.filter)
          ? { shown: this.shownOf(family, catalog).length, all: catalog.modelsOf(family.id).length }
          : undefined,
    });
  }

  /** Makes a card when the pointer rests on an item, rather than for the whole tree. */
  async resolveTreeItem(item: TreeItem, node: FamilyNode): Promise<TreeItem> {
    const catalog = await this.deps.tables.catalog();
    if (node.kind === 'family') item.tooltip = new MarkdownString(familyCard(node.family, catalog.day, say));
    if (node.kind === 'model') {
      const said = await this.deps.said.otherwise(node.model, catalog);
      const parts = [modelTooltip(node.model, catalog, say), ...said.map(escapeMarkdown)];
      item.tooltip = new MarkdownString(parts.join('\n\n'));
    }
    return item;
  }
}

/** Says what the tree leaves out, and how it is sorted; empty while it shows all in the order of the catalog. */
function shownMessage(catalog: Catalog, { filter, order }: FamiliesTreeDeps['treeFilter']): string {
  const shown = isFiltered(filter)
    ? [
        say(
          '{0} of {1} models: {2}.',
          shownModels(catalog, filter, order).length,
          catalog.models.length,
          filterWords(filter, say).join(', '),
        ),
      ]
    : [];
  const sorted = orderMessage(order);
  return [...shown, ...(sorted === undefined ? [] : [sorted])].join(' ');
}

function orderMessage(order: TreeFilter['order']): string | undefined {
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

const modelNode = (model: Model): FamilyNode => ({ kind: 'model', model });

function factNodes(model: Model, catalog: Catalog): FamilyNode[] {
  const facts = modelFacts(model, catalog).map(({ label, value, checked, source }): FamilyNode => ({
    kind: 'fact',
    label,
    value,
    tooltip: say(
      '{0}: {1}\nAs of {2}, from {3}\n{4}',
      label,
      value,
      checkedOn(checked, catalog.day),
      source.title,
      source.url,
    ),
  }));
  return [{ kind: 'fact', label: say('Id'), value: model.id, tooltip: model.id }, ...facts];
}
