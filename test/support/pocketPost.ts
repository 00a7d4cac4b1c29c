import type { PocketPost } from '../../src/core/pocket/chat/askPocket';
import type { PocketReply } from '../../src/core/pocket/chat/pocketProtocol';
import { PocketServer } from '../../src/core/pocket/chat/pocketServer';
import type { PocketModel } from '../../src/core/pocket/pocketModel';
import { Questions } from '../../src/core/base/rpc/questions';
import { turnOfLoop } from './pocket';

/** Both ends of the thread in memory: what one says arrives at the other as a copy. */
export function pocketInMemory(model: () => Promise<PocketModel>): { post: PocketPost; replies: PocketReply[] } {
  const questions = new Questions<PocketReply>();
  const replies: PocketReply[] = [];
  const server = new PocketServer(
    model,
    (sent) => {
      const reply = structuredClone(sent);
      replies.push(reply);
      if (reply.kind === 'failure') questions.fail(reply.id, new Error(reply.message));
      else if (reply.kind === 'delta') questions.progress(reply.id, reply);
      else questions.answer(reply.id, reply);
    },
    turnOfLoop,
  );
  const post: PocketPost = (make, signal, onProgress) =>
    questions.ask((id) => server.receive(structuredClone(make(id))), {
      signal,
      cancel: (id) => server.receive({ kind: 'cancel', id }),
      onProgress,
    });
  return { post, replies };
}
