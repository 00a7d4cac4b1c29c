import type { CountNode, FolderTotals } from './folderTree';
import { totalOf } from './folderTree';

/** A node with those that it is in, from its root down; it is the last. */
export type NodePath = readonly CountNode[];

interface Choice {
  readonly path: NodePath;
  readonly isChosen: boolean;
}

/** Files and folders that were chosen in trees. A choice holds for all that is below, until one there says otherwise. */
export class ChosenNodes {
  private readonly choices = new Map<CountNode, Choice>();
  /** Folders that have a choice below them. */
  private readonly mixed = new Set<CountNode>();

  /** Takes several choices at once; the later one of two for one place holds. */
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

  /** The sums over what is chosen of a node. */
  totalsIn(path: NodePath): FolderTotals {
    return totalOf(this.chosenIn(path));
  }

  /** The fewest nodes that hold all that is chosen of a node, and nothing else, in the order of the tree. */
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
