// A thousand calls of a tool in a loop against a server on this machine: what is left in memory, and what a round costs. Prints figures.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sayInEnglish } from '../../src/core/base/say';
import { ChatService } from '../../src/core/chat/service';
import { LiveSession } from '../../src/core/playground/liveSession';
import { emptyDraft } from '../../src/core/playground/session/sessionSchema';
import { sessionCodec } from '../../src/core/playground/session/sessionCodec';
import { openCalls } from '../../src/core/playground/session/toolTurns';
import { mocksIn, openResults } from '../../src/core/playground/tools/openResults';
import { ToolLoop } from '../../src/core/playground/tools/toolLoop';
import { SessionStore } from '../../src/core/store/store';
import { createChatHost } from '../../src/host/node/chatHost';
import { host } from '../../src/host/node/host';
import { backendAt, endpointAt } from '../support/backends';
import { watchWork } from '../support/watchWork';

const rounds = 1_000;
/** The rounds at which the heap is looked at, and over which a time is taken. */
const step = 100;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const print = (text: string): void => console.log(`  ${text}`);
const used = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

let served = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    served += 1;
    const call = { index: 0, id: `call_${served}`, type: 'function', function: { name: 'f', arguments: '{"n":1}' } };
    const delta = served > rounds ? { content: 'Done.' } : { tool_calls: [call] };
    const finish = served > rounds ? 'stop' : 'tool_calls';
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(
      `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\ndata: [DONE]\n\n`,
    );
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const endpoint = endpointAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
const maker = backendAt(endpoint);
const service = new ChatService(createChatHost({ warn: () => undefined }), sayInEnglish);

const folder = mkdtempSync(path.join(tmpdir(), 'bench-tools-'));
const nothing = (): Promise<void> => Promise.resolve();
const store = new SessionStore({ host, codec: sessionCodec, folder, workspace: undefined });
const live = new LiveSession(await store.create(), {
  ask: (_backend, request, listener) =>
    service.ask(endpoint, request, { key: () => Promise.resolve({ state: 'none' }), ...listener }),
  onThrown: (error) => {
    throw error;
  },
  unsent: { of: () => undefined, add: () => undefined, forget: () => () => undefined },
  wires: { keep: (_open, _id, wire) => wire.then(() => undefined), whenKept: nothing },
  files: { read: () => Promise.resolve(undefined), keep: () => Promise.resolve(), whenKept: nothing },
  randomId: () => host.randomId(),
  now: Date.now,
});

const draft = {
  ...emptyDraft,
  ...{ providerId: 'maker', model: 'm', message: 'Go.', tools: '[{"name":"f"}]', toolMocks: '{"f":"ok"}' },
};
/** Bytes after collection, for each node of the conversation beyond the first. */
const heaps: number[] = [];
const times: number[] = [];
let since = used();

/** Over the last of those rounds. */
let work = watchWork();
let longest = 0;

async function look(count: number): Promise<void> {
  if (count % step !== 0) return;
  longest = work.stop();
  times.push((used() - since) / step);
  // Data that is still on its way to the disk is not to count.
  await wait(500);
  collect();
  heaps.push(process.memoryUsage().heapUsed);
  since = used();
  work = watchWork();
}

try {
  const asked = live.main.requestOf(maker, draft);
  if (typeof asked === 'string') throw new Error(asked);
  live.main.send(asked);
  await live.whenIdle();
  let count = 0;
  const loop = new ToolLoop(
    {
      isSeen: () => true,
      open: () => openResults(openCalls(live.session, live.main.leaf), draft, mocksIn(draft)),
      send: (toolResults) => {
        const request = live.main.requestResults(maker, { ...draft, toolResults: [...toolResults] });
        return Promise.resolve(typeof request === 'string' ? request : live.main.send(request));
      },
      stopAnswer: () => live.main.stop(),
      answered: async () => {
        await live.runs.ended(live.main.leaf ?? '');
        await look((count += 1));
        return { usd: 0, isAtLeast: false };
      },
      mayGoOn: () => Promise.resolve(true),
      tell: () => undefined,
    },
    10,
  );
  const { why } = await loop.run();
  work.stop();
  const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
  const [first = 0, last = 0] = [heaps[0], heaps.at(-1)];
  print(`${count} rounds, then: ${why}; requests under way: ${live.runs.ids.length}`);
  print(`heap after ${step} and ${count} rounds: ${(first / 1e6).toFixed(1)} and ${(last / 1e6).toFixed(1)} MB`);
  print(`a round leaves ${kB((last - first) / (count - step))}: its two messages`);
  print(
    `a round: ${times[0]?.toFixed(1)} ms of processor at the beginning, ${times.at(-1)?.toFixed(1)} ms at the end; the longest stretch of the last ${step} ${longest.toFixed(1)} ms`,
  );
} finally {
  await live.close();
  server.close();
  rmSync(folder, { recursive: true, maxRetries: 3 });
}
