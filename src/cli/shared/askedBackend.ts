import { Questions } from '../../core/base/rpc/questions';

import type { Backend } from '../../core/chat/backend';
import { endpointBackend } from '../../core/chat/endpointBackend';
import { parameterOffers } from '../../core/chat/parameters/offers';
import { ChatService } from '../../core/chat/service';
import type { FieldGuide } from '../../core/fieldGuide';
import { pocketBackend } from '../../core/pocket/chat/pocketBackend';
import type { PocketPost } from '../../core/pocket/chat/askPocket';
import type { PocketReply } from '../../core/pocket/chat/pocketProtocol';
import { createChatHost } from '../../host/node/chatHost';
import { host } from '../../host/node/host';
import type { Caller } from './commandLine';
import type { AskedEndpoint } from './askedEndpoint';
import { sayHere as say } from './sayHere';

interface BackendDeps {
  readonly guide: Pick<FieldGuide, 'parameters' | 'modelNames'>;
  readonly caller: Pick<Caller, 'fetch' | 'readOwn'>;
  /** Receives the message of a fault in this program. */
  readonly onBroken: (why: string) => void;
}

/**
 * Creates the backend of an endpoint, as the editor asks it. It reads no lists of models, so it knows nothing of a
 * model from its provider.
 */
export function askedBackend({ endpoint, key }: AskedEndpoint, { guide, caller, onBroken }: BackendDeps): Backend {
  // A failure is reported with the answer. The log adds where in this program an unexpected error happened.
  const log = {
    warn(message: string): void {
      if (message.includes(': unexpected')) onBroken(message);
    },
  };
  const service = new ChatService(createChatHost(log, caller.fetch), say);
  return endpointBackend(endpoint, {
    service: () => Promise.resolve(service),
    key: () => Promise.resolve(key),
    limits: () => ({}),
    diagnosesCache: () => false,
    offers: async (at, model) => {
      const [parameters, names] = await Promise.all([guide.parameters(), guide.modelNames()]);
      return parameterOffers(at, model, { parameters, names }, say);
    },
    says: () => undefined,
    knows: () => [],
    remoteName: undefined,
    say,
  });
}

/** Creates the backend of Pocket in this thread, where it cannot hold up anything. */
export const pocketHere = ({ caller, onBroken }: Pick<BackendDeps, 'caller' | 'onBroken'>): Backend =>
  pocketBackend({
    post: pocketPost(() => caller.readOwn('pocket.bin')),
    onBroken: (error) => onBroken(error instanceof Error ? error.message : String(error)),
    randomSeed: () => host.randomSeed(),
    say,
    remoteName: undefined,
  });

function pocketPost(readFile: () => Promise<Uint8Array>): PocketPost {
  const questions = new Questions<PocketReply>();
  const pause = (): Promise<void> => host.nextTurn();
  const load = async () => {
    const [{ PocketServer }, { loadPocket }, file] = await Promise.all([
      import('../../core/pocket/chat/pocketServer'),
      import('../../core/pocket/pocketModel'),
      readFile(),
    ]);
    const model = await loadPocket(file, pause);
    return new PocketServer(() => Promise.resolve(model), hear, pause);
  };
  const hear = (reply: PocketReply): void => {
    if (reply.kind === 'failure') questions.fail(reply.id, new Error(reply.message));
    else if (reply.kind === 'delta') questions.progress(reply.id, reply);
    else questions.answer(reply.id, reply);
  };
  let server: ReturnType<typeof load> | undefined;
  return async (make, signal, onProgress) => {
    const running = await (server ??= load());
    return questions.ask((id) => running.receive(make(id)), {
      signal,
      cancel: (id) => running.receive({ kind: 'cancel', id }),
      onProgress,
    });
  };
}
