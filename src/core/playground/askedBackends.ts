import type { Backend } from '../chat/backend';
import { originIn } from '../chat/providers/location';
import { wasAsked } from './session/nodeText';
import type { Session } from './session/sessionTree';

/** Something of this session has gone there. What came with a file went from elsewhere. */
export function hasAsked({ nodes }: Pick<Session, 'nodes'>, { location }: Pick<Backend, 'location'>): boolean {
  const origin = originIn(location);
  for (const node of nodes.values()) {
    if (node.kind === 'answer' && node.target.origin === origin && wasAsked(node) && node.isImported !== true)
      return true;
  }
  return false;
}
