import type { ErrorView } from '../../../core/chat/messages/errors';
import { isBuiltIn } from '../../../core/chat/providers/builtIn';
import type { AnswerEnd, ChatService, ConnectionReport, CountAsk } from '../../../core/chat/service';
import type { Outcome } from '../../../core/chat/messages/errors';
import type { ChatEvent, ChatRequest, Endpoint } from '../../../core/chat/messages/types';
import { host } from '#host';
import type { Logger } from '../../shared/log';
import { readSetting, stallTimeoutMs } from '../../shared/settings';
import { say } from '../../shared/words';
import type { PocketThread } from './pocketThread';
import type { KeyStore } from './keyStore';

/** Asks providers with the stored keys and the limits of the settings. Never rejects. */
export interface ProviderChat {
  ask(
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
    onEvents: (events: readonly ChatEvent[]) => void,
  ): Promise<AnswerEnd>;
  listModels(endpoint: Endpoint, signal: AbortSignal): Promise<Outcome<readonly string[]>>;
  testConnection(endpoint: Endpoint, signal: AbortSignal): Promise<Outcome<ConnectionReport>>;
  countTokens(endpoint: Endpoint, ask: CountAsk, signal: AbortSignal): Promise<Outcome<number>>;
  /** Why a request cannot be sent there, as far as that is known before; `undefined` where nothing speaks against it. */
  whyNot(endpoint: Endpoint, request: ChatRequest): Promise<ErrorView | undefined>;
}

export function createProviderChat(keys: KeyStore, pocket: Pick<PocketThread, 'post'>, log: Logger): ProviderChat {
  let service: Promise<ChatService> | undefined;
  const load = (): Promise<ChatService> => {
    service ??= loadService(log);
    return service;
  };
  const options = (endpoint: Endpoint, signal: AbortSignal) => ({
    key: () => keys.read(endpoint),
    signal,
    limits: { idleMs: stallTimeoutMs(), answerCharacters: readSetting('playground.maxAnswerCharacters') },
  });
  const onBroken = (error: unknown): void => log.error('Pocket could not answer.', error);
  return {
    ask: async (endpoint, request, signal, onEvents) => {
      if (!isBuiltIn(endpoint.id)) {
        return (await load()).ask(endpoint, request, { ...options(endpoint, signal), onEvents });
      }
      return (await loadPocketChat()).askPocket(pocket.post, request, {
        signal,
        onEvents,
        onBroken,
        randomSeed: host.randomSeed,
        say,
      });
    },
    whyNot: async (endpoint, request) => {
      if (!isBuiltIn(endpoint.id)) return undefined;
      try {
        return await (await loadPocketChat()).whyPocketCannot(pocket.post, request, say);
      } catch (error) {
        onBroken(error); // Asking it says so, where an answer would stand.
        return undefined;
      }
    },
    listModels: async (endpoint, signal) =>
      isBuiltIn(endpoint.id)
        ? { status: 'done', value: endpoint.model === undefined ? [] : [endpoint.model] }
        : (await load()).listModels(endpoint, options(endpoint, signal)),
    testConnection: async (endpoint, signal) => {
      if (!isBuiltIn(endpoint.id)) {
        return (await load()).testConnection(endpoint, options(endpoint, signal), endpoint.model);
      }
      const { testPocket } = await import('../../../core/pocket/chat/checkPocket');
      return testPocket(pocket.post, { signal, onBroken, say });
    },
    countTokens: async (endpoint, ask, signal) => (await load()).countTokens(endpoint, ask, options(endpoint, signal)),
  };
}

const loadPocketChat = () => import('../../../core/pocket/chat/askPocket');

/** Loaded with the first request: most windows never send one. */
async function loadService(log: Logger): Promise<ChatService> {
  const [{ createChatService }, { createChatHost }] = await Promise.all([
    import('../../../core/chat/service'),
    import('#host/chat'),
  ]);
  return createChatService(createChatHost(log), say);
}
