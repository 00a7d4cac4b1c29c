import type { AnswerEnd, ChatService, ConnectionReport, CountAsk, Outcome } from '../../../core/chat/service';
import type { ChatEvent, ChatRequest, Endpoint } from '../../../core/chat/types';
import type { Logger } from '../../shared/log';
import { settings } from '../../shared/settings';
import type { KeyStore } from '../providers/keyStore';

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
}

export function createProviderChat(keys: KeyStore, log: Logger): ProviderChat {
  let service: Promise<ChatService> | undefined;
  const load = (): Promise<ChatService> => {
    service ??= loadService(log);
    return service;
  };
  const options = (endpoint: Endpoint, signal: AbortSignal) => ({
    key: () => keys.read(endpoint),
    signal,
    limits: { idleMs: settings.stallTimeoutMs(), answerCharacters: settings.maxAnswerCharacters() },
  });
  return {
    ask: async (endpoint, request, signal, onEvents) =>
      (await load()).ask(endpoint, request, { ...options(endpoint, signal), onEvents }),
    listModels: async (endpoint, signal) => (await load()).listModels(endpoint, options(endpoint, signal)),
    testConnection: async (endpoint, signal) =>
      (await load()).testConnection(endpoint, options(endpoint, signal), endpoint.model),
    countTokens: async (endpoint, ask, signal) => (await load()).countTokens(endpoint, ask, options(endpoint, signal)),
  };
}

/** Loaded with the first request: most windows never send one. */
async function loadService(log: Logger): Promise<ChatService> {
  const [{ createChatService }, { createChatHost }] = await Promise.all([
    import('../../../core/chat/service'),
    import('../../../host/node/chatHost'),
  ]);
  return createChatService(createChatHost(log));
}
