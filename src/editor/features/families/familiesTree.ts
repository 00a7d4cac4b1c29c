import { EventEmitter, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { AccessibilityInformation, Command, TreeDataProvider } from 'vscode';
import { familyCard, modelFacts, opennessName } from '../../../core/catalog/cards';
import type { Catalog } from '../../../core/catalog/catalog';
import { checkedOn } from '../../../core/catalog/dated';
import { modelTooltip } from '../../../core/catalog/modelTooltip';
import type { Family, Model } from '../../../core/catalog/catalogTable';
import { textOfPlace } from '../../../core/pages/address';
import { comparisonPlace } from '../../../core/pages/familyPage';
import type { GuidePage } from '../../../core/guide/guideTable';
import { formatRate, formatWindow } from '../../../core/base/numbers';
import { statusIcon } from '../../services/models/modelRows';
import { openPageCommand } from '../../services/pages/pages';
import { TreeNodes } from '../../shared/treeNodes';
import { say } from '../../shared/words';
import type { Tables } from '../../services/tables';

export type FamilyNode =
  | { readonly kind: 'guide' }
  | { readonly kind: 'page'; readonly page: GuidePage }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'comparison'; readonly family: Family }
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'fact'; readonly label: string; readonly value: string; readonly tooltip: string };

export const guideTitle = 'How foundation models work';

const { Collapsed, None } = TreeItemCollapsibleState;

/** The guide's pages, then families, their models, and the facts of each model. */
export class FamilyTree implements TreeDataProvider<FamilyNode> {
  readonly nodes = new TreeNodes<FamilyNode>();

  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  /** `isChosen`: whether the token counter counts for a model. `tell`: why there is nothing to see, or nothing. */
  constructor(
    private readonly tables: Tables,
    private readonly isChosen: (model: Model, catalog: Catalog) => boolean,
    private readonly tell: (problem: string) => void,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  /** Call when another model is chosen. What is expanded stays so. */
  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: FamilyNode): Promise<FamilyNode[]> {
    try {
      const children = await this.childrenOf(node);
      this.tell('');
      return this.nodes.remember(children);
    } catch (error) {
      this.tell(say('The guide could not be read. Reload the window to try again.'));
      throw error;
    }
  }

  private async childrenOf(node: FamilyNode | undefined): Promise<FamilyNode[]> {
    const catalog = await this.tables.catalog();
    switch (node?.kind) {
      case undefined:
        return [{ kind: 'guide' }, ...catalog.families.map((family): FamilyNode => ({ kind: 'family', family }))];
      case 'guide':
        return (await this.tables.guide()).map((page) => ({ kind: 'page', page }));
      case 'family':
        return [
          { kind: 'comparison', family: node.family },
          ...catalog.modelsOf(node.family.id).map((model): FamilyNode => ({ kind: 'model', model })),
        ];
      case 'model':
        return factNodes(node.model, catalog);
      case 'page':
      case 'comparison':
      case 'fact':
        return [];
    }
  }

  async getTreeItem(node: FamilyNode): Promise<TreeItem> {
    switch (node.kind) {
      case 'guide':
        return makeItem(guideTitle, Collapsed, { id: 'guide', icon: 'book' });
      case 'page':
        return makeItem(node.page.title, None, {
          id: `page/${node.page.id}`,
          icon: 'file-text',
          command: openPageCommand(`guide/${node.page.id}`, node.page.title),
        });
      case 'family':
        return makeItem(node.family.name, Collapsed, {
          id: `family/${node.family.id}`,
          description: familyFacts(node.family),
          icon: 'organization',
          contextValue: 'family',
        });
      case 'comparison':
        return makeItem(say('Compare Models'), None, {
          id: `comparison/${node.family.id}`,
          icon: 'table',
          command: openPageCommand(textOfPlace(comparisonPlace(node.family)), node.family.name),
        });
      case 'model':
        return modelItem(node.model, this.isChosen(node.model, await this.tables.catalog()));
      case 'fact':
        return makeItem(node.label, None, { description: node.value, tooltip: node.tooltip, contextValue: 'fact' });
    }
  }

  /** Cards are made when the pointer rests on an item, not for the whole tree. */
  async resolveTreeItem(item: TreeItem, node: FamilyNode): Promise<TreeItem> {
    const catalog = await this.tables.catalog();
    if (node.kind === 'family') item.tooltip = new MarkdownString(familyCard(node.family, catalog.day));
    if (node.kind === 'model') item.tooltip = new MarkdownString(modelTooltip(node.model, catalog));
    return item;
  }
}

/** Short, so that nothing is cut at the usual width. */
const familyFacts = ({ maker, openness }: Family): string =>
  `${maker} · ${openness === 'closed' ? say('closed') : opennessName[openness]}`;

/** The status is the icon, so that the description leaves room for the name; who cannot see it hears the word. */
function modelItem(model: Model, isChosen: boolean): TreeItem {
  const chosen = say('token counter');
  const facts = [
    isChosen ? `✓ ${chosen}` : undefined,
    model.openness === 'open-weights' ? say('open') : undefined,
    model.contextWindow === undefined ? undefined : formatWindow(model.contextWindow),
    model.price ? `${formatRate(model.price.input)} / ${formatRate(model.price.output)}` : undefined,
  ].filter((fact) => fact !== undefined);
  return makeItem(model.name, Collapsed, {
    id: `model/${model.id}`,
    description: facts.slice(0, isChosen ? 1 : undefined).join(' · '),
    icon: statusIcon(model.status),
    contextValue: 'model',
    accessibilityInformation: { label: [model.name, model.status, ...facts].join(', ') },
  });
}

function factNodes(model: Model, catalog: Catalog): FamilyNode[] {
  const facts = modelFacts(model, catalog).map(({ label, value, checked, source }): FamilyNode => ({
    kind: 'fact',
    label,
    value,
    tooltip: `${label}: ${value}\nChecked ${checkedOn(checked, catalog.day)} against ${source.title}\n${source.url}`,
  }));
  return [{ kind: 'fact', label: 'Id', value: model.id, tooltip: model.id }, ...facts];
}

interface ItemParts {
  readonly id?: string;
  readonly description?: string;
  readonly icon?: string | ThemeIcon;
  readonly contextValue?: string;
  readonly accessibilityInformation?: AccessibilityInformation;
  readonly command?: Command;
  readonly tooltip?: string;
}

function makeItem(label: string, state: TreeItemCollapsibleState, { icon, ...parts }: ItemParts): TreeItem {
  const iconPath = typeof icon === 'string' ? new ThemeIcon(icon) : icon;
  return Object.assign(new TreeItem(label, state), parts, iconPath && { iconPath });
}
