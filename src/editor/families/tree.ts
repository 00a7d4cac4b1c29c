import { MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Command, TreeDataProvider } from 'vscode';
import { familyCard, modelCard, modelFacts, opennessName } from '../../core/catalog/cards';
import type { Catalog } from '../../core/catalog/catalog';
import type { Family, Model } from '../../core/catalog/table';
import type { GuidePage } from '../../core/guide/table';
import { formatWindow } from '../../core/numbers';
import { showPageCommand } from '../pages';
import type { Tables } from '../tables';

export type FamilyNode =
  | { readonly kind: 'guide' }
  | { readonly kind: 'page'; readonly page: GuidePage }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'fact'; readonly label: string; readonly value: string; readonly tooltip: string };

const { Collapsed, None } = TreeItemCollapsibleState;

/** The guide's pages, then families, their models, and the facts of each model. */
export class FamilyTree implements TreeDataProvider<FamilyNode> {
  constructor(private readonly tables: Tables) {}

  async getChildren(node?: FamilyNode): Promise<FamilyNode[]> {
    const catalog = await this.tables.catalog();
    switch (node?.kind) {
      case undefined:
        return [{ kind: 'guide' }, ...catalog.families.map((family): FamilyNode => ({ kind: 'family', family }))];
      case 'guide':
        return (await this.tables.guide()).map((page) => ({ kind: 'page', page }));
      case 'family':
        return catalog.modelsOf(node.family.id).map((model) => ({ kind: 'model', model }));
      case 'model':
        return factNodes(node.model, catalog);
      default:
        return [];
    }
  }

  getTreeItem(node: FamilyNode): TreeItem {
    switch (node.kind) {
      case 'guide':
        return makeItem('How foundation models work', Collapsed, { id: 'guide', icon: 'book' });
      case 'page':
        return makeItem(node.page.title, None, {
          id: `page/${node.page.id}`,
          icon: 'file-text',
          command: showPageCommand('guide', node.page.id, node.page.title),
        });
      case 'family':
        return makeItem(node.family.name, Collapsed, {
          id: `family/${node.family.id}`,
          description: `${node.family.maker} · ${opennessName[node.family.openness]}`,
          icon: 'organization',
          contextValue: 'family',
        });
      case 'model':
        return modelItem(node.model);
      case 'fact':
        return makeItem(node.label, None, { description: node.value, tooltip: node.tooltip });
    }
  }

  /** Cards are made when the pointer rests on an item, not for the whole tree. */
  async resolveTreeItem(item: TreeItem, node: FamilyNode): Promise<TreeItem> {
    if (node.kind === 'family') item.tooltip = new MarkdownString(familyCard(node.family));
    if (node.kind === 'model') item.tooltip = new MarkdownString(modelCard(node.model, await this.tables.catalog()));
    return item;
  }
}

function modelItem(model: Model): TreeItem {
  const facts = [
    model.contextWindow === undefined ? undefined : `${formatWindow(model.contextWindow)} context`,
    model.price ? `$${model.price.input} / $${model.price.output}` : undefined,
    model.status === 'current' ? undefined : model.status,
  ];
  return makeItem(model.name, Collapsed, {
    id: `model/${model.id}`,
    description: facts.filter((fact) => fact !== undefined).join(' · '),
    icon: model.openness === 'open-weights' ? 'unlock' : 'lock',
    contextValue: 'model',
  });
}

function factNodes(model: Model, catalog: Catalog): FamilyNode[] {
  const facts = modelFacts(model, catalog).map(({ label, value, checked, source }): FamilyNode => ({
    kind: 'fact',
    label,
    value,
    tooltip: `${label}: ${value}\nChecked ${checked} against ${source.title}\n${source.url}`,
  }));
  return [{ kind: 'fact', label: 'Id', value: model.id, tooltip: model.id }, ...facts];
}

interface ItemParts {
  readonly id?: string;
  readonly description?: string;
  readonly icon?: string;
  readonly contextValue?: string;
  readonly command?: Command;
  readonly tooltip?: string;
}

function makeItem(label: string, state: TreeItemCollapsibleState, { icon, ...parts }: ItemParts): TreeItem {
  return Object.assign(new TreeItem(label, state), parts, icon === undefined ? {} : { iconPath: new ThemeIcon(icon) });
}
