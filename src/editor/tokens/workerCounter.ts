import { Worker } from 'node:worker_threads';
import type { EncodingName } from '../../core/catalog/table';
import type { EncodedCount, EncodedText } from '../../core/tokens/encoder';
import type { TokenReply, TokenRequest } from '../../core/tokens/workerProtocol';
import type { Logger } from '../log';

/** Counts in a worker thread, started on first use and again after a crash. */
export interface WorkerCounter {
  dispose(): void;
  /** @throws Error when the worker cannot load the encoding or died. */
  count(encoding: EncodingName, text: string): Promise<EncodedCount>;
  /** The tokens themselves. @throws as `count` does. */
  encode(encoding: EncodingName, text: string): Promise<EncodedText>;
}

interface Waiting {
  readonly resolve: (reply: Exclude<TokenReply, { failure: string }>) => void;
  readonly reject: (error: Error) => void;
}

export function createWorkerCounter(script: URL, log: Logger): WorkerCounter {
  let worker: Worker | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function failAll(error: Error): void {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(script, { name: 'AI Field Guide tokens' });
    started.on('message', (reply: TokenReply) => {
      const request = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('failure' in reply) request?.reject(new Error(`The token vocabulary could not be loaded: ${reply.failure}`));
      else request?.resolve(reply);
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

  function ask(request: TokenRequest): Promise<Exclude<TokenReply, { failure: string }>> {
    worker ??= start();
    const reply = new Promise<Exclude<TokenReply, { failure: string }>>((resolve, reject) =>
      waiting.set(request.id, { resolve, reject }),
    );
    worker.postMessage(request);
    return reply;
  }

  return {
    async count(encoding, text) {
      const reply = await ask({ id: ++lastId, encoding, text });
      if ('counted' in reply) return reply.counted;
      throw new TypeError('The token worker answered a count with something else.');
    },
    async encode(encoding, text) {
      const reply = await ask({ kind: 'encode', id: ++lastId, encoding, text });
      if ('encoded' in reply) return reply.encoded;
      throw new TypeError('The token worker answered a request for tokens with something else.');
    },
    dispose() {
      const ended = worker;
      failAll(new Error('The extension was stopped.'));
      void ended?.terminate();
    },
  };
}
