import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { rebuiltRequest } from '../../src/core/chat/exchange/rebuiltRequest';
import { keyMark } from '../../src/core/chat/exchange/sentRequest';
import type { SentRequest } from '../../src/core/chat/exchange/sentRequest';
import { dialectIds } from '../../src/core/chat/messages/chatTypes';
import type { ChatRequest, DialectId, Message } from '../../src/core/chat/messages/chatTypes';
import { requestCode } from '../../src/core/playground/export/requestCode';
import type { CodeForm } from '../../src/core/playground/export/requestCode';
import { hardTexts, jsonValuesOf } from '../support/hardTexts';
import { attached, bodyWithFiles, withFiles } from '../support/exportedFiles';

// Runs what is exported: curl, and the client libraries under Node and Python. A server on this machine compares what it gets with
// the request that was exported.

const key = 'sk-test-0123456789';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

const sse = (events: readonly (readonly [name: string, data: object])[]): string =>
  events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify({ type: name, ...data })}\n\n`).join('');

/** The shortest answer of each API: `Hi`. */
const streams: Readonly<Record<DialectId, string>> = {
  'chat-completions': `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'Hi' } }] })}\n\ndata: [DONE]\n\n`,
  responses: sse([
    ['response.output_text.delta', { delta: 'Hi', item_id: 'i', output_index: 0, content_index: 0 }],
    ['response.completed', { response: { id: 'r', status: 'completed', output: [] } }],
  ]),
  'anthropic-messages': sse([
    [
      'message_start',
      {
        message: {
          id: 'm',
          type: 'message',
          role: 'assistant',
          content: [],
          model: 'm',
          usage: { input_tokens: 1, output_tokens: 1 },
        },
      },
    ],
    ['content_block_start', { index: 0, content_block: { type: 'text', text: '' } }],
    ['content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'Hi' } }],
    ['content_block_stop', { index: 0 }],
    ['message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } }],
    ['message_stop', {}],
  ]),
};
const wholes: Readonly<Record<DialectId, object>> = {
  'chat-completions': { choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' } }] },
  responses: {
    id: 'r',
    object: 'response',
    output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi', annotations: [] }] }],
  },
  'anthropic-messages': {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [{ type: 'text', text: 'Hi' }],
    usage: { input_tokens: 1, output_tokens: 1 },
  },
};

const dialectAt = (url: string): DialectId =>
  url.endsWith('/messages') ? 'anthropic-messages' : url.endsWith('/responses') ? 'responses' : 'chat-completions';

function answer(url: string, body: unknown, response: ServerResponse): void {
  const dialect = dialectAt(url);
  const isStreamed = (body as { stream?: unknown }).stream === true;
  response.writeHead(200, { 'content-type': isStreamed ? 'text/event-stream' : 'application/json' });
  response.end(isStreamed ? streams[dialect] : JSON.stringify(wholes[dialect]));
}

const says = (role: 'user' | 'assistant', text: string): Message => ({ role, parts: [{ type: 'text', text }] });

/** Many texts that are hard to quote; none with half a character, which Python cannot send. */
const wholeTexts = hardTexts.map((text) => Buffer.from(text).toString());
const texts = fc.sample(
  wholeTexts.filter((text) => text.trim() !== ''),
  { numRuns: 150, seed: 7 },
);
const values = fc.sample(jsonValuesOf(wholeTexts), { numRuns: 40, seed: 7 });

const hard: ChatRequest = {
  model: "it's/a:model",
  system: 'Say "$HOME" and `date`.\n\\ % !!',
  messages: [...texts.map((text, i) => says(i % 2 === 0 ? 'user' : 'assistant', text)), says('user', 'Now?')],
  params: { temperature: 0.5, maxOutputTokens: 77 },
};

/** Fields that a user may write into the body: such as the library knows, and others. */
const fieldsOf = (dialect: DialectId): Readonly<Record<string, unknown>> => ({
  ...{ user_tag: "it's", provider: { order: ['a'], only: null } },
  ...(dialect === 'anthropic-messages' ? { metadata: { user_id: 'u' } } : { metadata: { note: 'n' }, user: 'u' }),
});

/** Fields that no library has a name for, and headers of the user's. */
function withOthers(sent: SentRequest): SentRequest {
  const body = { ...(JSON.parse(sent.body) as object), stream: false, min_p: 0.1, others: values };
  const headers = [...sent.headers, ['x-title', `It's "$me" \\ %`], ['x-key', `v1 ${keyMark}`]] as const;
  return { ...sent, headers, body: JSON.stringify(body) };
}

/** A Python that has the library; `undefined` where none has. */
function pythonWith(library: string): string | undefined {
  const finds = (command: string): boolean => spawnSync(command, ['-c', `import ${library}`]).status === 0;
  return ['python3', 'python', '/usr/bin/python3'].find(finds);
}

describe('what is exported as code', () => {
  let server: Server;
  let origin = '';
  let folder = '';
  const received: Received[] = [];

  before(async () => {
    // Where the libraries are found from.
    const built = path.join(import.meta.dirname, '../../.tsbuild');
    mkdirSync(built, { recursive: true });
    folder = mkdtempSync(path.join(built, 'exports-'));
    for (const { blob, bytes } of attached) writeFileSync(pathOf(blob), bytes);
    server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(pieces).toString());
        received.push({ path: request.url ?? '', headers: request.headers, body });
        answer(request.url ?? '', body, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string, code: string): string => {
    const at = path.join(folder, name);
    writeFileSync(at, code);
    return at;
  };

  const run = (command: string, args: readonly string[], baseUrl: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const env = {
        ...{ PATH: process.env['PATH'], PATHEXT: process.env['PATHEXT'], HOME: folder },
        ...{ OPENAI_API_KEY: key, ANTHROPIC_API_KEY: key, OPENROUTER_API_KEY: key, API_KEY: key },
        // Both libraries look there where code names no address.
        ...{ OPENAI_BASE_URL: baseUrl, ANTHROPIC_BASE_URL: origin },
      };
      const child = spawn(command, args, { env, cwd: folder });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (piece: Buffer) => (output += piece.toString()));
      child.on('error', reject);
      child.on('close', (status) =>
        status === 0 ? resolve(output) : reject(new Error(`${command}: ${status}\n${output}`)),
      );
    });

  const pathOf = (blob: string): string => path.join(folder, `it's $HOME ${blob}`);

  const codeOf = (sent: SentRequest, form: CodeForm): string => {
    const made = requestCode(sent, form, pathOf);
    assert.ok('code' in made);
    return made.code;
  };

  const usual: Readonly<Record<DialectId, string>> = {
    'chat-completions': 'https://api.openai.com/v1',
    responses: 'https://api.openai.com/v1',
    'anthropic-messages': 'https://api.anthropic.com/v1',
  };

  /** Returns the requests of an API that are exported, by name, and how a program comes to the server of this test. */
  const cases = (dialect: DialectId): readonly (readonly [name: string, sent: SentRequest])[] => {
    const at = (baseUrl: string, preset: string, asked = hard, hasKey = true): SentRequest =>
      rebuiltRequest({ id: 'x', name: 'X', baseUrl, preset, dialect }, asked, hasKey);
    const preset = dialect === 'anthropic-messages' ? 'anthropic' : 'openai';
    return [
      ['texts that are hard to quote', at(`${origin}/v1`, 'openrouter')],
      ['fields of the user', at(`${origin}/v1`, 'openrouter', { ...hard, params: { bodyFields: fieldsOf(dialect) } })],
      ['fields and headers of others, at once', withOthers(at(`${origin}/v1`, 'custom'))],
      ['a request without a key', at(`${origin}/v1`, 'ollama', { ...hard, params: {} }, false)],
      ['the address that a library has itself', at(usual[dialect], preset)],
      ['images and documents', at(`${origin}/v1`, 'custom', withFiles(hard))],
      [
        'a long text',
        at(`${origin}/v1`, 'custom', { ...hard, messages: [says('user', `it's ${'long\n'.repeat(60_000)}`)] }),
      ],
    ];
  };

  function check(sent: SentRequest, output: string): void {
    assert.equal(received.length, 1, output);
    const [got] = received.splice(0);
    assert.deepEqual(got?.body, JSON.parse(bodyWithFiles(sent)));
    assert.equal(`/v1${new URL(sent.url).pathname.replace(/^\/v1/, '')}`, got?.path);
    for (const [name, value] of sent.headers) {
      if (/^(?:accept|user-agent)$/.test(name)) continue;
      const came = got?.headers[name]?.toString().split(';')[0];
      // At its own address a library chooses the header of its key.
      if (value === keyMark && came === undefined) assert.equal(got?.headers.authorization, `Bearer ${key}`);
      else assert.equal(came, value.replaceAll(keyMark, key), name);
    }
    assert.match(output, /Hi/);
  }

  for (const dialect of dialectIds) {
    describe(dialect, () => {
      const each =
        (form: CodeForm, send: (code: string, sent: SentRequest, i: number) => Promise<string>) => async () => {
          for (const [i, [name, sent]] of cases(dialect).entries()) {
            received.length = 0;
            try {
              check(sent, await send(codeOf(sent, form), sent, i));
            } catch (error) {
              throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
            }
          }
        };
      /** A command has no other way to this server than its address. */
      const toHere = (code: string): string => code.replace(/https:\/\/api\.(?:openai|anthropic)\.com/, origin);

      it(
        'sends the same as curl',
        each('curl', (code, _, i) => run('bash', [file(`${dialect}-${i}.sh`, toHere(code))], origin)),
      ).timeout(300_000);

      it(
        'sends the same as TypeScript',
        each('typescript', (code, _, i) => run(process.execPath, [file(`${dialect}-${i}.mts`, code)], `${origin}/v1`)),
      ).timeout(300_000);

      it('is what the types of the library allow', () => {
        const files = cases(dialect).map(([, sent], i) =>
          file(`types-${dialect}-${i}.mts`, codeOf(sent, 'typescript')),
        );
        const tsc = path.join(import.meta.dirname, '../../node_modules/@typescript/native/bin/tsc');
        const options = '--noEmit --strict --skipLibCheck --module nodenext --target es2024 --types node'.split(' ');
        const { status, stdout } = spawnSync(process.execPath, [tsc, '--ignoreConfig', ...options, ...files], {
          encoding: 'utf8',
        });
        assert.equal(status, 0, stdout);
      }).timeout(300_000);

      it('sends the same as Python, where its library is installed, and compiles in any case', async () => {
        const library = dialect === 'anthropic-messages' ? 'anthropic' : 'openai';
        const python = pythonWith(library);
        const anyPython = python ?? pythonWith('sys');
        if (python === undefined) console.log(`      Not run: no Python here has ${library}.`);
        if (anyPython === undefined) console.log('      Not compiled: there is no Python.');
        const fileOf = (code: string, i: number): string => file(`${dialect}-${i}.py`, code);
        if (python !== undefined) {
          await each('python', (code, _, i) => run(python, [fileOf(code, i)], `${origin}/v1`))();
        } else if (anyPython !== undefined) {
          const files = cases(dialect).map(([, sent], i) => fileOf(codeOf(sent, 'python'), i));
          await run(anyPython, ['-m', 'py_compile', ...files], '');
        }
      }).timeout(300_000);
    });
  }
});
