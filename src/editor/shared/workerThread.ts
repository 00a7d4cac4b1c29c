import { Questions } from '../../core/base/rpc/questions';
import { nodeHost } from '../../host/node/host';
import type { RunningWorker } from '../../host/port';
import type { Logger } from './log';

/** Nothing was asked for so long: the thread is given back. ms. */
const idleMs = 30_000;

/** Replies have the id of their request; a failure says why. */
export interface WorkerReply {
  readonly kind: string;
  readonly id: number;
}

/** For an answer that comes in pieces. */
export interface InPieces<Request, Reply> {
  /** Hears of each piece; the last one is the answer. */
  readonly onPiece: (piece: Reply) => void;
  /** What is sent when the answer is not wanted any more. */
  readonly cancel: (id: number) => Request;
}

export interface ThreadParts<Reply> {
  /** Its file. */
  readonly script: string;
  /** What it is for, in the log and in the list of threads: `model ids`. */
  readonly purpose: string;
  /** What the script finds when it starts. */
  readonly data: () => Promise<unknown>;
  /** Whether more of the same answer follows. Without it, none does. */
  readonly isPiece?: (reply: Reply) => boolean;
  /** How long nothing is asked before the thread is given back, in ms; 30,000 where it is left out. */
  readonly idleMs?: number;
  readonly log: Pick<Logger, 'error'>;
}

/** A worker that answers questions: started on first use, and ended when it is idle. */
export class WorkerThread<Request, Reply extends WorkerReply> {
  private worker: Promise<RunningWorker> | undefined;
  private current: RunningWorker | undefined;
  private readonly questions = new Questions<Reply>();
  private asked = 0;
  private stopIdling: (() => void) | undefined;
  private isDisposed = false;

  constructor(private readonly parts: ThreadParts<Reply>) {}

  dispose(): void {
    this.isDisposed = true;
    this.end(new Error('The extension was stopped.'));
  }

  /** @throws Error when the worker cannot; the reason of `signal` once it is aborted. */
  async ask(make: (id: number) => Request, signal?: AbortSignal, pieces?: InPieces<Request, Reply>): Promise<Reply> {
    if (this.isDisposed) throw new Error('The extension was stopped.');
    this.asked++;
    this.stopIdling?.();
    try {
      this.worker ??= this.start().catch((error: unknown) => {
        this.worker = undefined;
        throw error;
      });
      const worker = await this.worker;
      if (!pieces) return await this.questions.ask((id) => worker.post(make(id)), { signal });
      const { onPiece, cancel } = pieces;
      return await this.questions.ask((id) => worker.post(make(id)), {
        signal,
        cancel: (id) => worker.post(cancel(id)),
        onProgress: onPiece,
      });
    } finally {
      if (--this.asked === 0) {
        this.stopIdling = nodeHost.later(this.parts.idleMs ?? idleMs, () =>
          this.end(new Error('The thread was given back.')),
        );
      }
    }
  }

  /** For a reply of another kind than was asked for. */
  fail(reply: Reply): never {
    throw new Error(`The worker for ${this.parts.purpose} answered with ${reply.kind}.`);
  }

  private async start(): Promise<RunningWorker> {
    const { script, purpose, log } = this.parts;
    const data = await this.parts.data();
    if (this.isDisposed) throw new Error('The extension was stopped.');
    const worker: RunningWorker = nodeHost.startWorker(script, {
      name: `AI Field Guide ${purpose}`,
      data,
      onMessage: (message) => {
        const reply = message as Reply | { readonly kind: 'failure'; readonly id: number; readonly message: string };
        if ('message' in reply) this.questions.fail(reply.id, new Error(reply.message));
        else if (this.parts.isPiece?.(reply)) this.questions.progress(reply.id, reply);
        else this.questions.answer(reply.id, reply);
      },
      onError: (error) => {
        log.error(`The worker for ${purpose} failed.`, error);
        this.end(new Error(`The worker for ${purpose} failed; see the log.`, { cause: error }));
      },
      // One that was ended on purpose is not the current one any more.
      onEnd: () => this.questionsOf(worker)?.failAll(new Error(`The worker for ${purpose} ended.`)),
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
