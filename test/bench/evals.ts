// A run over rows against a server on this machine that answers at once, eight requests at a time: what a request costs more than
// one that is sent bare. The server is a process of its own. Prints figures.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sayInEnglish } from '../../src/core/base/say';
import { checkOutput } from '../../src/core/evals/checks/checkOutput';
import { gradeCell } from '../../src/core/evals/checks/gradeCell';
import { cellRequest } from '../../src/core/evals/run/cellRequest';
import { AnswerCache } from '../../src/core/evals/run/answerCache';
import { PromptRenderer } from '../../src/core/evals/run/renderedPrompt';
import { RunFile } from '../../src/core/evals/run/runFile';
import { runSuite } from '../../src/core/evals/run/runSuite';
import type { Suite } from '../../src/core/evals/suite';
import { ChatService } from '../../src/core/chat/service';
import { rebuiltRequest } from '../../src/core/chat/exchange/rebuiltRequest';
import { renderNunjucks } from '../../src/core/prompts/template/nunjucks';
import { createChatHost } from '../../src/host/node/chatHost';
import { host } from '../../src/host/node/host';
import { endpointAt } from '../support/backends';

const [requests, atOnce] = [1_000, 8];
const renderer = new PromptRenderer();

const serverCode = `
const chunk = (more) => 'data: ' + JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', ...more }) + '\\n\\n';
const answer = chunk({ choices: [{ index: 0, delta: { content: 'word '.repeat(40) }, finish_reason: 'stop' }] }) +
  chunk({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 40, total_tokens: 45 } }) + 'data: [DONE]\\n\\n';
const server = require('node:http').createServer((request, response) => request.resume().on('end', () => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(answer);
}));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;
const server = spawn(process.execPath, ['-e', serverCode], { stdio: ['ignore', 'pipe', 'inherit'] });
const [port] = (await once(server.stdout, 'data')) as [Buffer];
const endpoint = endpointAt(`http://127.0.0.1:${String(port).trim()}/v1`);
const service = new ChatService(createChatHost({ warn: () => undefined }), sayInEnglish);
const sha256 = (bytes: Uint8Array): Promise<string> => host.sha256(bytes);
const folder = mkdtempSync(path.join(tmpdir(), 'bench-evals-'));

const suite: Suite = {
  ...{ file: 'suite.yaml', skips: [], types: [], problems: [] },
  prompts: [{ label: 'p', source: `${'A sentence of a prompt. '.repeat(80)}{{n}}` }],
  providers: [{ id: 'custom:m', label: 'm', config: {}, file: 'suite.yaml' }],
  tests: Array.from({ length: requests }, (_, index) => ({
    ...{ index, vars: { n: String(index) }, file: 'suite.yaml' },
    assert: [{ type: 'contains', value: 'word' }],
  })),
};

/** ms of time for each request, and of work in this process. */
async function perRequest(work: () => Promise<unknown>): Promise<{ readonly ms: number; readonly work: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (performance.now() - start) / requests, work: (user + system) / 1_000 / requests };
}

/** The same requests with nothing around them. */
async function bare(): Promise<void> {
  const left = suite.tests.values();
  const send = async (): Promise<void> => {
    for (const test of left) {
      const { request } = await requestOf(test);
      const { url, body, headers } = rebuiltRequest(endpoint, request, false);
      await (await fetch(url, { method: 'POST', headers: headers as [string, string][], body })).text();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
}

const requestOf = (test: Suite['tests'][number]) =>
  cellRequest(renderer.render(suite.prompts[0]!, test), { model: 'm', params: {} }, { sha256, say: sayInEnglish });

let number = 0;
async function run(): Promise<void> {
  const name = path.join(folder, String(number++));
  const file = RunFile.create(host.files, `${name}.eval.jsonl`, { id: 'bench', created: 0, suite: 'suite.yaml' });
  const cache = await AnswerCache.open(host, `${name}.answers.jsonl`);
  const { stats } = await runSuite(
    suite,
    {
      askers: new Map([
        [
          'm',
          {
            provider: suite.providers[0]!,
            request: (messages) => cellRequest(messages, { model: 'm', params: {} }, { sha256, say: sayInEnglish }),
            written: (request) => rebuiltRequest(endpoint, request, false),
            most: () => Promise.resolve({ usd: 0, tokens: 0 }),
            ask: ({ request }, signal, onEvents) =>
              service.ask(endpoint, request, {
                key: () => Promise.resolve({ state: 'none' }),
                signal,
                onEvents,
                isOnce: true,
              }),
            usdOf: () => 0,
          },
        ],
      ]),
      render: (prompt, test) => renderer.render(prompt, test),
      grade: ({ assert }, context) =>
        gradeCell(assert, undefined, context, (each) => checkOutput(each, context, renderNunjucks)),
      ...{ sha256, now: () => performance.now(), say: sayInEnglish, file, cache },
      signal: new AbortController().signal,
    },
    { concurrency: atOnce },
  );
  if (stats.passed !== requests) throw new Error(JSON.stringify(stats));
}

try {
  await bare();
  await run();
  for (let round = 0; round < 3; round++) {
    const [alone, ours] = [await perRequest(bare), await perRequest(run)];
    console.log(
      `  ${requests} requests, ${atOnce} at once: bare ${alone.ms.toFixed(2)} ms each (${alone.work.toFixed(2)} of work), ` +
        `in a run ${ours.ms.toFixed(2)} ms (${ours.work.toFixed(2)}): ${(ours.ms - alone.ms).toFixed(2)} ms more`,
    );
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
