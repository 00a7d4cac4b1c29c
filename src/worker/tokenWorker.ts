import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { TokenServer } from '../core/tokens/worker/tokenServer';
import type { TokenRequest } from '../core/tokens/worker/workerProtocol';
import { collectGarbageWhenQuiet } from './collectGarbage';

// Counting runs here: what takes more than some milliseconds must not be done in the extension host.

const { vocabularies } = workerData as { readonly vocabularies: string };

const server = new TokenServer({
  readVocabulary: (file) => readFile(path.join(vocabularies, file)),
  reply: (reply) => parentPort?.postMessage(reply),
  nextTurn: () => nextTurn(),
  releaseMemory: collectGarbageWhenQuiet,
});

parentPort?.on('message', (request: TokenRequest) => server.receive(request));
