import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { behaviours } from './faultBehaviours';
import { recordedLists } from './recordedLists';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; `{}` where there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The client closed the connection before the answer was complete. */
  readonly closedEarly: boolean;
}

export interface FaultServer {
  /** Base URL of a provider whose models are the behaviours: each model id misbehaves as it says. */
  readonly baseUrl: string;
  readonly origin: string;
  readonly requests: readonly RecordedRequest[];
  /** Base URL where every request, the model list too, gets this behaviour or list. */
  baseUrlFor(name: string): string;
  /** Lets the answers that wait for the test take their next step. */
  tell(): void;
  /** Forgets the requests and the attempts. */
  reset(): void;
  close(): Promise<void>;
}

/** Model lists by the first part of the path. */
const lists: Readonly<Record<string, unknown>> = {
  v1: { object: 'list', data: Object.keys(behaviours).map((id) => ({ id, object: 'model' })) },
  'list-bare': [{ id: 'b' }, { id: 'a' }, { id: 'b' }],
  'list-ollama': { models: [{ name: 'llama3:latest' }] },
  'list-google': { data: [{ id: 'models/gemini-pro' }, { id: 'models/gemini-flash' }] },
  'list-hostile': {
    data: [
      { id: 'ok' },
      { id: 7 },
      null,
      { id: '' },
      { id: 'x'.repeat(257) },
      { id: 'y'.repeat(256) },
      { id: 'line\nbreak' },
    ],
  },
  'list-huge': { data: Array.from({ length: 6_000 }, (_, number) => ({ id: `m${number}` })) },
  'list-none': { object: 'list' },
  'list-openai': recordedLists.openai,
  'list-openrouter': recordedLists.openrouter,
  'list-anthropic': { data: [{ type: 'model', id: 'claude-opus-5-5', display_name: 'Claude' }], has_more: false },
};

/** Servers that answer the question for models with a status. */
const listStatuses: Readonly<Record<string, number>> = { 'list-405': 405, 'list-501': 501, 'list-503': 503 };

/** A server on 127.0.0.1 that fails in every way known of providers. It speaks raw HTTP, so it can break the rules. */
export async function startFaultServer(options: { redirectTo?: string; slowMs?: number } = {}): Promise<FaultServer> {
  const requests: RecordedRequest[] = [];
  const attempts = new Map<string, number>();
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = request.url ?? '/';
      const record = { method: request.method ?? '', path, headers: request.headers, body, closedEarly: false };
      requests.push(record);
      response.on('close', () => (record.closedEarly = !response.writableFinished));
      const prefix = path.split('/')[1] ?? '';
      const asksForModels = request.method === 'GET' && /\/models(?:\?|$)/.test(path);
      if (asksForModels && prefix in listStatuses) return response.writeHead(listStatuses[prefix]!).end('{}');
      if (asksForModels && prefix in lists) {
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(lists[prefix]));
      }
      const name = prefix in behaviours ? prefix : String(body['model']);
      const behaviour = behaviours[name];
      if (behaviour === undefined) return response.writeHead(404).end(`No behaviour ${name}.`);
      const attempt = (attempts.get(name) ?? 0) + 1;
      attempts.set(name, attempt);
      void behaviour({
        response,
        body,
        attempt,
        authorization: String(request.headers.authorization ?? request.headers['x-api-key'] ?? ''),
        redirectTo: options.redirectTo ?? 'https://elsewhere.example/v1/chat/completions',
        slowMs: options.slowMs ?? 20,
        told: () => new Promise((resolve) => waiting.push(resolve)),
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    requests,
    baseUrlFor: (name) => `${origin}/${name}/v1`,
    tell() {
      const told = waiting;
      waiting = [];
      for (const goOn of told) goOn();
    },
    reset() {
      requests.length = 0;
      attempts.clear();
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve, reject) =>
        server.close((error) => (error === undefined ? resolve() : reject(error))),
      );
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
