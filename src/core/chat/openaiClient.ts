import { APIConnectionError, APIError, APIUserAbortError, OpenAI } from 'openai';
import type { Call } from './call';
import { ChatError } from './errors';
import { send } from './http';
import type { ChatBody } from './request';
import { StreamTap } from './streamTap';

// The one file that imports `openai` (394 KB minified): load what leads here with `await import()`.

export interface OpenStream {
  readonly chunks: AsyncIterator<unknown>;
  readonly tap: StreamTap;
}

/**
 * Sends `body` and resolves when the headers of a 2xx answer are in. `onBytes` is called whenever bytes follow them.
 * The client is used for its event-stream decoder. It gets no key: `send` sets every header, so neither the
 * environment (OPENAI_CUSTOM_HEADERS, OPENAI_ORG_ID) nor a message of the client can carry one.
 * Throws like `send`.
 */
export async function openStream(call: Call, body: ChatBody, onBytes: () => void): Promise<OpenStream> {
  let tap: StreamTap | undefined;
  const client = new OpenAI({
    baseURL: call.baseUrl,
    apiKey: 'set-by-send',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0, // streamChat decides: it knows about fields to leave out and about how long people wait.
    timeout: 2 ** 31 - 1, // The idle watchdog is the limit.
    logLevel: 'off', // It would log bodies to the console.
    fetch: async (_url: unknown, init?: { body?: unknown }) => {
      tap = new StreamTap(await send(call, '/chat/completions', String(init?.body)), onBytes);
      return tap.response;
    },
  });
  try {
    const stream = await client.chat.completions.create(body, { signal: call.signal });
    return { chunks: stream[Symbol.asyncIterator](), tap: tap! };
  } catch (error) {
    throw rootChatError(error) ?? error;
  }
}

/** The client wraps what its `fetch` throws. */
function rootChatError(error: unknown): ChatError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ChatError) return at;
  return undefined;
}

/** What the provider reported in an `error` field or event of the stream, which the client throws. */
export function streamedErrorOf(error: unknown): { readonly payload: unknown } | undefined {
  if (!(error instanceof APIError)) return undefined;
  if (error instanceof APIConnectionError || error instanceof APIUserAbortError) return undefined;
  return { payload: error.error };
}
