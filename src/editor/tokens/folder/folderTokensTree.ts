import { MarkdownString, ThemeIcon, TreeItemCheckboxState, TreeItemCollapsibleState } from 'vscode';
import type { TreeItem, Uri } from 'vscode';
import { formatDay } from '../../../core/base/day';
import { escapeMarkdown } from '../../../core/base/markdown';
import { formatBytes, formatCount } from '../../../core/base/numbers';
import { withUnit } from '../../../core/tokens/counting/describeCount';
import { figuresOf } from '../../../core/tokens/folder/result';
import { say } from '../../shared/words';
import type { FolderResult } from '../../../core/tokens/folder/result';
import { ChosenNodes } from '../../../core/tokens/folder/chosenNodes';
import type { NodePath } from '../../../core/tokens/folder/chosenNodes';
import { sortNodes, totalOf } from '../../../core/tokens/folder/folderTree';
import type { CountNode, FolderCount, SortOrder, FolderTotals } from '../../../core/tokens/folder/folderTree';
import { RowTree, rowItem } from '../../shared/rowTree';
import { commandOf } from '../../shared/commands';
import type { CountedRoot } from './countFolders';
import { childOf } from '../../files/paths';
import { estimateReason } from '../../../core/tokens/counting/modelCount';

type FolderNode =
  | {
      readonly kind: 'counted';
      readonly counted: CountNode;
      readonly uri: Uri;
      readonly top: boolean;
      readonly path: NodePath;
    }
  | { readonly kind: 'more'; readonly parent: FolderNode & { kind: 'counted' }; readonly hidden: number };

/** Children shown at first, and more with each click: VS Code asks for every item of a folder at once. */
const pageSize = 250;

/** A result, and the order in which the user wants to see it. */
export interface ShownResult {
  readonly result: FolderResult;
  readonly roots: readonly CountedRoot[];
  readonly order: SortOrder;
}

export class FolderTokensTree extends RowTree<FolderNode> {
  private shown: (ShownResult & { readonly total: FolderTotals }) | undefined;
  /** Numbers of shown children by folder, where they are more than a page. */
  private readonly limits = new Map<FolderCount, number>();
  private readonly choices = new ChosenNodes();

  /** The sums over the chosen files. */
  get chosen(): FolderTotals {
    return totalOf((this.shown?.roots ?? []).flatMap(({ node }) => this.choices.chosenIn([node])));
  }

  /** Chooses rows, or takes their choice back. */
  choose(rows: readonly (readonly [FolderNode, boolean])[]): void {
    this.choices.set(rows.flatMap(([row, isChosen]) => (row.kind === 'counted' ? [{ path: row.path, isChosen }] : [])));
    this.refresh();
  }

  /** Returns the addresses of the files and folders of rows. Without rows: of all that is chosen, or else of everything. */
  urisOf(rows: readonly unknown[]): Uri[] {
    const given = rows.flatMap((row) => (this.has(row) && row.kind === 'counted' ? [row.uri] : []));
    if (given.length > 0) return given;
    const roots = this.shown?.roots ?? [];
    const chosen = roots.flatMap(({ uri, node }) =>
      this.choices
        .chosenIn([node])
        .map(({ path }) => (path === node.path ? uri : childOf(uri, path.slice(node.path.length + 1)))),
    );
    return chosen.length > 0 ? chosen : roots.map(({ uri }) => uri);
  }

  show(shown: ShownResult | undefined): void {
    if (shown?.result !== this.shown?.result) {
      this.limits.clear();
      this.choices.clear();
    }
    this.shown = shown && { ...shown, total: totalOf(shown.result.roots) };
    this.refresh();
  }

  showMore(node: unknown): void {
    if (!this.has(node) || node.kind !== 'more' || node.parent.counted.kind !== 'folder') return;
    const folder = node.parent.counted;
    this.limits.set(folder, (this.limits.get(folder) ?? pageSize) + pageSize);
    this.changed.fire(node.parent);
  }

  protected childrenOf(node?: FolderNode): FolderNode[] {
    if (!this.shown) return [];
    const { roots, order } = this.shown;
    if (!node)
      return roots.map(({ uri, node: counted }) => ({ kind: 'counted', counted, uri, top: true, path: [counted] }));
    if (node.kind === 'more' || node.counted.kind === 'file') return [];
    const limit = this.limits.get(node.counted) ?? pageSize;
    const sorted = sortNodes(node.counted.children, order);
    const items = sorted.slice(0, limit).map((counted): FolderNode => {
      const path = [...node.path, counted];
      return { kind: 'counted', counted, uri: childOf(node.uri, counted.name), top: false, path };
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
    const item = rowItem(counted.name, isFolder ? (top ? Expanded : Collapsed) : None, {
      id: uri.toString(),
      icon: isFolder ? ThemeIcon.Folder : ThemeIcon.File,
      contextValue: counted.kind,
    });
    item.resourceUri = uri;
    if (this.shown) {
      const { tokens, share, count } = figuresOf(counted, this.shown.total, this.shown.result, say);
      item.description = top ? say('{0} tokens', tokens) : `${tokens} · ${share}`;
      const unit = withUnit({ tokens: count.tokens }, say);
      const spoken = count.estimate ? say('about {0}', unit) : unit;
      item.accessibilityInformation = { label: say('{0}, {1}, {2} of what was counted', counted.name, spoken, share) };
    }
    this.addCheckbox(item, node);
    if (!isFolder) item.command = { command: 'vscode.open', title: say('Open'), arguments: [uri] };
    return item;
  }

  /**
   * Adds the checkbox of a row. A folder is checked if all files in it are chosen. How
   * many are chosen is shown beside it otherwise.
   */
  private addCheckbox(item: TreeItem, { counted, path }: FolderNode & { kind: 'counted' }): void {
    const all = counted.kind === 'file' ? 1 : counted.files;
    const { files } = this.choices.totalsIn(path);
    item.checkboxState = {
      state: files === all ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
      tooltip: files === all ? say('Chosen to be packed for a model') : say('Choose to pack it for a model'),
      accessibilityInformation: { label: counted.name },
    };
    if (files === 0 || files === all) return;
    const some = say('{0} of {1} chosen', formatCount(files), formatCount(all));
    item.description = typeof item.description === 'string' ? `${item.description} · ${some}` : some;
    const spoken = item.accessibilityInformation?.label ?? counted.name;
    item.accessibilityInformation = { label: `${spoken}, ${some}` };
  }

  /** The tooltip is made when the pointer rests on an item, not for the whole tree. */
  resolveTreeItem(item: TreeItem, node: FolderNode): TreeItem {
    if (node.kind === 'counted' && this.shown)
      item.tooltip = tooltipOf(node.counted, this.shown.total, this.shown.result);
    return item;
  }
}

const moreItem = (node: FolderNode & { kind: 'more' }): TreeItem =>
  rowItem(say('{0} more', formatCount(node.hidden)), TreeItemCollapsibleState.None, {
    id: `${node.parent.uri.toString()}#more`,
    icon: 'ellipsis',
    command: commandOf('tokens.showMoreFiles', say('Show More'), node),
  });

function tooltipOf(counted: CountNode, total: FolderTotals, result: FolderResult): MarkdownString {
  const { tokens, share, fit, cost, count } = figuresOf(counted, total, result, say);
  const { model } = result;
  const bytes = formatBytes(counted.bytes);
  const files = counted.kind === 'folder' ? counted.files : undefined;
  const lines = [
    `**${escapeMarkdown(counted.path)}**`,
    say('{0} tokens for {1}, {2} of what was counted', tokens, escapeMarkdown(model.name), share),
    say('Of the usable input: {0}', fit),
    model.price
      ? say('Cost as input: {0}, price of {1}', escapeMarkdown(cost), formatDay(model.price.checked))
      : say('Cost as input: {0}', escapeMarkdown(cost)),
    files === undefined
      ? bytes
      : files === 1
        ? say('1 file, {0}', bytes)
        : say('{0} files, {1}', formatCount(files), bytes),
    ...(count.estimate ? [`≈ ${escapeMarkdown(estimateReason(count.estimate, say))}`] : []),
  ];
  return new MarkdownString(lines.join('\n\n'));
}
