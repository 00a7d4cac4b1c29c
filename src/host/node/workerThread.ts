import { Worker } from 'node:worker_threads';
import type { StartWorker } from '../port';

export const startWorkerThread: StartWorker = (script, { name, data, onMessage, onError, onEnd }) => {
  const worker = new Worker(script, { name, workerData: data });
  worker.on('message', onMessage);
  worker.on('error', onError);
  worker.on('exit', onEnd);
  return {
    post: (message) => worker.postMessage(message),
    end: () => void worker.terminate(),
  };
};
