import { hash, randomInt, randomUUID, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { StartWorker } from '../../core/base/rpc/workerClient';
import type { Host } from '../port';
import { cacheFolder, spareFolder } from './cacheFolder';
import { nodeDisk } from './nodeDisk';
import { nodeFiles } from './nodeFiles';
import { withinLimit } from './timeLimit';

const startWorkerThread: StartWorker = (script, { name, data, onMessage, onError, onEnd }) => {
  const worker = new Worker(script, { name, workerData: data });
  worker.on('message', onMessage);
  worker.on('error', onError);
  worker.on('exit', onEnd);
  return {
    post: (message) => worker.postMessage(message),
    end: () => void worker.terminate(),
  };
};

/** Bytes up to which hashing takes less time than handing the bytes to a thread. */
const hashedHere = 65_536;

/** The host that Node gives. */
export const host: Host = {
  files: nodeFiles,
  disk: nodeDisk,
  startWorker: startWorkerThread,
  readOwn: readFile,
  cacheFolder: cacheFolder(process.env),
  spareFolder: spareFolder(),
  homeFolder: homedir(),
  withinLimit,
  later: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  nextTurn: async () => {
    await setImmediate();
  },
  randomId: randomUUID,
  randomSeed: () => randomInt(2 ** 31),
  now: Date.now,
  sha256: async (bytes) =>
    bytes.length < hashedHere
      ? hash('sha256', bytes)
      : Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex'),
  process: `${process.pid}@${hostname()}`,
  isGone,
};

/**
 * Whether the process of a name has ended. Only processes of this machine's name are
 * judged, as a container has a name of its own.
 */
function isGone(name: string): boolean {
  const [, pid, machine] = /^([1-9]\d*)@(.*)$/s.exec(name) ?? [];
  if (pid === undefined || machine !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
