import { parentPort } from 'node:worker_threads';
import { GridServer } from '../core/evals/grid/gridWork';
import type { GridRequest } from '../core/evals/grid/gridWork';

// Holds the cells of one file: there may be tens of thousands, with their answers.

const server = new GridServer((reply) => parentPort?.postMessage(reply));

parentPort?.on('message', (request: GridRequest) => void server.receive(request));
