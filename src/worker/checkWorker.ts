import { parentPort } from 'node:worker_threads';
import { CheckServer } from '../core/evals/checks/checkProtocol';
import type { CheckRequest } from '../core/evals/checks/checkProtocol';

// An expression or a schema of a config may take for ever. So it runs here, and the thread is ended if it does.

const server = new CheckServer((reply) => parentPort?.postMessage(reply));
parentPort?.on('message', (request: CheckRequest) => server.receive(request));
