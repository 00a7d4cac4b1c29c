import { Uri, workspace } from 'vscode';
import type { PocketPost } from '../../../core/pocket/chat/askPocket';
import type { PocketReply, PocketRequest, PocketWorkerData } from '../../../core/pocket/chat/pocketProtocol';
import type { Logger } from '../../shared/log';
import { WorkerThread } from '../../shared/workerThread';

/** A conversation has pauses, and loading the model again takes a blink: given back after so many ms. */
const idleMs = 120_000;

/** The thread in which the built-in model runs: its file is read, and the thread started, with the first question. */
export class PocketThread {
  private readonly thread: WorkerThread<PocketRequest, PocketReply>;

  /** `distribution`: the folder that holds pocket.bin and worker/. */
  constructor(distribution: Uri, log: Pick<Logger, 'error'>) {
    this.thread = new WorkerThread({
      script: `${distribution.fsPath}/worker/pocketWorker.js`,
      purpose: 'Pocket',
      data: async (): Promise<PocketWorkerData> => ({
        file: await workspace.fs.readFile(Uri.joinPath(distribution, 'pocket.bin')),
      }),
      isPiece: (reply) => reply.kind === 'delta',
      idleMs,
      log,
    });
  }

  dispose(): void {
    this.thread.dispose();
  }

  readonly post: PocketPost = (make, signal, onProgress = () => undefined) =>
    this.thread.ask(make, signal, { onPiece: onProgress, cancel: (id) => ({ kind: 'cancel', id }) });
}
