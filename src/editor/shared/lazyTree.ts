import { EventEmitter } from 'vscode';
import type { TreeDataProvider, TreeItem } from 'vscode';

/**
 * The rows of a view that is registered at start, made by code that loads when VS Code first asks for them: that is when
 * somebody sees the view.
 */
export class LazyTree<Node extends object> implements TreeDataProvider<Node> {
  private readonly changed = new EventEmitter<Node | Node[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private heard: TreeDataProvider<Node> | undefined;

  /** @param load gives the same tree each time. */
  constructor(private readonly load: () => Promise<TreeDataProvider<Node>>) {}

  dispose(): void {
    this.changed.dispose();
  }

  async getChildren(node?: Node): Promise<Node[]> {
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
