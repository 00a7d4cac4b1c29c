import { parentPort } from 'node:worker_threads';
import { serveCheck } from '../core/evals/checks/checkProtocol';
import type { CheckRequest } from '../core/evals/checks/checkProtocol';

// An expression or a schema of a config may take for ever: it runs here, and the thread is ended over it.

parentPort?.on('message', (request: CheckRequest) => {
  serveCheck(request, (reply) => parentPort?.postMessage(reply));
});
