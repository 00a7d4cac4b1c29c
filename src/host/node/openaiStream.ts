import { OpenAI } from 'openai';
import { Stream } from 'openai/core/streaming';
import type { WireEvent } from '../../core/chat/messages/transport';

// The one file that imports `openai` (394 KB minified): load it with `await import()`.

/**
 * Asks for an answer of Chat Completions or Responses. The client gets no key and sends nothing itself: `send` sets
 * every header, the address and the body (the client would write megabytes of JSON in one go). So neither the
 * environment (OPENAI_CUSTOM_HEADERS, OPENAI_BASE_URL) nor a message of the client can carry a key.
 */
export async function openOpenAiStream(
  dialect: 'chat-completions' | 'responses',
  send: () => Promise<Response>,
  signal: AbortSignal,
): Promise<AsyncIterator<WireEvent>> {
  let failure: { readonly error: unknown } | undefined;
  const client = new OpenAI({
    baseURL: 'https://set-by-send.invalid',
    apiKey: 'set-by-send',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0, // core decides: it knows about fields to leave out and about how long people wait.
    timeout: 2 ** 31 - 1, // The idle watchdog of core is the limit.
    logLevel: 'off', // The client would log bodies to the console.
    fetch: async () => {
      try {
        return await send();
      } catch (error) {
        failure = { error };
        throw error;
      }
    },
  });
  try {
    const answer =
      dialect === 'responses'
        ? client.responses.create({ model: '', input: '', stream: true }, { signal })
        : client.chat.completions.create({ model: '', messages: [], stream: true }, { signal });
    return decoded(await answer.asResponse(), client, signal);
  } catch (error) {
    throw failure === undefined ? error : failure.error; // The client wraps what its `fetch` throws.
  }
}

/**
 * Yields the events with their names. By default the client ends the stream at every
 * `error`, even an empty one beside a sound chunk.
 */
async function* decoded(
  response: Response,
  client: OpenAI,
  signal: AbortSignal,
): AsyncGenerator<WireEvent, void, undefined> {
  const controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  const stream = Stream.fromSSEResponse<NamedEvent>(response, controller, client, true, 'events');
  try {
    for await (const { event, data } of stream) {
      yield { type: 'event', value: data, ...(event !== null && { name: event }) };
    }
  } catch (error) {
    // The decoder throws a SyntaxError for an event that is not JSON.
    if (!(error instanceof SyntaxError)) throw error;
    yield { type: 'malformed' };
  }
}

interface NamedEvent {
  readonly event: string | null;
  readonly data: unknown;
}
