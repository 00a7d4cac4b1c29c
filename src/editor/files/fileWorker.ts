import type { Uri } from 'vscode';
import type { AddedTerm } from '../../core/glossary/workspace/addTerm';
import type { ParsedGlossary } from '../../core/glossary/workspace/glossaryFile';
import type { GlossaryReply, GlossaryRequest } from '../../core/glossary/workspace/glossaryProtocol';
import type { ParsedIdConfig } from '../../core/code/ids/config/configFaults';
import type { IdReply, IdRequest, PlacedId } from '../../core/code/ids/worker/idProtocol';
import type { Logger } from '../shared/log';
import { idTables } from '../shared/tables';
import { WorkerThread } from '../shared/workerThread';

type Request = IdRequest | GlossaryRequest;
type Reply = IdReply | GlossaryReply;

/** The worker that scans files for ids and reads `ai-field-guide.yml` and glossaries: started on first use, and ended when it is idle. */
export class IdWorker {
  private readonly thread: WorkerThread<Request, Reply>;

  /** `distribution`: the folder that holds worker/. */
  constructor(distribution: Uri, log: Pick<Logger, 'error'>) {
    const script = `${distribution.fsPath}/worker/fileWorker.js`;
    this.thread = new WorkerThread({ script, purpose: 'model ids', data: idTables, log });
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

  async parseGlossary(text: string): Promise<ParsedGlossary> {
    const reply = await this.thread.ask((id) => ({ kind: 'parseGlossary', id, text }));
    return reply.kind === 'glossary' ? reply.parsed : this.thread.fail(reply);
  }

  /** A glossary with one more entry, or why there is none. */
  async withTerm(text: string, term: string): Promise<AddedTerm> {
    const reply = await this.thread.ask((id) => ({ kind: 'addTerm', id, text, term }));
    return reply.kind === 'withTerm' ? reply.added : this.thread.fail(reply);
  }
}
