/** The nodes that a tree has handed out. What a command is given is one of them, or no node at all. */
export class TreeNodes<Node extends object> {
  private readonly known = new WeakSet<object>();

  remember(nodes: Node[]): Node[] {
    for (const node of nodes) this.known.add(node);
    return nodes;
  }

  readonly has = (value: unknown): value is Node =>
    typeof value === 'object' && value !== null && this.known.has(value);
}
