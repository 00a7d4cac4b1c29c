import { TooSlowError } from '../work';
import { Questions } from './questions';

/** Runs a script beside the thread of the caller. */
export type StartWorker = (script: string, options: WorkerOptions) => RunningWorker;

interface WorkerOptions {
  readonly name: string;
  /** Data that the script finds when it starts. */
  readonly data: unknown;
  readonly onMessage: (message: unknown) => void;
  /** Reports that the worker failed; `onEnd` follows. */
  readonly onError: (error: Error) => void;
  readonly onEnd: () => void;
}

interface RunningWorker {
  post(message: unknown): void;
  end(): void;
}

/** The host of a worker's client. */
export interface WorkerHost {
  readonly startWorker: StartWorker;
  readonly later: Later;
}

/** Runs a function after some milliseconds; the wait keeps nothing from ending. Returns a function that cancels it. */
type Later = (ms: number, run: () => void) => () => void;

/** Milliseconds without a question after which the thread is given back. */
const defaultIdleMs = 30_000;

/**
 * Steps in which the time limit of a question is counted. A host that was asleep itself has counted only one of them
 * meanwhile.
 */
const limitSteps = 8;

/** A reply, with the id of its request. A failure gives the reason. */
interface WorkerReply {
  readonly kind: string;
  readonly id: number;
}

/** The message that a worker with a time limit posts before it works on a question. */
export interface Begun {
  readonly kind: 'begun';
  readonly id: number;
}

/** Options of an answer that comes in pieces. */
interface InPieces<Request, Reply> {
  /** Receives each piece. The last one is the answer. */
  readonly onPiece?: ((piece: Reply) => void) | undefined;
  /** Makes the message that cancels the question. */
  readonly cancel: (id: number) => Request;
}

interface Deps<Reply> {
  readonly host: WorkerHost;
  /** File of the worker's script. */
  readonly script: string;
  /** Name of the worker in the log and in the list of threads: `token worker`. */
  readonly name: string;
  /** Data that the script finds when it starts. */
  readonly data?: object;
  /** Reads such data first, where they are not at hand. */
  readonly readData?: () => Promise<object>;
  /** Whether more of the same answer follows. Without it, none does. */
  readonly isPiece?: (reply: Reply) => boolean;
  /** Milliseconds without a question after which the thread is given back: 30,000 by default, and `false` for never. */
  readonly idleMs?: number | false;
  /**
   * The most milliseconds for one question, for a worker that handles one after the other and posts `begun` before
   * each. A question that takes longer or breaks the worker fails, and the others are sent to a new worker.
   */
  readonly maxMs?: number;
  /** Called when the thread is gone, and with it all that it held. */
  readonly onEnd?: () => void;
  /** Makes the sentence about a failure from the reason that the worker gives. */
  readonly failureText?: (why: string) => string;
  readonly log: { error(message: string, error?: unknown): void };
}

/** A worker that answers questions: started on first use, again after a crash, and ended when it is idle. */
export class WorkerClient<Request, Reply extends WorkerReply> {
  private worker: RunningWorker | undefined;
  private starting: Promise<RunningWorker> | undefined;
  private readonly questions = new Questions<Reply>();
  /** The questions that wait for their answers, by id, as they may have to be sent again. */
  private readonly waiting = new Map<number, Request>();
  /** The question that the worker is handling, where it reports that. */
  private begun: { readonly id: number; readonly stop: () => void } | undefined;
  private asked = 0;
  private stopIdling: (() => void) | undefined;
  private isDisposed = false;

  constructor(private readonly deps: Deps<Reply>) {}

  dispose(): void {
    this.isDisposed = true;
    this.end(new Error('The extension was stopped.'));
  }

  /** Asks the worker. @throws Error when the worker fails; the reason of `signal` once it is aborted. */
  async ask(make: (id: number) => Request, signal?: AbortSignal, pieces?: InPieces<Request, Reply>): Promise<Reply> {
    this.asked++;
    this.stopIdling?.();
    let asked: number | undefined;
    const post = (worker: RunningWorker, id: number): void => {
      const request = make(id);
      this.waiting.set((asked = id), request);
      worker.post(request);
    };
    try {
      // A worker that needs no data gets its first question at once.
      const worker = this.worker ?? this.start();
      const started = worker instanceof Promise ? await worker : worker;
      return await this.questions.ask((id) => post(started, id), {
        signal,
        ...(pieces && { cancel: (id) => started.post(pieces.cancel(id)), onProgress: pieces.onPiece }),
      });
    } finally {
      if (asked !== undefined) this.waiting.delete(asked);
      if (--this.asked === 0) this.endWhenIdle();
    }
  }

  /** Sends a message without an answer to a worker whose data need not be read. */
  send(request: Request): void {
    const worker = this.worker ?? this.start();
    if (worker instanceof Promise) throw new Error(`The ${this.deps.name} has not started yet.`);
    worker.post(request);
  }

  /** Throws for a reply of the wrong kind. */
  fail(reply: Reply): never {
    throw new Error(`The ${this.deps.name} answered with ${reply.kind}.`);
  }

  private start(): RunningWorker | Promise<RunningWorker> {
    if (this.isDisposed) throw new Error('The extension was stopped.');
    const { data, readData } = this.deps;
    if (!readData) return this.startWith(data);
    const starting =
      this.starting ??
      readData()
        .then((read) => this.startWith(read))
        .finally(() => (this.starting = undefined));
    this.starting = starting;
    return starting;
  }

  private startWith(data: object | undefined): RunningWorker {
    const { host, script, name, log } = this.deps;
    if (this.isDisposed) throw new Error('The extension was stopped.');
    const worker: RunningWorker = host.startWorker(script, {
      name: `AI Field Guide ${name}`,
      data,
      // A worker that was ended may have posted something before.
      onMessage: (message) => this.worker === worker && this.receive(message as Reply),
      onError: (error) => {
        log.error(`The ${name} failed.`, error);
        if (this.worker === worker) this.broke(new Error(`The ${name} failed; see the log.`, { cause: error }));
      },
      // A worker that was ended on purpose is not the current one any more.
      onEnd: () => {
        if (this.worker === worker) this.broke(new Error(`The ${name} ended.`));
      },
    });
    this.worker = worker;
    return worker;
  }

  private receive(
    reply: Reply | Begun | { readonly kind: 'failure'; readonly id: number; readonly message: string },
  ): void {
    if (isBegun(reply)) return this.watch(reply.id);
    if (this.begun?.id === reply.id) this.begun.stop();
    if ('message' in reply) {
      this.questions.fail(reply.id, new Error(this.deps.failureText?.(reply.message) ?? reply.message));
    } else if (this.deps.isPiece?.(reply)) this.questions.progress(reply.id, reply);
    else this.questions.answer(reply.id, reply);
  }

  private watch(id: number): void {
    const { maxMs, host, name } = this.deps;
    if (maxMs === undefined) return;
    let left = limitSteps;
    const next = (): (() => void) => host.later(maxMs / limitSteps, step);
    const step = (): void => {
      if (--left > 0) stop = next();
      else this.broke(new TooSlowError(`The ${name} took longer than ${maxMs} ms.`));
    };
    let stop = next();
    this.begun = {
      id,
      stop: () => {
        stop();
        this.begun = undefined;
      },
    };
  }

  /**
   * Fails the question that the worker was handling, where it is known, and sends the others again: no other can have
   * broken it. Fails all questions where it is not known.
   */
  private broke(why: Error): void {
    const { begun } = this;
    if (!begun) return this.end(why);
    const ended = this.worker;
    this.worker = undefined;
    begun.stop();
    ended?.end();
    this.deps.onEnd?.();
    this.waiting.delete(begun.id);
    this.questions.fail(begun.id, why);
    if (this.waiting.size > 0) void this.askAgain();
  }

  private async askAgain(): Promise<void> {
    try {
      const starting = this.start();
      const worker = starting instanceof Promise ? await starting : starting;
      for (const request of this.waiting.values()) worker.post(request);
    } catch (error) {
      this.questions.failAll(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private endWhenIdle(): void {
    const { idleMs = defaultIdleMs, host } = this.deps;
    if (idleMs === false || !this.worker) return;
    this.stopIdling = host.later(idleMs, () => this.end(new Error('The thread was given back.')));
  }

  private end(why: Error): void {
    this.stopIdling?.();
    this.begun?.stop();
    const ended = this.worker;
    this.worker = undefined;
    this.questions.failAll(why);
    ended?.end();
    if (ended) this.deps.onEnd?.();
  }
}

const isBegun = (reply: WorkerReply): reply is Begun => reply.kind === 'begun';
