import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, env } from 'vscode';
import { placeOf } from '../../../core/chat/providers/location';
import { presetOf } from '../../../core/chat/providers/presets';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import type { ProviderDeps } from '../chat/backends';
import { RowTree, rowItem } from '../../shared/rowTree';
import { say } from '../../shared/words';
import type { ConnectionChecks } from './connectionChecks';
import type { LastRemoved } from './removeProvider';
import { partRow, providerRow, removedRow, rowParts } from './providerRows';
import type { ProviderFacts, Row, RowPart } from './providerRows';

export type ProviderNode =
  | { readonly kind: 'provider'; readonly providerId: string }
  | { readonly kind: 'part'; readonly providerId: string; readonly part: RowPart }
  /** A key whose provider is gone. */
  | { readonly kind: 'key'; readonly providerId: string }
  /** The provider that was removed last, shown in its old place. */
  | { readonly kind: 'removed'; readonly providerId: string };

/**
 * Tree of the providers of the settings with the facts about each, and of keys without a provider. A node says only
 * what its row is about; the content is read when the row is drawn. So a node stays the same as long as its row exists,
 * and a menu that is open during a change still refers to it.
 */
export class ProvidersTree extends RowTree<ProviderNode> {
  private readonly byId = new Map<string, ProviderNode>();
  private shown: readonly ProviderNode[] = [];

  constructor(
    private readonly deps: ProviderDeps,
    private readonly checks: ConnectionChecks,
    private readonly removed: Pick<LastRemoved, 'now'>,
  ) {
    super();
  }

  /** Has the rows drawn again, and the whole list made anew only where rows have come or gone. */
  override readonly refresh = async (): Promise<void> => {
    const { shown } = this;
    const now = await this.roots();
    const isSame = now.length === shown.length && now.every((node, i) => node === shown[i]);
    this.changed.fire(isSame ? now : undefined);
  };

  protected async childrenOf(node?: ProviderNode): Promise<readonly ProviderNode[]> {
    if (node === undefined) return (this.shown = await this.roots());
    return node.kind === 'provider'
      ? rowParts.map((part) => this.node({ kind: 'part', providerId: node.providerId, part }))
      : [];
  }

  getParent(node: ProviderNode): ProviderNode | undefined {
    return node.kind === 'part' ? this.node({ kind: 'provider', providerId: node.providerId }) : undefined;
  }

  /** Returns the row of a provider, for `reveal`. */
  readonly nodeOf = (providerId: string): ProviderNode => this.node({ kind: 'provider', providerId });

  async getTreeItem(node: ProviderNode): Promise<TreeItem> {
    const { providerId } = node;
    const id = idOf(node);
    if (node.kind === 'removed') {
      const name = this.removed.now?.endpoint.name ?? providerId;
      return itemOf(removedRow(name, say), TreeItemCollapsibleState.None, id);
    }
    if (node.kind === 'key') return itemOf(keyOfNobody(providerId), TreeItemCollapsibleState.None, id);
    const endpoint = this.deps.providers.find(providerId);
    // The provider is gone, and the list will be drawn anew in a moment.
    if (!endpoint) return new TreeItem(providerId);
    const facts = await this.factsOf(endpoint);
    if (node.kind === 'provider') return itemOf(providerRow(facts, say), TreeItemCollapsibleState.Collapsed, id);
    return itemOf(partRow(node.part, facts, say, timeOf), TreeItemCollapsibleState.None, id);
  }

  private async roots(): Promise<ProviderNode[]> {
    const providers = this.deps.providers.list().map(({ id }) => this.node({ kind: 'provider', providerId: id }));
    const holders = await this.deps.keys.ids();
    const removed = this.removed.now;
    if (removed && !this.deps.providers.find(removed.endpoint.id)) {
      providers.splice(removed.place, 0, this.node({ kind: 'removed', providerId: removed.endpoint.id }));
    }
    return [
      ...providers,
      ...holders.filter((id) => !this.deps.providers.find(id)).map((id) => this.node({ kind: 'key', providerId: id })),
    ];
  }

  /** Returns the one object for a row. */
  private node(node: ProviderNode): ProviderNode {
    const id = idOf(node);
    const known = this.byId.get(id) ?? node;
    this.byId.set(id, known);
    return known;
  }

  private async factsOf(endpoint: Endpoint): Promise<ProviderFacts> {
    const stored = await this.deps.keys.look(endpoint);
    const models = await this.deps.models.suggested(this.deps.backends.at(endpoint));
    const listed = this.deps.models.listOf(endpoint.id)?.models;
    return {
      endpoint,
      needsKey: presetOf(endpoint.preset).needsKey,
      key: stored.state === 'other-origin' ? stored : { state: stored.state },
      models: {
        count: models.length,
        areListed: listed !== undefined,
        loaded: listed?.filter(({ served }) => served?.isLoaded) ?? [],
      },
      check: this.checks.of(endpoint.id),
      place: placeOf(endpoint.baseUrl, env.remoteName),
    };
  }
}

const idOf = (node: ProviderNode): string =>
  [node.kind, node.providerId, node.kind === 'part' ? node.part : ''].join('/');

function keyOfNobody(id: string): Row {
  const description = say('key without a provider');
  const tooltip = say('An API key is still stored for “{0}”, which is no longer set up. It is not sent anywhere.', id);
  return { label: id, description, tooltip, icon: { id: 'key' }, context: 'keyOfNobody' };
}

function itemOf(row: Row, state: TreeItemCollapsibleState, id: string): TreeItem {
  const { label, description, tooltip, icon, context: contextValue } = row;
  const colour = icon?.colour === undefined ? undefined : new ThemeColor(icon.colour);
  return rowItem(label, state, {
    ...{ id, description, tooltip, contextValue },
    ...(icon && { icon: new ThemeIcon(icon.id, colour) }),
  });
}

const timeOf = (at: number): string => new Intl.DateTimeFormat(env.language, { timeStyle: 'short' }).format(at);
