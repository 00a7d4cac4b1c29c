/** Watches one piece of waiting at a time: calls `onIdle` when nothing arrives for too long. */
export interface IdleWatchdog {
  /** The limit, in ms, that ran out; `undefined` as long as none has. */
  readonly expiredMs: number | undefined;
  /** Something arrived: the time starts again. */
  alive(): void;
  /**
   * Waits for `work` with `limitMs` between two signs of life. It does not end `work`: `onIdle` has to.
   * Only this waiting counts, so a consumer that takes its time is never mistaken for a silent provider.
   */
  during<T>(limitMs: number, work: Promise<T>): Promise<T>;
}

export function createIdleWatchdog(onIdle: () => void): IdleWatchdog {
  let timer: unknown;
  let limit = 0;
  let expiredMs: number | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const start = () => {
    timer = setTimeout(() => {
      timer = undefined;
      expiredMs = limit;
      onIdle();
    }, limit);
  };
  return {
    get expiredMs() {
      return expiredMs;
    },
    alive() {
      if (timer === undefined) return;
      stop();
      start();
    },
    async during(limitMs, work) {
      limit = limitMs;
      start();
      try {
        return await work;
      } finally {
        stop();
      }
    },
  };
}
