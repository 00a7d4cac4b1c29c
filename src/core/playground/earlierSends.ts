import type { Backend } from '../chat/backend';
import { filesOf } from '../chat/fileFacts';
import { originIn } from '../chat/providers/location';
import type { AnswerRequest } from './session/messagesFor';
import { wasAsked } from './session/nodeText';
import type { PromptNode, SessionNode } from './session/sessionSchema';
import type { Session } from './session/sessionTree';

type Nodes = Pick<Session, 'nodes'>;

/** Whether an answer was requested from `origin`. An imported one was requested elsewhere. */
const wentTo = (node: SessionNode, origin: string): boolean =>
  node.kind === 'answer' && node.target.origin === origin && wasAsked(node) && node.isImported !== true;

/** Whether something of this session was sent to the backend. */
export function hasAsked({ nodes }: Nodes, { location }: Pick<Backend, 'location'>): boolean {
  const origin = originIn(location);
  for (const node of nodes.values()) if (wentTo(node, origin)) return true;
  return false;
}

/**
 * Whether a request holds files, or texts from files, that were not yet sent to its origin. `edited`: the message that it
 * replaces, whose added texts may still be in it.
 */
export function bringsAdded(
  { nodes }: Nodes,
  { prompt, target: { origin } }: Pick<AnswerRequest, 'prompt' | 'target'>,
  edited?: string,
): boolean {
  const gone = new Set<string>();
  for (const node of nodes.values()) {
    if (wentTo(node, origin)) for (const { id } of upFrom(nodes, node.parent, gone)) gone.add(id);
  }
  const own = upFrom(nodes, prompt.parent, gone);
  return [prompt, ...own, ...upFrom(nodes, edited ?? null, gone).slice(0, 1)].some(
    (node) => node.kind === 'prompt' && !gone.has(node.id) && hasAdded(node),
  );
}

const hasAdded = (prompt: PromptNode): boolean => (prompt.origins ?? []).length > 0 || filesOf([prompt]).length > 0;

/** Returns a node and those above it, up to the first in `known`. All nodes above a known one are known, too. */
function upFrom(nodes: Session['nodes'], from: string | null, known: ReadonlySet<string>): SessionNode[] {
  const found: SessionNode[] = [];
  for (let id = from; id !== null && !known.has(id);) {
    const node = nodes.get(id);
    if (!node) break;
    found.push(node);
    id = node.parent;
  }
  return found;
}
