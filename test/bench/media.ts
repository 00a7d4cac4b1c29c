// Measures what attaching and sending an image cost the thread of the extension host. Prints figures.
// Runs in a process of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sayInEnglish } from '../../src/core/base/say';
import { pacer } from '../../src/core/base/work';
import { ChatService } from '../../src/core/chat/service';
import type { MessagePart } from '../../src/core/chat/messages/chatTypes';
import { attach } from '../../src/core/playground/attach';
import { KeptFiles } from '../../src/core/playground/keptFiles';
import { LiveSession } from '../../src/core/playground/liveSession';
import { sessionCodec } from '../../src/core/playground/session/sessionCodec';
import { BlobFiles } from '../../src/core/store/blobFiles';
import { SessionStore } from '../../src/core/store/store';
import { createChatHost } from '../../src/host/node/chatHost';
import { host } from '../../src/host/node/host';
import { endpointAt } from '../support/backends';
import { png } from '../support/pictures';
import { watchWork } from '../support/watchWork';

const image = png(1_600, 1_200, 5_000_000);
const print = (text: string): void => console.log(`  ${text}`);
const nothing = (): Promise<void> => Promise.resolve();

/** Runs it three times, and says the longest stretch of each. */
async function stretches(what: string, run: () => Promise<unknown>): Promise<void> {
  const longest: string[] = [];
  for (let i = 0; i < 3; i++) {
    const work = watchWork();
    await run();
    longest.push(work.stop().toFixed(1));
  }
  print(`${what}: longest stretches ${longest.join(', ')} ms`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-media-'));
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(401).end());
});
try {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = { host, folder, workspace: undefined };
  const files = new KeptFiles(new BlobFiles(place));
  const store = new SessionStore({ ...place, codec: sessionCodec });
  const open = async (): Promise<LiveSession> =>
    new LiveSession(await store.create(), {
      ...{ ask: () => Promise.resolve({ status: 'done' }), onThrown: () => ({ status: 'failed' }) },
      ...{ unsent: { of: () => undefined, add: () => undefined, forget: () => () => undefined } },
      ...{ wires: { keep: nothing, whenKept: nothing }, files, randomId: () => host.randomId(), now: Date.now },
    });
  const breathe = pacer(() => new Promise((resolve) => setImmediate(resolve)));
  let last: LiveSession | undefined;
  await stretches('an image of 5 MB is attached and kept', async () => {
    last = await open();
    await attach(
      last,
      { name: 'a.png', bytes: image },
      { files, sha256: (bytes) => host.sha256(bytes), breathe, say: sayInEnglish },
    );
  });
  const live = last!;
  const [{ blob } = { blob: '' }] = live.main.draft.attachments ?? [];
  const part: MessagePart = { type: 'image', blob, mediaType: 'image/png' };
  const endpoint = endpointAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  const service = new ChatService(createChatHost({ warn: () => undefined }), sayInEnglish);
  const send = async (parts: readonly MessagePart[]): Promise<void> => {
    let wire: Promise<unknown> | undefined;
    await service.ask(
      endpoint,
      { model: 'm', system: '', messages: [{ role: 'user', parts }], params: {} },
      {
        ...{ key: () => Promise.resolve({ state: 'none' }), signal: new AbortController().signal },
        ...{
          onEvents: () => undefined,
          media: (name) => files.read(live.id, name),
          onWire: (kept) => void (wire = kept),
        },
      },
    );
    await wire;
  };
  // This request loads everything that asking needs, as in a session that is under way.
  await send([{ type: 'text', text: 'Hi' }]);
  await stretches('it is read, encoded, sent and recorded', () => send([part]));
  await store.close();
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
