import { createParser } from 'eventsource-parser';
import { parseJson } from '../../core/base/json';
import type { WireBody, WireEvent } from '../../core/chat/messages/transport';

/** Asks for an answer of an API that `openai` does not speak, and reads the JSON of its event stream. */
export async function openEventStream(
  body: WireBody,
  send: (body: string) => Promise<Response>,
): Promise<AsyncIterator<WireEvent>> {
  return eventsOf(await send(JSON.stringify(body)));
}

async function* eventsOf(response: Response): AsyncGenerator<WireEvent, void, undefined> {
  if (response.body === null) return;
  const found: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => found.push(data) });
  const decoder = new TextDecoder();
  for await (const bytes of response.body as AsyncIterable<Uint8Array>) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* parsed(found.splice(0));
  }
  parser.feed('\n\n'); // Some bodies end without the empty line after their last event.
  yield* parsed(found.splice(0));
}

function* parsed(texts: readonly string[]): Generator<WireEvent, void, undefined> {
  for (const text of texts) {
    if (text === '[DONE]') continue; // OpenAI's end of a stream.
    const value = parseJson(text);
    yield value === undefined ? { type: 'malformed' } : { type: 'event', value };
  }
}
