import type { Uri } from 'vscode';
import type { ParsedIdConfig } from '../../core/modelIds/config/configFaults';
import type { IdReply, IdRequest, IdWorkerData, PlacedId } from '../../core/modelIds/worker/idProtocol';
import type { Logger } from '../shared/log';
import { WorkerThread } from './workerThread';

/** The worker that scans files for ids and reads `ai-field-guide.yml`: started on first use, and ended when it is idle. */
export class IdWorker {
  private readonly thread: WorkerThread<IdRequest, IdReply>;

  /** `distribution`: the folder that holds worker/. */
  constructor(distribution: Uri, log: Pick<Logger, 'error'>) {
    const script = `${distribution.fsPath}/worker/idWorker.js`;
    this.thread = new WorkerThread({ script, purpose: 'model ids', data: workerData, log });
  }

  dispose(): void {
    this.thread.dispose();
  }

  /** The ids in a file of which an end is published; undefined: it is no text. @throws Error when the worker cannot. */
  async find(
    languageId: string,
    file: string | Uint8Array,
    signal?: AbortSignal,
  ): Promise<readonly PlacedId[] | undefined> {
    const reply = await this.thread.ask((id) => ({ kind: 'find', id, languageId, file }), signal);
    return reply.kind === 'found' ? reply.found : this.thread.fail(reply);
  }

  async parseConfig(text: string): Promise<ParsedIdConfig> {
    const reply = await this.thread.ask((id) => ({ kind: 'parseConfig', id, text }));
    return reply.kind === 'parsed' ? reply.parsed : this.thread.fail(reply);
  }

  /** The text of the config with one more ignored id; undefined: no ids can be put into it. */
  async withIgnoredId(text: string, ignored: string): Promise<string | undefined> {
    const reply = await this.thread.ask((id) => ({ kind: 'ignoreId', id, text, ignored }));
    return reply.kind === 'written' ? reply.text : this.thread.fail(reply);
  }
}

async function workerData(): Promise<IdWorkerData> {
  const [{ catalog }, { lifecycle }] = await Promise.all([
    import('../../../generated/catalog'),
    import('../../../generated/lifecycle'),
  ]);
  return { catalog, lifecycle };
}
