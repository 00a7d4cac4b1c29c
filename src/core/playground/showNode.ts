import type { LiveSession } from './liveSession';

/** Where a node is shown. */
interface NodePlace {
  readonly column: string;
  /** The turn that it is in. */
  readonly promptId: string;
}

/**
 * Shows a message or an answer of a session. If no column shows it, the first column does then. `undefined`: it does
 * not exist.
 */
export function showNode(live: LiveSession, nodeId: string): NodePlace | undefined {
  const node = live.session.nodes.get(nodeId);
  const promptId = node?.kind === 'prompt' ? nodeId : node?.parent;
  if (promptId == null) return undefined;
  const shown = live.columns.find(({ turns }) =>
    turns.some(({ prompt, answer }) => prompt.id === nodeId || answer?.id === nodeId),
  );
  if (!shown) live.main.showSibling(nodeId);
  return { column: (shown ?? live.main).id, promptId };
}
