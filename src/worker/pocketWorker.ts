import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PocketServer } from '../core/pocket/chat/pocketServer';
import type { PocketRequest, PocketWorkerData } from '../core/pocket/chat/pocketProtocol';
import { loadPocket } from '../core/pocket/pocketModel';
import type { PocketModel } from '../core/pocket/pocketModel';

// The built-in model runs here, so that a word of it costs the extension host nothing.

const { file } = workerData as PocketWorkerData;
// Between two pieces of work a message can come in, such as that the answer is no longer wanted.
const pause = async (): Promise<void> => {
  await setImmediate();
};
let model: Promise<PocketModel> | undefined;

const server = new PocketServer(
  () => (model ??= loadPocket(file, pause)),
  (reply) => parentPort?.postMessage(reply),
  pause,
);
parentPort?.on('message', (request: PocketRequest) => server.receive(request));
