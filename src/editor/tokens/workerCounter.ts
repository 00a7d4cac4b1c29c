import { Worker } from 'node:worker_threads';
import { EventEmitter } from 'vscode';
import type { Event, Uri } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import type { EncodedCount } from '../../core/tokens/encodedCount';
import type { DocumentTokens } from '../../core/tokens/document/documentTokens';
import type { DocumentTally, TokenReply, TokenRequest } from '../../core/tokens/workerProtocol';
import type { Logger } from '../log';

interface Waiting {
  readonly settle: (reply: TokenReply) => void;
  readonly fail: (error: Error) => void;
  readonly onEstimate: ((tally: DocumentTally) => void) | undefined;
}

/** The token worker, started on first use and again after a crash. */
export class WorkerCounter {
  private worker: Worker | undefined;
  private lastId = 0;
  private lastCopy = 0;
  private readonly waiting = new Map<number, Waiting>();
  private readonly lost = new EventEmitter<void>();
  /** The worker ended, and with it every copy of a document. */
  readonly onDidLoseCopies: Event<void> = this.lost.event;

  /** `distribution`: the folder that holds worker/ and vocabularies/. */
  constructor(
    private readonly distribution: Uri,
    private readonly log: Logger,
  ) {}

  /** @throws Error when the worker cannot load the encoding or died. */
  async count(encoding: EncodingName, text: string): Promise<EncodedCount> {
    const reply = await this.request((id) => ({ kind: 'count', id, encoding, text }));
    return { tokens: tokensOf(reply)[0] ?? 0, approximate: false };
  }

  /** The number of a new copy of a document: of whoever asks, and of nobody else. */
  newCopy(): number {
    return ++this.lastCopy;
  }

  /** Counts of a whole copy. @throws Error like `count`. */
  async survey(document: number, encodings: readonly EncodingName[], signal: AbortSignal): Promise<readonly number[]> {
    return tokensOf(await this.request((id) => ({ kind: 'survey', id, document, encodings }), signal));
  }

  /**
   * The exact tally, `undefined` when the copy changed meanwhile; `onEstimate` hears of it while it takes long.
   * Never settles once aborted. @throws Error like `count`.
   */
  async tally(
    ask: Omit<Extract<TokenRequest, { kind: 'tally' }>, 'id' | 'kind'>,
    signal: AbortSignal,
    onEstimate: (tally: DocumentTally) => void,
  ): Promise<DocumentTally | undefined> {
    const reply = await this.request((id) => ({ kind: 'tally', id, ...ask }), signal, onEstimate);
    if (reply.kind === 'stale') return undefined;
    if (reply.kind !== 'tally') throw new Error(`The token worker answered a tally with ${reply.kind}.`);
    return reply.tally;
  }

  /** The tokens of parts of a copy, `undefined` when it changed meanwhile. @throws Error like `count`. */
  async tokens(
    ask: Omit<Extract<TokenRequest, { kind: 'tokens' }>, 'id' | 'kind'>,
  ): Promise<readonly DocumentTokens[] | undefined> {
    const reply = await this.request((id) => ({ kind: 'tokens', id, ...ask }));
    if (reply.kind === 'stale') return undefined;
    if (reply.kind !== 'tokens') throw new Error(`The token worker answered a request for tokens with ${reply.kind}.`);
    return reply.parts;
  }

  /** Sends what has no answer. */
  send(request: Extract<TokenRequest, { kind: 'open' | 'append' | 'change' | 'close' }>): void {
    this.started().postMessage(request);
  }

  dispose(): void {
    const ended = this.worker;
    this.end(new Error('The extension was stopped.'));
    this.lost.dispose();
    void ended?.terminate();
  }

  private request(
    make: (id: number) => TokenRequest,
    signal?: AbortSignal,
    onEstimate?: (tally: DocumentTally) => void,
  ): Promise<TokenReply> {
    const id = ++this.lastId;
    const worker = this.started();
    signal?.addEventListener('abort', () => {
      if (this.waiting.delete(id)) worker.postMessage({ kind: 'cancel', id } satisfies TokenRequest);
    });
    return new Promise((settle, fail) => {
      this.waiting.set(id, { settle, fail, onEstimate });
      worker.postMessage(make(id));
    });
  }

  private receive(reply: TokenReply): void {
    const waiting = this.waiting.get(reply.id);
    if (reply.kind === 'tally' && !reply.done) {
      waiting?.onEstimate?.(reply.tally);
      return;
    }
    this.waiting.delete(reply.id);
    if (reply.kind === 'failure') waiting?.fail(new Error(`The token worker could not count: ${reply.message}`));
    else waiting?.settle(reply);
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const folder = this.distribution.fsPath;
    const worker = new Worker(`${folder}/worker/tokenWorker.js`, {
      name: 'AI Field Guide tokens',
      workerData: { vocabularies: `${folder}/vocabularies` },
    });
    worker.on('message', (reply: TokenReply) => this.receive(reply));
    worker.on('error', (error) => {
      this.log.error('The token worker failed.', error);
      if (this.worker === worker) this.end(new Error('The token worker failed; see the log.', { cause: error }));
    });
    worker.on('exit', () => {
      if (this.worker === worker) this.end(new Error('The token worker ended.'));
    });
    this.worker = worker;
    return worker;
  }

  private end(error: Error): void {
    this.worker = undefined;
    for (const { fail } of this.waiting.values()) fail(error);
    this.waiting.clear();
    this.lost.fire();
  }
}

function tokensOf(reply: TokenReply): readonly number[] {
  if (reply.kind !== 'counts') throw new Error(`The token worker answered a count with ${reply.kind}.`);
  return reply.tokens;
}
