import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { RunResults } from '../../../src/core/evals/results';
import { ask } from './askRun';

/** A folder for one test, with what the cache of runs lies in. */
export class EvalFolder {
  readonly path = mkdtempSync(path.join(os.tmpdir(), 'eval-'));

  write(name: string, text: string): string {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  read(name: string): string {
    return readFileSync(path.join(this.path, name), 'utf8');
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface EvalRun {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
  readonly results: RunResults;
}

/** Runs `eval FILE --json -` in this process. */
export async function evalJson(
  folder: EvalFolder,
  config: string,
  args: readonly string[] = [],
  surroundings: Parameters<typeof ask>[1] = {},
): Promise<EvalRun> {
  const run = await evalOf(folder, [folder.write('suite.yaml', config), '--json', '-', ...args], surroundings);
  return { ...run, results: (run.output === '' ? undefined : JSON.parse(run.output)) as RunResults };
}

export async function evalOf(
  folder: EvalFolder,
  args: readonly string[],
  surroundings: Parameters<typeof ask>[1] = {},
): Promise<Omit<EvalRun, 'results'>> {
  const environment = { XDG_CACHE_HOME: path.join(folder.path, '.cache'), ...surroundings.environment };
  return ask(args, { ...surroundings, environment }, 'eval');
}

/** A request that a model was asked. */
export interface AskedChat {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: string | undefined;
}

export interface ChatServer {
  readonly baseUrl: string;
  readonly asked: readonly AskedChat[];
  /** The most requests that were under way at once. */
  readonly most: () => number;
  forget(): void;
  close(): Promise<void>;
}

/** How a server answers: a text, calls of tools with why it ended, or a status with a header. */
type Answering =
  | string
  | { readonly text?: string; readonly calls?: readonly string[]; readonly finish: string }
  | { readonly status: number; readonly retryAfter?: string; readonly code?: string };

/** A server of Chat Completions on 127.0.0.1, which answers as it is told. */
export async function startChatServer(
  answer: (asked: AskedChat, number: number) => Answering | Promise<Answering>,
): Promise<ChatServer> {
  const asked: AskedChat[] = [];
  let [running, most] = [0, 0];
  const server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const piece of request) text += String(piece);
      const body = JSON.parse(text) as Record<string, unknown>;
      const one = {
        model: String(body['model']),
        messages: body['messages'] as AskedChat['messages'],
        body,
        key: request.headers.authorization,
      };
      asked.push(one);
      most = Math.max(most, ++running);
      const answered = await answer(one, asked.length);
      running--;
      if (typeof answered !== 'string' && 'status' in answered) {
        response.writeHead(
          answered.status,
          answered.retryAfter === undefined ? {} : { 'retry-after': answered.retryAfter },
        );
        return response.end(JSON.stringify({ error: { message: 'no', code: answered.code ?? null } }));
      }
      const chunk = (delta: object, more: object = {}) =>
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: null, ...more }] })}\n\n`;
      const usage = { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 };
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const {
        text: content = '',
        calls = [],
        finish,
      } = typeof answered === 'string' ? { text: answered, finish: 'stop' } : answered;
      const delta = {
        ...{ role: 'assistant', content },
        ...(calls.length > 0 && {
          tool_calls: calls.map((name, index) => ({
            index,
            id: `id${index}`,
            type: 'function',
            function: { name, arguments: '{"q":"x"}' },
          })),
        }),
      };
      response.write(chunk(delta) + chunk({}, { finish_reason: finish }));
      response.end(
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage })}\n\ndata: [DONE]\n\n`,
      );
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    most: () => most,
    forget() {
      asked.length = 0;
      most = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

/** The text of the last message. */
export const lastText = ({ messages }: AskedChat): string => String(messages.at(-1)?.content);

/** Sets up what a suite of eval needs: a server that repeats what it is told, and a folder for each test. */
export function useEvalServer(...always: readonly string[]) {
  const own = {} as { folder: EvalFolder; server: ChatServer };
  before(async () => (own.server = await startChatServer((asked) => `You said: ${lastText(asked)}`)));
  after(() => own.server.close());
  beforeEach(() => {
    own.folder = new EvalFolder();
    own.server.forget();
  });
  afterEach(() => own.folder.remove());
  const run = (config: string, ...args: string[]): Promise<EvalRun> =>
    evalJson(own.folder, config, ['--base-url', `openai=${own.server.baseUrl}`, ...always, ...args]);
  return Object.assign(own, { run });
}

/** Two tests, of which one fails. */
export const greetings = `prompts: ['Greet {{name}}']
providers: ['openai:chat:some-model']
tests:
  - {vars: {name: Ada}, assert: [{type: contains, value: 'Greet {{name}}'}]}
  - {vars: {name: Bob}, assert: [{type: contains, value: Eve}]}
`;
