import type { ChatRequest } from '../../chat/messages/chatTypes';
import type { CellAsker } from './cellAsker';

/** The SHA-256 of a request's body, and what its answer hangs on: the same question is asked as often as it is to be repeated. */
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
