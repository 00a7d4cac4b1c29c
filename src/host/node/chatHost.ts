import { createHash } from 'node:crypto';
import { createParser } from 'eventsource-parser';
import type { EventSourceMessage } from 'eventsource-parser';
import type { ChatHost, FetchLike, WireEvent } from '../../core/chat/messages/transport';
import { parseJson } from '../../core/base/json';

/** Creates the host of code that talks to providers. */
export function createChatHost(log: ChatHost['log'], fetchLike: FetchLike = fetch): ChatHost {
  return {
    fetch: fetchLike,
    log,
    startSha256() {
      const hash = createHash('sha256');
      return { add: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
    },
    async openStream(dialect, send, signal) {
      if (dialect === 'anthropic-messages') return eventsOf(await send());
      const { openOpenAiStream } = await import('./openaiStream');
      return openOpenAiStream(dialect, send, signal);
    },
  };
}

/** Yields the JSON of an event stream from an API that `openai` does not support. */
async function* eventsOf(response: Response): AsyncGenerator<WireEvent, void, undefined> {
  if (response.body === null) return;
  const found: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => found.push(event) });
  const decoder = new TextDecoder();
  for await (const bytes of response.body as AsyncIterable<Uint8Array>) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* parsed(found.splice(0));
  }
  parser.feed('\n\n'); // Some bodies end without the empty line after their last event.
  yield* parsed(found.splice(0));
}

function* parsed(messages: readonly EventSourceMessage[]): Generator<WireEvent, void, undefined> {
  for (const { event: name, data } of messages) {
    if (data === '[DONE]') continue; // OpenAI's end of a stream.
    const value = parseJson(data);
    yield value === undefined ? { type: 'malformed' } : { type: 'event', value, ...(name !== undefined && { name }) };
  }
}
