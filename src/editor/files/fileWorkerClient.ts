import type { Uri } from 'vscode';
import { WorkerClient } from '../../core/base/rpc/workerClient';
import { TooSlowError, fileMs } from '../../core/base/work';
import type { Tables } from '../../core/tables';
import type { CatalogReply, CatalogRequest, LiveReading } from '../../core/catalog/live/liveCatalog';
import type { ParsedIdConfig } from '../../core/code/ids/config/configFaults';
import { defaultIdConfig } from '../../core/code/ids/config/idConfig';
import type { IdReply, IdRequest, PlacedId } from '../../core/code/ids/worker/idProtocol';
import type { FoundTerms, TermReply, TermRequest, TermTablesRequest } from '../../core/glossary/index/termProtocol';
import type { AddedTerm } from '../../core/glossary/workspace/withTerm';
import type { ParsedGlossary } from '../../core/glossary/workspace/glossaryFile';
import type { GlossaryReply, GlossaryRequest } from '../../core/glossary/workspace/glossaryProtocol';
import { host } from '#host';
import type { Logger } from '../shared/log';

type Request = IdRequest | GlossaryRequest | TermRequest | TermTablesRequest | CatalogRequest;
type TablesRequest = Extract<Request, { readonly tables: unknown }>;

type SentTables = Pick<Tables, 'sentIds' | 'sentTerms'>;

const tablesOf: Readonly<
  Record<TablesRequest['kind'], (tables: SentTables) => Promise<(id: number) => TablesRequest>>
> = {
  idTables: async (tables) => {
    const sent = await tables.sentIds();
    return (id) => ({ kind: 'idTables', id, tables: sent });
  },
  termTables: async (tables) => {
    const sent = await tables.sentTerms();
    return (id) => ({ kind: 'termTables', id, tables: sent });
  },
};
type Reply = IdReply | GlossaryReply | TermReply | CatalogReply;

/** The problem of a file that is not read to its end. */
const slow = { fault: { kind: 'slow' }, line: 0, column: 0, endLine: 0, endColumn: 0 } as const;

/** A file in which terms are looked for, and the terms of the workspace that apply to it. */
interface TermFile extends Pick<TermRequest, 'languageId' | 'file' | 'always'> {
  readonly own: Required<TermRequest['own']>;
}

/**
 * The worker that reads untrusted text: it looks for ids and terms in files that are not open, and reads
 * `ai-field-guide.yml`, glossaries and models.dev. It is started on first use, and ended when it is idle.
 */
export class FileWorkerClient {
  private readonly worker: WorkerClient<Request, Reply>;
  private readonly sending = new Map<TablesRequest['kind'], Promise<Reply>>();

  /** `distribution`: the folder that holds worker/. */
  constructor(
    distribution: Uri,
    private readonly tables: SentTables,
    log: Pick<Logger, 'error'>,
    maxMs = fileMs,
  ) {
    const script = `${distribution.fsPath}/worker/fileWorker.js`;
    this.worker = new WorkerClient({ host, script, name: 'file worker', maxMs, log });
  }

  dispose(): void {
    this.worker.dispose();
  }

  /**
   * Returns the ids in a file that have a published end; undefined if the file is no text.
   * @throws TooSlowError; Error when the worker cannot.
   */
  async findIds(
    languageId: string,
    file: string | Uint8Array,
    signal?: AbortSignal,
  ): Promise<readonly PlacedId[] | undefined> {
    const ask = () => this.worker.ask((id) => ({ kind: 'findIds', id, languageId, file }), signal);
    const reply = await this.withTables('idTables', ask);
    return reply.kind === 'ids' ? reply.found : this.worker.fail(reply);
  }

  /** Returns the terms in a file, or why there are none. @throws Error when the worker cannot. */
  async findTerms({ own, ...file }: TermFile, signal?: AbortSignal): Promise<FoundTerms> {
    const ask = (sent: TermRequest['own']) =>
      this.withTables('termTables', () =>
        this.worker.ask((id) => ({ ...file, kind: 'findTerms', id, own: sent }), signal),
      );
    try {
      let reply = await ask({ key: own.key });
      if (reply.kind === 'needsLayers') reply = await ask(own);
      return reply.kind === 'terms' ? reply.found : this.worker.fail(reply);
    } catch (error) {
      if (error instanceof TooSlowError) return 'slow';
      throw error;
    }
  }

  async parseConfig(text: string): Promise<ParsedIdConfig> {
    const reply = await this.askUnlessSlow((id) => ({ kind: 'parseConfig', id, text }));
    if (!reply) return { config: defaultIdConfig, problems: [slow] };
    return reply.kind === 'parsed' ? reply.parsed : this.worker.fail(reply);
  }

  /** Returns the text of the config with one more ignored id; undefined if no ids can be put into it. */
  async withIgnoredId(text: string, ignored: string): Promise<string | undefined> {
    const reply = await this.askUnlessSlow((id) => ({ kind: 'ignoreId', id, text, ignored }));
    if (!reply) return undefined;
    return reply.kind === 'written' ? reply.text : this.worker.fail(reply);
  }

  async parseGlossary(text: string): Promise<ParsedGlossary> {
    const reply = await this.askUnlessSlow((id) => ({ kind: 'parseGlossary', id, text }));
    if (!reply) return { contexts: [], imports: [], problems: [slow], isBroken: true };
    return reply.kind === 'glossary' ? reply.parsed : this.worker.fail(reply);
  }

  /** Returns a glossary with one more entry, or why there is none. */
  async withTerm(text: string, term: string): Promise<AddedTerm> {
    const reply = await this.askUnlessSlow((id) => ({ kind: 'addTerm', id, text, term }));
    if (!reply) return { kind: 'notUnderstood', line: 0 };
    return reply.kind === 'withTerm' ? reply.added : this.worker.fail(reply);
  }

  /** Reads the catalog of models.dev; undefined if the bytes are no such catalog. */
  async readCatalog(bytes: Uint8Array): Promise<LiveReading | undefined> {
    const reply = await this.worker.ask((id) => ({ kind: 'readCatalog', id, bytes }));
    return reply.kind === 'catalog' ? reply.reading : this.worker.fail(reply);
  }

  /** Asks the worker. Undefined: the answer takes too long. */
  private async askUnlessSlow(make: (id: number) => Request): Promise<Reply | undefined> {
    try {
      return await this.worker.ask(make);
    } catch (error) {
      if (error instanceof TooSlowError) return undefined;
      throw error;
    }
  }

  private sendTables(kind: TablesRequest['kind']): Promise<Reply> {
    const sending =
      this.sending.get(kind) ??
      tablesOf[kind](this.tables)
        .then((make) => this.worker.ask(make))
        .finally(() => this.sending.delete(kind));
    this.sending.set(kind, sending);
    return sending;
  }

  /**
   * Asks again once the worker has its tables, which are sent once, however many questions wait for them. Another
   * question may have ended the worker that had them.
   */
  private async withTables(kind: TablesRequest['kind'], ask: () => Promise<Reply>): Promise<Reply> {
    for (;;) {
      const reply = await ask();
      if (reply.kind !== 'needsTables') return reply;
      await this.sendTables(kind);
    }
  }
}
