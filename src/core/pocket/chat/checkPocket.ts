import type { Outcome } from '../../chat/messages/errors';
import type { ConnectionReport } from '../../chat/discovery/connectionCheck';
import { askPocket } from './askPocket';
import type { AskPocketOptions, PocketPost } from './askPocket';
import { pocket } from './pocketIdentity';

const { model } = pocket;

/** Finds out whether Pocket works: it has no list of models, and is asked for one token, which costs nothing. Never rejects. */
export async function testPocket(
  post: PocketPost,
  { signal, onBroken, say }: Pick<AskPocketOptions, 'signal' | 'onBroken' | 'say'>,
): Promise<Outcome<ConnectionReport>> {
  const request = {
    ...{ model, system: '', params: { maxOutputTokens: 1 } },
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
  } as const;
  const { status, error } = await askPocket(post, request, {
    ...{ signal, onBroken, say },
    onEvents: () => undefined,
    randomSeed: () => 0, // Nothing is drawn.
  });
  if (status === 'stopped') return { status };
  if (error) return { status: 'failed', error };
  return { status: 'done', value: { via: 'chat', host: '', model } };
}
