import { EventEmitter, ThemeIcon, TreeItem } from 'vscode';
import type { TreeDataProvider, TreeItemCollapsibleState } from 'vscode';

/** The rows of a view. A command is given one of them or no row at all, which `has` tells apart. */
export abstract class RowTree<Node extends object> implements TreeDataProvider<Node> {
  private readonly known = new WeakSet<object>();
  protected readonly changed = new EventEmitter<Node | Node[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  protected abstract childrenOf(node?: Node): readonly Node[] | Promise<readonly Node[]>;
  abstract getTreeItem(node: Node): TreeItem | Promise<TreeItem>;

  dispose(): void {
    this.changed.dispose();
  }

  /** Reads the rows again. Call this when rows or their content have changed. Expanded rows stay expanded. */
  readonly refresh = (): unknown => this.changed.fire(undefined);

  async getChildren(node?: Node): Promise<Node[]> {
    const children = [...(await this.childrenOf(node))];
    for (const child of children) this.known.add(child);
    return children;
  }

  /** Whether VS Code was given the value as a row. */
  readonly has = (value: unknown): value is Node =>
    typeof value === 'object' && value !== null && this.known.has(value);
}

type RowParts = Partial<
  Pick<TreeItem, 'accessibilityInformation' | 'command' | 'contextValue' | 'description' | 'id' | 'tooltip'>
> & { readonly icon?: string | ThemeIcon };

/** Makes a row with its parts. `icon` is a product icon, by its id or with a colour. */
export function rowItem(label: string, state: TreeItemCollapsibleState, { icon, ...parts }: RowParts): TreeItem {
  const iconPath = typeof icon === 'string' ? new ThemeIcon(icon) : icon;
  // Without it a screen reader reads a plain-text tooltip instead of the row.
  const spoken =
    typeof parts.description === 'string' && parts.description !== '' ? `${label}, ${parts.description}` : label;
  const accessibilityInformation = typeof parts.tooltip === 'string' ? { label: spoken } : undefined;
  return Object.assign(
    new TreeItem(label, state),
    accessibilityInformation && { accessibilityInformation },
    parts,
    iconPath && { iconPath },
  );
}
