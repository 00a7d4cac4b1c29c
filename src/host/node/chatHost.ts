import type { ChatHost, FetchLike } from '../../core/chat/messages/transport';
import { openEventStream } from './eventStream';

/** What talking to providers needs of Node. */
export function createChatHost(log: ChatHost['log'], fetchLike: FetchLike = fetch): ChatHost {
  return {
    fetch: fetchLike,
    log,
    async openStream(dialect, body, send, signal) {
      if (dialect === 'anthropic-messages') return openEventStream(body, send);
      const { openOpenAiStream } = await import('./openaiStream');
      return openOpenAiStream(dialect, body, send, signal);
    },
  };
}
