import { Worker } from 'node:worker_threads';
import type { EncodingName } from '../../core/catalog/table';
import type { EncodedCount } from '../../core/tokens/encoder';
import type { CountReply, CountRequest } from '../../core/tokens/workerProtocol';
import type { Logger } from '../log';

/** Counts in a worker thread, started on first use and again after a crash. */
export interface WorkerCounter {
  dispose(): void;
  /** @throws Error when the worker cannot load the encoding or died. */
  count(encoding: EncodingName, text: string): Promise<EncodedCount>;
}

export function createWorkerCounter(script: URL, log: Logger): WorkerCounter {
  let worker: Worker | undefined;
  let lastId = 0;
  const waiting = new Map<number, { resolve: (counted: EncodedCount) => void; reject: (error: Error) => void }>();

  function failAll(error: Error): void {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(script, { name: 'AI Field Guide tokens' });
    started.on('message', (reply: CountReply) => {
      const request = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('counted' in reply) request?.resolve(reply.counted);
      else request?.reject(new Error(`The token vocabulary could not be loaded: ${reply.failure}`));
    });
    started.on('error', (error) => {
      log.error('The token worker failed.', error);
      if (worker === started) failAll(new Error('The token worker failed; see the log.', { cause: error }));
    });
    started.on('exit', () => {
      if (worker === started) failAll(new Error('The token worker ended.'));
    });
    return started;
  }

  return {
    count(encoding, text) {
      worker ??= start();
      const request: CountRequest = { id: ++lastId, encoding, text };
      const reply = new Promise<EncodedCount>((resolve, reject) => waiting.set(request.id, { resolve, reject }));
      worker.postMessage(request);
      return reply;
    },
    dispose() {
      const ended = worker;
      failAll(new Error('The extension was stopped.'));
      void ended?.terminate();
    },
  };
}
