import { EventEmitter, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TreeDataProvider, Uri } from 'vscode';
import { escapeMarkdown } from '../../core/markdown';
import { formatCount } from '../../core/numbers';
import { figuresOf, formatBytes, plural } from '../../core/tokens/folder/result';
import type { FolderResult } from '../../core/tokens/folder/result';
import { sortNodes } from '../../core/tokens/folder/sort';
import type { SortOrder } from '../../core/tokens/folder/sort';
import { totalOf } from '../../core/tokens/folder/tree';
import type { CountNode, FolderCount, Totals } from '../../core/tokens/folder/tree';
import { commandIds } from '../contributions';
import type { CountedRoot } from './countFolders';
import { childOf } from './paths';

export type FolderNode =
  | { readonly kind: 'counted'; readonly counted: CountNode; readonly uri: Uri; readonly top: boolean }
  | { readonly kind: 'more'; readonly parent: FolderNode & { kind: 'counted' }; readonly hidden: number };

/** Children shown at first, and more with each click: VS Code asks for every item of a folder at once. */
const pageSize = 250;

/** What was counted, and the order in which people want to see it. */
export interface ShownResult {
  readonly result: FolderResult;
  readonly roots: readonly CountedRoot[];
  readonly order: SortOrder;
}

export class FolderTokensTree implements TreeDataProvider<FolderNode> {
  private readonly changed = new EventEmitter<FolderNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private shown: (ShownResult & { readonly total: Totals }) | undefined;
  /** How many children of a folder are shown, where that is more than a page. */
  private readonly limits = new Map<FolderCount, number>();

  show(shown: ShownResult | undefined): void {
    if (shown?.result !== this.shown?.result) this.limits.clear();
    this.shown = shown && { ...shown, total: totalOf(shown.result.roots) };
    this.changed.fire(undefined);
  }

  showMore(node: FolderNode): void {
    if (node.kind !== 'more' || node.parent.counted.kind !== 'folder') return;
    const folder = node.parent.counted;
    this.limits.set(folder, (this.limits.get(folder) ?? pageSize) + pageSize);
    this.changed.fire(node.parent);
  }

  dispose(): void {
    this.changed.dispose();
  }

  getChildren(node?: FolderNode): FolderNode[] {
    if (!this.shown) return [];
    const { roots, order } = this.shown;
    if (!node) return roots.map(({ uri, node: counted }) => ({ kind: 'counted', counted, uri, top: true }));
    if (node.kind === 'more' || node.counted.kind === 'file') return [];
    const limit = this.limits.get(node.counted) ?? pageSize;
    const sorted = sortNodes(node.counted.children, order);
    const items = sorted.slice(0, limit).map((counted): FolderNode => {
      return { kind: 'counted', counted, uri: childOf(node.uri, counted.name), top: false };
    });
    const hidden = sorted.length - items.length;
    return hidden > 0 ? [...items, { kind: 'more', parent: node, hidden }] : items;
  }

  getTreeItem(node: FolderNode): TreeItem {
    return node.kind === 'more' ? moreItem(node) : this.countedItem(node);
  }

  private countedItem(node: FolderNode & { kind: 'counted' }): TreeItem {
    const { counted, uri, top } = node;
    const isFolder = counted.kind === 'folder';
    const { Expanded, Collapsed, None } = TreeItemCollapsibleState;
    const item = new TreeItem(counted.name, isFolder ? (top ? Expanded : Collapsed) : None);
    item.id = uri.toString();
    item.resourceUri = uri;
    item.iconPath = isFolder ? ThemeIcon.Folder : ThemeIcon.File;
    item.contextValue = counted.kind;
    if (this.shown) {
      const { tokens, share, count } = figuresOf(counted, this.shown.total, this.shown.result);
      item.description = top ? `${tokens} tokens` : `${tokens} · ${share}`;
      const about = count.estimate ? 'about ' : '';
      item.accessibilityInformation = {
        label: `${counted.name}, ${about}${plural(count.tokens, 'token')}, ${share} of what was counted`,
      };
    }
    if (!isFolder) item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
    return item;
  }

  /** The tooltip is made when the pointer rests on an item, not for the whole tree. */
  resolveTreeItem(item: TreeItem, node: FolderNode): TreeItem {
    if (node.kind === 'counted' && this.shown)
      item.tooltip = tooltipOf(node.counted, this.shown.total, this.shown.result);
    return item;
  }
}

function moreItem(node: FolderNode & { kind: 'more' }): TreeItem {
  const item = new TreeItem(`${formatCount(node.hidden)} more`);
  item.id = `${node.parent.uri.toString()}#more`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { command: commandIds.showMore, title: 'Show More', arguments: [node] };
  return item;
}

function tooltipOf(counted: CountNode, total: Totals, result: FolderResult): MarkdownString {
  const { tokens, share, context, cost, count } = figuresOf(counted, total, result);
  const files = counted.kind === 'folder' ? `${plural(counted.files, 'file')}, ` : '';
  const lines = [
    `**${escapeMarkdown(counted.path)}**`,
    `${tokens} tokens for ${escapeMarkdown(result.model.name)}, ${share} of what was counted`,
    `Share of the context window: ${context}`,
    `Cost as input: ${escapeMarkdown(cost)}${result.model.price ? `, price of ${result.model.price.checked}` : ''}`,
    `${files}${formatBytes(counted.bytes)}`,
    ...(counted.kind === 'file' && counted.undecodable
      ? ['Not valid UTF-8: counted with replacement characters.']
      : []),
    ...(count.estimate ? [`≈ ${escapeMarkdown(count.estimate.reason)}`] : []),
  ];
  return new MarkdownString(lines.join('\n\n'));
}
