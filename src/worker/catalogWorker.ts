import { parentPort, workerData } from 'node:worker_threads';
import { readModelsDev } from '../core/catalog/live/liveCatalog';

// Some megabytes of JSON from outside are parsed here: in the extension host that would be a stretch of tens of milliseconds.

const { bytes } = workerData as { readonly bytes: Uint8Array };

parentPort?.postMessage(readModelsDev(new TextDecoder().decode(bytes)));
