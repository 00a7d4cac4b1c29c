import type { ServerResponse } from 'node:http';
import { echoBehaviours } from './echoBehaviours';
import { floodBehaviours } from './floodBehaviours';
import { anthropicStreams } from './recordedMessages';
import { responsesStreams } from './recordedResponses';
import type { RecordedEvent } from './recordedResponses';
import { toolRound } from './toolBehaviours';

/** The exchange that a behaviour works with. */
export interface Exchange {
  readonly response: ServerResponse;
  /** The parsed body of the request; `{}` for a GET. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The key in the form in which it came: a bearer token, or the header of Anthropic. */
  readonly authorization: string;
  /** How often this behaviour was asked for, this time included. */
  readonly attempt: number;
  /** Where `redirect` points to. */
  readonly redirectTo: string;
  /** Milliseconds between two chunks of `slow`. */
  readonly slowMs: number;
  /** Resolves when the test tells the server to go on. */
  readonly told: () => Promise<void>;
}

export type Behaviour = (exchange: Exchange) => void | Promise<void>;

const chunk = (delta: object, finish: string | null = null, more: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'fault',
  choices: [{ index: 0, delta, finish_reason: finish, ...more }],
});
const text = (content: unknown) => chunk({ content });
const usage = { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 };
const usageChunk = { ...chunk({}), choices: [], usage };

function startStream({ response }: Exchange, type = 'text/event-stream'): void {
  response.writeHead(200, { 'content-type': type });
  response.flushHeaders();
}

function write({ response }: Exchange, ...chunks: unknown[]): void {
  for (const item of chunks) response.write(typeof item === 'string' ? item : `data: ${JSON.stringify(item)}\n\n`);
}

/** A whole answer made of these chunks. */
function answer(exchange: Exchange, ...chunks: unknown[]): void {
  startStream(exchange);
  write(exchange, chunk({ role: 'assistant', content: '' }), ...chunks, chunk({}, 'stop'), usageChunk);
  exchange.response.end('data: [DONE]\n\n');
}

/** A stream of which nothing follows after these chunks. */
function ending(exchange: Exchange, ...chunks: unknown[]): void {
  startStream(exchange);
  write(exchange, ...chunks);
  exchange.response.end();
}

function json({ response }: Exchange, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function html({ response }: Exchange, status: number, title: string): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end(`<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`);
}

/** Events with their names, as OpenAI's Responses and Anthropic write them. */
function recorded(exchange: Exchange, events: readonly RecordedEvent[], ...more: readonly RecordedEvent[]): void {
  ending(exchange, ...[...events, ...more].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`));
}

const hello = [text('Hel'), text('lo')];
const tooMany = { error: { message: 'Rate limit reached.', type: 'requests', code: 'rate_limit_exceeded' } };
const scripts =
  '<script>document.title="hacked"</script><img src=x onerror="document.title=\'hacked\'"> ' +
  '[run](command:workbench.action.closeWindow) ![pixel](https://tracker.example/pixel.png)';

/** Asked for by the model id of a chat request, or by the first part of the path (`/stall/v1/models`). */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  ok: (exchange) => answer(exchange, ...hello),
  echo: (exchange) => {
    const messages = exchange.body['messages'] as readonly { readonly content: string }[];
    return answer(exchange, text(messages.at(-1)?.content));
  },
  tools: (exchange) =>
    ending(exchange, ...toolRound(exchange.body).map((one) => chunk(...one)), usageChunk, 'data: [DONE]\n\n'),
  'bad-key': (exchange) =>
    json(exchange, 401, {
      error: { message: `Incorrect API key: ${exchange.authorization}`, code: 'invalid_api_key' },
    }),
  'bad-key-400': (exchange) => json(exchange, 400, { error: { message: 'Bad key.', code: 'invalid_api_key' } }),
  forbidden: (exchange) => json(exchange, 403, { error: 'Not for you.' }),
  'no-such-model': (exchange) =>
    json(exchange, 404, { error: { message: 'The model does not exist.', code: 'model_not_found', param: null } }),
  'no-such-model-400': (exchange) =>
    json(exchange, 400, { message: 'Invalid model', type: 'invalid_model', code: '1500' }),
  'no-such-path': ({ response }) => void response.writeHead(404).end('404 page not found'),
  'no-such-path-fastapi': (exchange) => json(exchange, 404, { detail: 'Not Found' }),
  'rate-limit-long': (exchange) => json(exchange, 429, tooMany, { 'retry-after': '42' }),
  'rate-limit-short': (exchange) =>
    exchange.attempt === 1 ? json(exchange, 429, tooMany, { 'retry-after-ms': '10' }) : answer(exchange, ...hello),
  'rate-limit-google': (exchange) =>
    json(exchange, 429, [{ error: { code: 429, message: 'Quota.', details: [{ retryDelay: '43.5s' }] } }]),
  'rate-limit-date': (exchange) =>
    json(exchange, 429, tooMany, { 'retry-after': new Date(Date.now() + 90_000).toUTCString() }),
  'no-quota': (exchange) =>
    json(exchange, 429, { error: { message: 'You exceeded your current quota.', code: 'insufficient_quota' } }),
  'final-error': (exchange) => json(exchange, 503, { error: 'Down.' }, { 'x-should-retry': 'false' }),
  'method-not-allowed': (exchange) => json(exchange, 405, { error: 'Method Not Allowed' }),
  'not-implemented': (exchange) => json(exchange, 501, { error: { message: 'This server only embeds.', code: 501 } }),
  'not-implemented-path': ({ response }) => void response.writeHead(501).end('Unsupported method'),
  'google-bad-key': (exchange) =>
    json(exchange, 400, [{ error: { code: 400, message: 'Bad key.', details: [{ reason: 'API_KEY_INVALID' }] } }]),
  'no-content': ({ response }) => void response.writeHead(204).end(),
  'reset-content': ({ response }) => void response.writeHead(205).end(),
  'repeats-the-prompt': (exchange) =>
    json(exchange, 422, {
      detail: [{ loc: ['body', 'messages'], msg: `Input is invalid: ${JSON.stringify(exchange.body['messages'])}` }],
    }),
  'server-error': (exchange) => html(exchange, 500, 'Internal Server Error'),
  'server-error-once': (exchange) =>
    exchange.attempt === 1 ? html(exchange, 502, 'Bad Gateway') : answer(exchange, ...hello),
  'error-body-stalls': ({ response }) => {
    response.writeHead(403);
    response.write('{"error":');
  },
  'error-body-drips': ({ response }) => {
    response.writeHead(403);
    const timer = setInterval(() => response.write('{"error":'), 50);
    response.on('close', () => clearInterval(timer));
  },
  'no-credit': (exchange) => json(exchange, 402, { error: { message: 'Insufficient Balance' } }),
  'google-bad-request': (exchange) => json(exchange, 400, [{ error: { code: 400, message: 'Bad value.' } }]),
  html: (exchange) => html(exchange, 200, 'Sign in'),
  'html-endless': (exchange) => {
    exchange.response.writeHead(200, { 'content-type': 'text/html' });
    exchange.response.write(`<html><title>Endless</title>${'<p>more</p>'.repeat(1_000)}`);
  },
  json: (exchange) => json(exchange, 200, { error: { message: 'Streaming is not supported.' } }),
  'json-long': (exchange) => json(exchange, 200, { id: 'x'.repeat(3_000), error: { message: 'Out of memory' } }),
  'json-as-event-stream': (exchange) => ending(exchange, '{"error":"Out of memory"}'),
  'other-api': (exchange) => ending(exchange, 'event: message_start\n', { type: 'message_start' }, { type: 'ping' }),
  'wrong-content-type': (exchange) => {
    startStream(exchange, 'text/plain');
    write(exchange, ...hello, chunk({}, 'stop'));
    exchange.response.end();
  },
  'no-body': ({ response }) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(),
  'empty-stream': (exchange) => ending(exchange, ': nothing\n\n', 'data: [DONE]\n\n'),
  'null-choice': (exchange) => ending(exchange, ...hello, 'data: {"choices":[null]}\n\n'),
  'done-without-finish': (exchange) => ending(exchange, ...hello, 'data: [DONE]\n\n'),
  'finish-null-then-cut': (exchange) => ending(exchange, ...hello, chunk({}, 'null')),
  'message-for-delta': (exchange) =>
    answer(exchange, { ...chunk({}), choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' } }] }),
  'usage-zero': (exchange) =>
    answer(exchange, ...hello, { ...usageChunk, usage: { prompt_tokens: 0, completion_tokens: 0 } }),
  'no-finish': (exchange) => ending(exchange, ...hello, usageChunk),
  'role-only': (exchange) => ending(exchange, chunk({ role: 'assistant' })),
  'ends-in-chunk': (exchange) => ending(exchange, ...hello, 'data: {"choices":[{"del'),
  cut: (exchange) => {
    startStream(exchange);
    write(exchange, text('Hel'));
    exchange.response.write(`data: ${JSON.stringify(text('lo'))}\n\n`, () => exchange.response.socket?.destroy());
  },
  'cut-after-finish': (exchange) => {
    startStream(exchange);
    write(exchange, ...hello);
    exchange.response.write(`data: ${JSON.stringify(chunk({}, 'stop'))}\n\n`, () =>
      exchange.response.socket?.destroy(),
    );
  },
  stall: (exchange) => {
    startStream(exchange);
    write(exchange, ...hello);
  },
  'stall-after-finish': (exchange) => {
    startStream(exchange);
    write(exchange, ...hello, chunk({}, 'stop'));
  },
  'stall-at-start': (exchange) => {
    startStream(exchange);
    write(exchange, chunk({ role: 'assistant' }));
  },
  'stall-after-words': (exchange) => {
    startStream(exchange);
    write(exchange, { message: 'The queue is full.' });
  },
  'never-answers': () => undefined,
  'keep-alive': async (exchange) => {
    startStream(exchange);
    for (let left = 3; left > 0; left--) {
      write(exchange, ': keep-alive\n\n');
      await exchange.told();
    }
    write(exchange, ...hello, chunk({}, 'stop'));
    exchange.response.end('data: [DONE]\n\n');
  },
  malformed: (exchange) => ending(exchange, ...hello, 'data: {"choices": nonsense}\n\n', chunk({}, 'stop')),
  'malformed-number': (exchange) => ending(exchange, ...hello, 'data: 42\n\n', chunk({}, 'stop')),
  'error-openrouter': (exchange) =>
    ending(exchange, ': OPENROUTER PROCESSING\n\n', ...hello, {
      ...chunk({ content: '' }, 'error'),
      error: { code: 502, message: 'Provider returned error', metadata: { raw: '{"error":{"message":"Overheated"}}' } },
    }),
  'error-anthropic': (exchange) =>
    ending(exchange, ...hello, 'event: error\n', {
      type: 'error',
      error: { type: 'overloaded_error', message: 'Overloaded' },
    }),
  'error-string': (exchange) => ending(exchange, ...hello, { error: 'Out of memory' }),
  'error-object': (exchange) => ending(exchange, ...hello, { object: 'error', message: 'Out of memory', code: 500 }),
  'error-llamacpp': (exchange) =>
    ending(exchange, 'error: {"code":400,"message":"The context is too small."}\n\n', 'data: [DONE]\n\n'),
  'error-plain-text': (exchange) => ending(exchange, ...hello, 'event: error\ndata: Out of memory\n\n'),
  'error-finish': (exchange) => ending(exchange, ...hello, chunk({}, 'insufficient_system_resource')),
  'array-content': (exchange) =>
    answer(
      exchange,
      text([{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }]),
      text([
        { type: 'text', text: 'Hel' },
        { type: 'reference', reference_ids: [1] },
      ]),
      text('lo'),
    ),
  'reasoning-content': (exchange) => answer(exchange, chunk({ reasoning_content: 'Hm' }), ...hello),
  reasoning: (exchange) => answer(exchange, chunk({ reasoning: 'Hm' }), ...hello),
  'reasoning-text': (exchange) => answer(exchange, chunk({ reasoning_text: 'Hm' }), ...hello),
  'reasoning-twice': (exchange) => answer(exchange, chunk({ reasoning_content: 'Hm', reasoning: 'Hm' }), ...hello),
  'think-tags': (exchange) =>
    answer(exchange, ...['<th', 'ink>', 'Hm</t', 'hink>\n', '\nHel', 'lo'].map((piece) => text(piece))),
  refusal: (exchange) => answer(exchange, chunk({ refusal: 'No.' })),
  'usage-moonshot': (exchange) =>
    ending(exchange, ...hello, chunk({}, 'stop', { usage: { ...usage, cached_tokens: 2 } })),
  'usage-xai': (exchange) =>
    ending(exchange, ...hello, chunk({}, 'length'), {
      ...usageChunk,
      usage: { ...usage, total_tokens: 108, completion_tokens_details: { reasoning_tokens: 100 } },
    }),
  'rejects-stream-options': (exchange) =>
    'stream_options' in exchange.body
      ? json(exchange, 422, { message: { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'] }] } })
      : answer(exchange, ...hello),
  'rejects-without-saying': (exchange) =>
    'stream_options' in exchange.body ? json(exchange, 400, { error: 'Bad request' }) : answer(exchange, ...hello),
  'takes-usage-once': (exchange) =>
    exchange.attempt === 1 ? answer(exchange, ...hello) : json(exchange, 400, { error: 'Bad request' }),
  'rejects-temperature': (exchange) =>
    json(exchange, 400, { error: { message: 'Unsupported value.', param: 'temperature' } }),
  'wants-max-completion-tokens': (exchange) =>
    'max_tokens' in exchange.body
      ? json(exchange, 400, { error: { message: 'Unsupported.', param: 'max_tokens', code: 'unsupported_parameter' } })
      : answer(exchange, ...hello),
  'rejects-one-by-one': (exchange) => {
    const param = ['max_tokens', 'stream_options'].find((field) => field in exchange.body);
    if (param === undefined) return answer(exchange, ...hello);
    return json(exchange, 400, { error: { message: 'Unsupported.', param, code: 'unsupported_parameter' } });
  },
  'rejects-thinking': (exchange) =>
    'thinking' in exchange.body
      ? json(exchange, 400, {
          type: 'error',
          error: { type: 'invalid_request_error', message: 'adaptive thinking is not supported on this model' },
        })
      : recorded(exchange, anthropicStreams.overloaded.slice(0, -1), { type: 'message_stop' }),
  'rejects-summary': (exchange) =>
    'reasoning' in exchange.body
      ? json(exchange, 400, {
          error: { message: 'Unsupported parameter.', param: 'reasoning.summary', code: 'unsupported_parameter' },
        })
      : recorded(exchange, responsesStreams.whole),
  responses: (exchange) => recorded(exchange, responsesStreams.whole),
  'responses-incomplete': (exchange) => recorded(exchange, responsesStreams.incomplete),
  'responses-failed': (exchange) => recorded(exchange, responsesStreams.failed),
  'responses-error': (exchange) => recorded(exchange, responsesStreams.error),
  'responses-cut': (exchange) => recorded(exchange, responsesStreams.whole.slice(0, -1)),
  anthropic: (exchange) => recorded(exchange, anthropicStreams.whole),
  'anthropic-overloaded': (exchange) => recorded(exchange, anthropicStreams.overloaded),
  'anthropic-cut': (exchange) => recorded(exchange, anthropicStreams.whole.slice(0, -2)),
  'anthropic-bad-key': (exchange) =>
    json(exchange, 401, { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } }),
  'anthropic-overloaded-529': (exchange) =>
    json(exchange, 529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  ...floodBehaviours,
  ...echoBehaviours,
  redirect: ({ response, redirectTo }) => void response.writeHead(307, { location: redirectTo }).end(),
  hostile: (exchange) => answer(exchange, text(scripts)),
  'hostile-error': (exchange) => json(exchange, 400, { error: { message: scripts.repeat(100), param: 'model' } }),
  'million-characters': (exchange) => answer(exchange, text('a'.repeat(1_000_000))),
  slow: (exchange) => {
    startStream(exchange);
    const timer = setInterval(() => write(exchange, text('word ')), exchange.slowMs);
    exchange.response.on('close', () => clearInterval(timer));
  },
};
