import type { Uri } from 'vscode';
import type { FoundTerms, TermReply, TermRequest, TermWorkerData } from '../../../core/glossary/index/termProtocol';
import type { Logger } from '../../shared/log';
import type { OwnLayers } from '../terms/ownGlossaries';
import { builtInTerms } from '../../shared/tables';
import { WorkerThread } from '../../shared/workerThread';

/** A file in which terms are looked for. */
export interface TermFile extends Pick<TermRequest, 'languageId' | 'path' | 'file' | 'always'> {
  readonly own: OwnLayers;
}

/** The worker that looks for terms in files: started on first use, and ended when it is idle. */
export class TermWorker {
  private readonly thread: WorkerThread<TermRequest, TermReply>;

  /** `distribution`: the folder that holds worker/. */
  constructor(distribution: Uri, log: Pick<Logger, 'error'>) {
    const script = `${distribution.fsPath}/worker/termWorker.js`;
    this.thread = new WorkerThread({ script, purpose: 'terms', data: workerData, log });
  }

  dispose(): void {
    this.thread.dispose();
  }

  /** The terms in a file, or why there are none. @throws Error when the worker cannot. */
  async find(file: TermFile, signal?: AbortSignal): Promise<FoundTerms> {
    const { own } = file;
    let reply = await this.thread.ask((id) => ({ ...file, kind: 'find', id, own: { key: own.key } }), signal);
    if (reply.kind === 'needsLayers') {
      reply = await this.thread.ask((id) => ({ ...file, kind: 'find', id, own }), signal);
    }
    return reply.kind === 'found' ? reply.found : this.thread.fail(reply);
  }
}

async function workerData(): Promise<TermWorkerData> {
  const { senses } = await import('../../../../generated/senses');
  return { terms: await builtInTerms(), senses };
}
