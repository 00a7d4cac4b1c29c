import type { CountNode, FolderTotals } from './folderTree';
import { totalOf } from './folderTree';

/** A node after the folders that it is in, from its root down. The node is the last item. */
export type NodePath = readonly CountNode[];

interface Choice {
  readonly path: NodePath;
  readonly isChosen: boolean;
}

/** Files and folders that were chosen in trees. A choice applies to everything below, except where a choice there differs. */
export class ChosenNodes {
  private readonly choices = new Map<CountNode, Choice>();
  /** Folders that have a choice below them. */
  private readonly mixed = new Set<CountNode>();

  /** Applies several choices at once. Of two for one place the later counts. */
  set(choices: readonly Choice[]): void {
    for (const { path, isChosen } of choices) {
      const node = path.at(-1);
      if (!node) continue;
      for (const [other, { path: at }] of this.choices) if (at.includes(node)) this.choices.delete(other);
      if (this.isChosen(path) !== isChosen) this.choices.set(node, { path, isChosen });
    }
    this.mixed.clear();
    for (const { path } of this.choices.values()) for (const folder of path.slice(0, -1)) this.mixed.add(folder);
  }

  clear(): void {
    this.choices.clear();
    this.mixed.clear();
  }

  /** Returns whether a node is chosen, by the nearest choice: that of the node itself, or of a folder that it is in. */
  isChosen(path: NodePath): boolean {
    const nearest = path.findLast((node) => this.choices.has(node));
    return nearest !== undefined && this.choices.get(nearest)!.isChosen;
  }

  /** Returns the sums over the chosen part of a node. */
  totalsIn(path: NodePath): FolderTotals {
    return totalOf(this.chosenIn(path));
  }

  /** Returns the fewest nodes that hold exactly the chosen part of a node, in the order of the tree. */
  chosenIn(path: NodePath): CountNode[] {
    const node = path.at(-1);
    return node ? [...this.chosenBelow(node, this.isChosen(path))] : [];
  }

  private *chosenBelow(node: CountNode, isChosen: boolean): Generator<CountNode> {
    if (node.kind === 'file' || !this.mixed.has(node)) {
      if (isChosen) yield node;
      return;
    }
    for (const child of node.children) yield* this.chosenBelow(child, this.choices.get(child)?.isChosen ?? isChosen);
  }
}
