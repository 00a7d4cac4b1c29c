import type { TreeDataProvider, TreeItem } from 'vscode';
import { RowTree } from './rowTree';

/**
 * The rows of a view that is registered at start, made by code that loads when VS Code first asks for them: that is when
 * somebody sees the view.
 */
export class LazyTree<Node extends object> extends RowTree<Node> {
  private heard: TreeDataProvider<Node> | undefined;

  /** @param load gives the same tree each time. */
  constructor(private readonly load: () => Promise<TreeDataProvider<Node>>) {
    super();
  }

  protected async childrenOf(node?: Node): Promise<Node[]> {
    return (await (await this.tree()).getChildren(node)) ?? [];
  }

  async getTreeItem(node: Node): Promise<TreeItem> {
    return (await this.tree()).getTreeItem(node);
  }

  /** `reveal` asks for it. */
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
