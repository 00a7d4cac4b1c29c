import type { TreeDataProvider, TreeItem } from 'vscode';
import { RowTree } from './rowTree';

/**
 * The rows of a view that is registered at start. The code that makes them loads when VS Code first asks for rows,
 * which is when the view is first visible.
 */
export class LazyTree<Node extends object> extends RowTree<Node> {
  private heard: TreeDataProvider<Node> | undefined;

  /** @param load returns the same tree each time. */
  constructor(private readonly load: () => Promise<TreeDataProvider<Node>>) {
    super();
  }

  protected async childrenOf(node?: Node): Promise<Node[]> {
    return (await (await this.tree()).getChildren(node)) ?? [];
  }

  async getTreeItem(node: Node): Promise<TreeItem> {
    return (await this.tree()).getTreeItem(node);
  }

  /** Returns the parent of a row, for `reveal`. */
  async getParent(node: Node): Promise<Node | undefined> {
    return (await (await this.tree()).getParent?.(node)) ?? undefined;
  }

  private async tree(): Promise<TreeDataProvider<Node>> {
    const tree = await this.load();
    if (this.heard !== tree) {
      this.heard = tree;
      tree.onDidChangeTreeData?.((node) => this.changed.fire(node ?? undefined));
    }
    return tree;
  }
}
