import { ChatError } from '../messages/errors';
import type { ChatHost } from '../messages/transport';
import type { ChatRequest, Endpoint, KeyState } from '../messages/chatTypes';
import { prepareCall } from './call';
import type { CheckedCall } from './call';

export interface CallDeps {
  readonly host: ChatHost;
  readonly key: KeyState;
  readonly signal: AbortSignal;
}

/**
 * Checks a request and runs it under a watchdog. Afterwards it ends everything that is still on its way. Throws
 * `ChatError`, or any error when `deps.signal` is aborted.
 */
export async function withCall<T>(
  endpoint: Endpoint,
  { host, key, signal }: CallDeps,
  run: (call: CheckedCall, watchdog: IdleWatchdog) => Promise<T>,
  request?: ChatRequest,
): Promise<T> {
  const controller = linkedController(signal);
  const watchdog = new IdleWatchdog(() => controller.abort());
  try {
    const call = prepareCall(host, endpoint, key, controller.signal, request);
    try {
      return await run(call, watchdog);
    } catch (error) {
      // The watchdog ends a wait by aborting the request, so that error is really a stall.
      const idleMs = watchdog.expiredMs;
      const isStall = idleMs !== undefined && !(error instanceof ChatError);
      throw isStall ? new ChatError('stalled', call.facts({ idleMs })) : error;
    }
  } finally {
    controller.abort();
    controller.unlink();
  }
}

/** Runs a request that is no chat: ends it after `idleMs` without a call of `alive`. Throws like `withCall`. */
export const withShortCall = <T>(
  endpoint: Endpoint,
  deps: CallDeps,
  idleMs: number,
  run: (call: CheckedCall, alive: () => void) => Promise<T>,
  request?: ChatRequest,
): Promise<T> =>
  withCall(
    endpoint,
    deps,
    async (call, watchdog) => {
      try {
        return await watchdog.during(
          idleMs,
          run(call, () => watchdog.alive()),
        );
      } catch (error) {
        // `fetch` throws a `TypeError` when the connection breaks in the middle of a body.
        const isCutOff = error instanceof TypeError && watchdog.expiredMs === undefined;
        throw isCutOff ? new ChatError('cut-off', call.facts()) : error;
      }
    },
    request,
  );

/** An abort controller that follows `signal` until `unlink`, so that a request can also be ended from inside. */
export function linkedController(signal: AbortSignal): AbortController & { unlink(): void } {
  const controller = new AbortController();
  const follow = () => controller.abort();
  if (signal.aborted) follow();
  signal.addEventListener('abort', follow, { once: true });
  return Object.assign(controller, { unlink: () => signal.removeEventListener('abort', follow) });
}

/** Watches one piece of waiting at a time: calls `onIdle` when nothing arrives for too long. */
export class IdleWatchdog {
  /** The limit, in ms, that ran out; `undefined` as long as none has. */
  expiredMs: number | undefined;
  #timer: unknown;
  #limitMs = 0;

  constructor(private readonly onIdle: () => void) {}

  /** Something arrived: the time starts again. */
  alive(): void {
    if (this.#timer === undefined) return;
    this.#stop();
    this.#start();
  }

  /**
   * Waits for `work` with `limitMs` between two signs of life. It does not end `work`: `onIdle` has to.
   * Only this waiting counts, so a consumer that takes its time is never mistaken for a silent provider.
   */
  async during<T>(limitMs: number, work: Promise<T>): Promise<T> {
    this.#limitMs = limitMs;
    this.#start();
    try {
      return await work;
    } finally {
      this.#stop();
    }
  }

  #start(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.expiredMs = this.#limitMs;
      this.onIdle();
    }, this.#limitMs);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
