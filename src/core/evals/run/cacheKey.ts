import type { ChatRequest } from '../../chat/messages/chatTypes';
import type { CellAsker } from './cellAsker';

/**
 * Returns the SHA-256 of a request's body, and the key of its answer. Each repeat has a key of its own, as the same
 * question is asked once for each repeat.
 */
export async function cacheKeyOf(
  asker: Pick<CellAsker, 'written'>,
  request: ChatRequest,
  repeat: number,
  sha256: (bytes: Uint8Array) => Promise<string>,
): Promise<{ readonly sha: string; readonly key: string }> {
  const { url, body } = asker.written(request);
  const sha = await sha256(new TextEncoder().encode(body));
  return { sha, key: `${sha} ${repeat} ${url}` };
}
