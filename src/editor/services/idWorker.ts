import type { Uri } from 'vscode';
import type { WithTerm } from '../../core/glossary/own/addTerm';
import type { ParsedGlossary } from '../../core/glossary/own/glossaryFile';
import type { GlossaryReply, GlossaryRequest } from '../../core/glossary/own/glossaryProtocol';
import type { ParsedIdConfig } from '../../core/modelIds/config/configFaults';
import type { IdReply, IdRequest, IdWorkerData, PlacedId } from '../../core/modelIds/worker/idProtocol';
import { Questions } from '../../core/rpc/questions';
import { nodeHost } from '../../host/node/host';
import type { RunningWorker } from '../../host/port';
import type { Logger } from '../shared/log';

/** Nothing was asked for so long: the thread is given back. ms. */
const idleMs = 30_000;

type Request = IdRequest | GlossaryRequest;
type Reply = IdReply | GlossaryReply;

/** The worker that scans files for ids and reads `ai-field-guide.yml` and glossaries: started on first use, and ended when it is idle. */
export class IdWorker {
  private worker: Promise<RunningWorker> | undefined;
  private current: RunningWorker | undefined;
  private readonly questions = new Questions<Reply>();
  private asked = 0;
  private stopIdling: (() => void) | undefined;
  private isDisposed = false;

  /** `distribution`: the folder that holds worker/. */
  constructor(
    private readonly distribution: Uri,
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  dispose(): void {
    this.isDisposed = true;
    this.end(new Error('The extension was stopped.'));
  }

  /** The ids in a file of which an end is published; undefined: it is no text. @throws Error when the worker cannot. */
  async find(
    languageId: string,
    file: string | Uint8Array,
    signal?: AbortSignal,
  ): Promise<readonly PlacedId[] | undefined> {
    const reply = await this.ask((id) => ({ kind: 'find', id, languageId, file }), signal);
    return reply.kind === 'found' ? reply.found : fail(reply);
  }

  async parseConfig(text: string): Promise<ParsedIdConfig> {
    const reply = await this.ask((id) => ({ kind: 'parseConfig', id, text }));
    return reply.kind === 'parsed' ? reply.parsed : fail(reply);
  }

  /** The text of the config with one more ignored id; undefined: no ids can be put into it. */
  async withIgnoredId(text: string, ignored: string): Promise<string | undefined> {
    const reply = await this.ask((id) => ({ kind: 'ignoreId', id, text, ignored }));
    return reply.kind === 'written' ? reply.text : fail(reply);
  }

  async parseGlossary(text: string): Promise<ParsedGlossary> {
    const reply = await this.ask((id) => ({ kind: 'parseGlossary', id, text }));
    return reply.kind === 'glossary' ? reply.parsed : fail(reply);
  }

  /** A glossary with one more entry; undefined: none can be put into it. */
  async withTerm(text: string, term: string): Promise<WithTerm | undefined> {
    const reply = await this.ask((id) => ({ kind: 'addTerm', id, text, term }));
    return reply.kind === 'withTerm' ? reply.added : fail(reply);
  }

  private async ask(make: (id: number) => Request, signal?: AbortSignal): Promise<Reply> {
    if (this.isDisposed) throw new Error('The extension was stopped.');
    this.asked++;
    this.stopIdling?.();
    try {
      this.worker ??= this.start().catch((error: unknown) => {
        this.worker = undefined;
        throw error;
      });
      const worker = await this.worker;
      return await this.questions.ask((id) => worker.post(make(id)), { signal });
    } finally {
      if (--this.asked === 0) {
        this.stopIdling = nodeHost.later(idleMs, () => this.end(new Error('The thread was given back.')));
      }
    }
  }

  private async start(): Promise<RunningWorker> {
    const [{ catalog }, { lifecycle }] = await Promise.all([
      import('../../../generated/catalog'),
      import('../../../generated/lifecycle'),
    ]);
    if (this.isDisposed) throw new Error('The extension was stopped.');
    const data: IdWorkerData = { catalog, lifecycle };
    const worker: RunningWorker = nodeHost.startWorker(`${this.distribution.fsPath}/worker/idWorker.js`, {
      name: 'AI Field Guide model ids',
      data,
      onMessage: (message) => {
        const reply = message as Reply;
        if (reply.kind === 'failure') this.questions.fail(reply.id, new Error(reply.message));
        else this.questions.answer(reply.id, reply);
      },
      onError: (error) => {
        this.log.error('The worker for model ids failed.', error);
        this.end(new Error('The worker for model ids failed; see the log.', { cause: error }));
      },
      // One that was ended on purpose is not the current one any more.
      onEnd: () => this.questionsOf(worker)?.failAll(new Error('The worker for model ids ended.')),
    });
    this.current = worker;
    return worker;
  }

  private questionsOf(worker: RunningWorker): Questions<Reply> | undefined {
    if (this.current !== worker) return undefined;
    this.worker = this.current = undefined;
    return this.questions;
  }

  private end(why: Error): void {
    this.stopIdling?.();
    const ended = this.current;
    this.worker = this.current = undefined;
    this.questions.failAll(why);
    ended?.end();
  }
}

function fail(reply: Reply): never {
  throw new Error(`The worker for model ids answered with ${reply.kind}.`);
}
