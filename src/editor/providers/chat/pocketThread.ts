import { Uri, workspace } from 'vscode';
import { WorkerClient } from '../../../core/base/rpc/workerClient';
import type { PocketPost } from '../../../core/pocket/chat/askPocket';
import type { PocketReply, PocketRequest, PocketWorkerData } from '../../../core/pocket/chat/pocketProtocol';
import { host } from '#host';
import type { Logger } from '../../shared/log';

/**
 * Milliseconds without a question after which the thread ends. A conversation has pauses, and loading the model again
 * is quick.
 */
const idleMs = 120_000;

/** The thread in which the built-in model runs. Its file is read, and the thread started, with the first question. */
export class PocketThread {
  private readonly worker: WorkerClient<PocketRequest, PocketReply>;

  /** `distribution`: the folder that holds pocket.bin and worker/. */
  constructor(distribution: Uri, log: Pick<Logger, 'error'>) {
    this.worker = new WorkerClient({
      host,
      script: `${distribution.fsPath}/worker/pocketWorker.js`,
      name: 'Pocket worker',
      readData: async (): Promise<PocketWorkerData> => ({
        file: await workspace.fs.readFile(Uri.joinPath(distribution, 'pocket.bin')),
      }),
      isPiece: (reply) => reply.kind === 'delta',
      idleMs,
      log,
    });
  }

  dispose(): void {
    this.worker.dispose();
  }

  readonly post: PocketPost = (make, signal, onProgress = () => undefined) =>
    this.worker.ask(make, signal, { onPiece: onProgress, cancel: (id) => ({ kind: 'cancel', id }) });
}
