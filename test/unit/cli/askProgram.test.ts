import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { poll } from '../../support/poll';
import { useTempFolder } from '../../support/tempFolder';
import { at } from './askRun';

const program = path.resolve('src/cli.ts');
const tsx = import.meta.resolve('tsx');

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }>;
  /** Returns what was printed until now. */
  readonly output: () => string;
}

/** `ask` as a program of its own, as a script starts it. */
function start(args: string[], environment: Readonly<Record<string, string>> = {}, cwd = process.cwd()): Running {
  const child = spawn(process.execPath, ['--import', tsx, program, 'ask', ...args], {
    env: { ...process.env, ...environment },
    cwd,
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  child.stdin.end('Hi');
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended: ended.then((code) => ({ code, output, errors })), output: () => output };
}

describe('ask as a program', function () {
  this.timeout(600_000);
  let server: FaultServer;
  const temp = useTempFolder();
  before(async () => (server = await startFaultServer()));
  after(() => server.close());
  beforeEach(() => server.reset());
  const isClosed = () => server.requests[0]?.closedEarly === true;

  it('ends with 130 and closes the connection with Ctrl+C, and keeps what had come @deep', async function () {
    if (process.platform === 'win32') this.skip(); // Nobody can send it this signal there.
    const { child, ended, output } = start(at(server.baseUrl, 'slow'));
    await poll('the answer', () => output() !== '');
    child.kill('SIGINT');
    const { code, output: printed, errors } = await ended;
    assert.deepEqual([code, errors], [130, 'Cancelled.\n']);
    assert.match(printed, /^(?:word )+$/u);
    await poll('the closed connection', isClosed);
  });

  it('ends and closes the connection where nobody reads on, as behind `| head -c 1` @deep', async () => {
    const { child, ended, output } = start(at(server.baseUrl, 'slow'));
    await poll('the answer', () => output() !== '');
    child.stdout.destroy();
    const { code, errors } = await ended;
    assert.deepEqual([code, errors], [130, 'Cancelled.\n']);
    await poll('the closed connection', isClosed);
  });

  it('reads no .env of the folder, and sends nothing to a proxy or an address of the environment', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => void response.end(void asked.push(request.url ?? '')));
    proxy.on('connect', ({ url }, socket) => {
      asked.push(url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    temp.write('.env', `MY_KEY=sk-of-the-folder\nOPENAI_BASE_URL=${elsewhere}/v1\n`);
    const redirecting = { OPENAI_BASE_URL: `${elsewhere}/v1`, HTTP_PROXY: elsewhere, HTTPS_PROXY: elsewhere };
    const environment = { ...redirecting, NODE_USE_ENV_PROXY: '1' };
    try {
      const named = await start([...at(server.baseUrl, 'ok'), '--key-env', 'MY_KEY'], environment, temp.path).ended;
      assert.equal(named.code, 2);
      const sent = await start(at(server.baseUrl, 'ok', 'ollama'), environment, temp.path).ended;
      assert.deepEqual([sent.code, sent.output], [0, 'Hello']);
    } finally {
      proxy.close();
    }
    assert.deepEqual([server.requests.length, server.requests[0]?.headers.authorization, asked], [1, undefined, []]);
  });
});
