// Measures what typing and a long conversation cost the thread of the extension host. Prints figures.
// Runs in a process of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { catalog as table } from '../../generated/catalog';
import { packageStage, requireBuilt } from '../../scripts/vscode/paths';
import { parseMessage } from '../../src/core/base/rpc/parseMessage';
import { sayInEnglish } from '../../src/core/base/say';
import type { ChatEvent } from '../../src/core/chat/messages/chatTypes';
import type { Column } from '../../src/core/playground/column';
import { LiveSession } from '../../src/core/playground/liveSession';
import { measureColumn } from '../../src/core/playground/measureColumn';
import { totalsOf } from '../../src/core/playground/totals';
import { fromPage } from '../../src/core/playground/playgroundProtocol';
import { RequestSizes } from '../../src/core/playground/requestSize';
import { emptyDraft } from '../../src/core/playground/session/sessionSchema';
import { sessionCodec } from '../../src/core/playground/session/sessionCodec';
import { SessionStore } from '../../src/core/store/store';
import { TokenClient } from '../../src/core/tokens/worker/tokenClient';
import { countsForModels } from '../../src/editor/tokens/counting/countForModel';
import { host } from '../../src/host/node/host';
import { backendAt, endpointAt } from '../support/backends';
import { guideWith } from '../support/fieldGuides';
import { watchWork } from '../support/watchWork';

const presets = { providerId: 'maker', model: 'gpt-5.1' };
const maker = backendAt(endpointAt('https://api.example.com/v1'));
const megabyte = 1_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const print = (text: string): void => console.log(`  ${text}`);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** ms of this thread. */
const used = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** A text of so many characters in one piece, as it comes from the page. `unlike`: another one each time. */
const flat = (length: number, unlike: string): string =>
  Buffer.from(
    `${unlike} The quick brown fox jumps over the lazy dog.\n`.padEnd(
      length,
      'The quick brown fox jumps over the lazy dog.\n',
    ),
  ).toString('latin1');

/** An answer of 30,000 characters in 20 pieces. */
function* pieces(turn: number): Generator<ChatEvent> {
  yield { type: 'part', index: 0, part: { type: 'text', text: '' } };
  for (let at = 0; at < 20; at += 1) yield { type: 'delta', index: 0, text: flat(1_500, `${turn}.${at}`) };
}

async function openSession(folder: string): Promise<LiveSession> {
  const store = new SessionStore({
    ...{ host, codec: sessionCodec, folder, workspace: undefined },
    // Its file is not rewritten in the midst of it.
    times: { idleMs: 3_600_000 },
  });
  const nothing = (): Promise<void> => Promise.resolve();
  return new LiveSession(await store.create(), {
    ask(_backend, request, { onEvents }) {
      for (const event of pieces(request.messages.length)) onEvents([event]);
      return Promise.resolve({ status: 'done', usage: { inputTokens: 1_000, outputTokens: 7_000 } });
    },
    onThrown: (error) => {
      throw error;
    },
    unsent: { of: () => undefined, add: () => undefined, forget: () => () => undefined },
    wires: { keep: nothing, whenKept: nothing },
    files: { read: () => Promise.resolve(undefined), keep: () => Promise.resolve(), whenKept: nothing },
    randomId: () => host.randomId(),
    now: Date.now,
  });
}

async function addTurns(live: LiveSession, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    const asked = live.main.requestOf(maker, { ...emptyDraft, ...presets, message: flat(1_000, String(turn)) });
    if (typeof asked === 'string') throw new Error(asked);
    live.main.send(asked);
    await live.whenIdle();
  }
}

/** Bytes after collection, less those of the conversation. */
async function heapBesides(live: LiveSession): Promise<number> {
  // Data that is still on its way to the disk is not to count.
  await wait(2_000);
  let own = 0;
  for (const { parts } of live.session.nodes.values()) {
    // Also makes one piece of a text that came in many, as the first who reads it does.
    for (const part of parts) if (part.type === 'text') own += Buffer.byteLength(part.text);
  }
  collect();
  return process.memoryUsage().heapUsed - own;
}

/** Each key as the page tells it: with all of the text. The next comes when what it causes is done. */
async function type(column: Column, session: string, length: number, after: () => Promise<unknown>): Promise<string> {
  const messages = Array.from({ length: 30 }, (_each, key) => ({
    type: 'draft',
    ...{ session, column: column.id, edit: key + 1 },
    draft: { message: flat(length + key, String(key)) },
  }));
  const each: number[] = [];
  const work = watchWork();
  for (const message of messages) {
    await wait(30);
    const before = used();
    const read = parseMessage(fromPage, message, (why) => {
      throw new Error(why);
    });
    if (read?.type === 'draft') column.keepDraft(read.draft);
    await after();
    each.push(used() - before);
  }
  // Until it is on the disk.
  await wait(1_000);
  const sorted = each.toSorted((a, b) => a - b);
  return `${(sorted[sorted.length >> 1] ?? 0).toFixed(1)} ms of processor in the median, the longest stretch ${work.stop().toFixed(1)} ms`;
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-host-'));
const dist = path.dirname(requireBuilt(packageStage));
const log = { error: (message: string, error: unknown) => console.error(message, error) };
const counter = new TokenClient({
  ...{ host, log, script: path.join(dist, 'worker/tokenWorker.js'), vocabularies: path.join(dist, 'vocabularies') },
});
try {
  const guide = guideWith({ files: { catalog: () => Promise.resolve(table) }, counter });
  const sizes = new RequestSizes(countsForModels({ guide, activeModel: () => ({ unknownId: '' }), say: sayInEnglish }));
  const { signal } = new AbortController();
  const measure = (live: LiveSession) => () =>
    measureColumn(
      live,
      live.main.id,
      { sizes, backend: maker, catalog: guide.catalog, today: () => Promise.resolve(totalsOf([])), say: sayInEnglish },
      signal,
    );

  const long = await openSession(folder);
  await addTurns(long, 100);
  const few = await heapBesides(long);
  await addTurns(long, 900);
  const many = await heapBesides(long);
  const mb = (bytes: number): string => `${(bytes / megabyte).toFixed(1)} MB`;
  print(
    `heap without the texts, 100 and 1,000 turns: ${mb(few)} and ${mb(many)}, ${((many / few - 1) * 100).toFixed(1)} % more`,
  );

  long.main.changeDraft(presets);
  // The worker runs, and what counts is loaded.
  const warm = await openSession(folder);
  warm.main.changeDraft({ ...presets, message: 'warm' });
  await measure(warm)();
  await warm.close();
  const work = watchWork();
  const before = used();
  const first = await measure(long)();
  await wait(10);
  print(
    `first size of a request of 1,000 turns (${first.size?.tokens ?? 'no'} tokens): ${(used() - before).toFixed(0)} ms of processor, the longest stretch ${work.stop().toFixed(1)} ms`,
  );
  print(`a key there, with the size of the request: ${await type(long.main, long.id, 100, measure(long))}`);
  await long.close();

  const short = await openSession(folder);
  short.main.changeDraft(presets);
  print(
    `a key in a message of 1 MB, with the size of the request: ${await type(short.main, short.id, megabyte, measure(short))}`,
  );
  await short.close();
} finally {
  counter.dispose();
  rmSync(folder, { recursive: true, maxRetries: 3 });
}
