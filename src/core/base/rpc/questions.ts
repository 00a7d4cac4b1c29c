interface Waiting<Answer> {
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
  readonly onProgress: ((answer: Answer) => void) | undefined;
}

interface AskOptions<Answer> {
  /** An aborted question rejects with the reason of its signal. */
  readonly signal?: AbortSignal | undefined;
  /** Tells the other end that the answer is not wanted any more. */
  readonly cancel?: (id: number) => void;
  /** Receives the answers before the last one. */
  readonly onProgress?: ((answer: Answer) => void) | undefined;
}

/** The questions to another end, such as a worker, that wait for their answers. A late answer is ignored. */
export class Questions<Answer> {
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting<Answer>>();

  /** Sends a question under a new number. Rejects with the error of the other end, of the signal or of `failAll`. */
  async ask(send: (id: number) => void, options: AskOptions<Answer> = {}): Promise<Answer> {
    const { signal, cancel, onProgress } = options;
    const id = ++this.lastId;
    let onAbort: (() => void) | undefined;
    try {
      return await new Promise<Answer>((settle, fail) => {
        const waiting: Waiting<Answer> = { settle, fail, onProgress };
        if (signal?.aborted) return waiting.fail(signal.reason);
        onAbort = () => {
          this.waiting.delete(id);
          cancel?.(id);
          waiting.fail(signal?.reason);
        };
        this.waiting.set(id, waiting);
        signal?.addEventListener('abort', onAbort, { once: true });
        send(id);
      });
    } finally {
      this.waiting.delete(id);
      if (onAbort) signal?.removeEventListener('abort', onAbort);
    }
  }

  progress(id: number, answer: Answer): void {
    this.waiting.get(id)?.onProgress?.(answer);
  }

  answer(id: number, answer: Answer): void {
    this.waiting.get(id)?.settle(answer);
  }

  fail(id: number, error: Error): void {
    this.waiting.get(id)?.fail(error);
  }

  /** Rejects all open questions. To be called when the other end is gone. */
  failAll(error: Error): void {
    for (const { fail } of this.waiting.values()) fail(error);
    this.waiting.clear();
  }
}
