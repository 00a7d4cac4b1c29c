import type { Uri } from 'vscode';
import { WorkerClient } from '../../../core/base/rpc/workerClient';
import type { CountedWith, KeptFile, PackReply, PackRequest } from '../../../core/context/pack/packWork';
import type { LeftOutFile, PackFormat, Packed } from '../../../core/context/pack/packed';
import type { DiffReply, DiffRequest } from '../../../core/tokens/folder/diffWork';
import { host } from '#host';
import type { Logger } from '../../shared/log';

interface PackQuestion {
  readonly files: readonly (KeptFile | LeftOutFile)[];
  readonly by: CountedWith;
  readonly max: number;
  readonly format: PackFormat;
}

/**
 * A thread for one task on a folder. It keeps the texts that it was given until it is disposed of, which also ends what runs.
 */
export class FolderThread {
  private readonly worker: WorkerClient<PackRequest | DiffRequest, PackReply | DiffReply>;

  /** Takes the folder of the extension that holds worker/ and vocabularies/. */
  constructor({ fsPath: folder }: Uri, log: Pick<Logger, 'error'>) {
    this.worker = new WorkerClient({
      ...{ host, log, name: 'folder worker', idleMs: false },
      script: `${folder}/worker/folderWorker.js`,
      data: { vocabularies: `${folder}/vocabularies` },
    });
  }

  dispose(): void {
    this.worker.dispose();
  }

  /** Hands the bytes of a file to the thread. @throws the reason of `signal` once it is aborted, as do `pack` and `diff`. */
  async look(file: string, bytes: Uint8Array, signal: AbortSignal): Promise<KeptFile | LeftOutFile> {
    const reply = await this.worker.ask((id) => ({ kind: 'look', id, file, bytes }), signal);
    return reply.kind === 'looked' ? reply.looked : this.worker.fail(reply);
  }

  async pack(question: PackQuestion, signal: AbortSignal): Promise<Packed> {
    const reply = await this.worker.ask((id) => ({ kind: 'pack', id, ...question }), signal);
    return reply.kind === 'packed' ? reply.packed : this.worker.fail(reply);
  }

  /** Compares a folder with a commit. `question.folder` is a path on the disk of the system. */
  async diff(
    question: Pick<DiffRequest, 'folder' | 'ref' | 'by'>,
    signal: AbortSignal,
  ): Promise<Extract<DiffReply, { readonly kind: 'compared' | 'notCompared' }>> {
    const reply = await this.worker.ask((id) => ({ kind: 'diff', id, ...question }), signal);
    return reply.kind === 'compared' || reply.kind === 'notCompared' ? reply : this.worker.fail(reply);
  }
}
