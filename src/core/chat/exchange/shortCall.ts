import { ChatError } from '../messages/errors';
import type { ChatHost } from '../messages/transport';
import type { ChatRequest, Endpoint, KeyState } from '../messages/types';
import { prepareCall } from './call';
import type { Call } from './call';
import { createIdleWatchdog } from './idleWatchdog';
import { linkedController } from './linkedController';

export interface ShortCallDeps {
  readonly host: ChatHost;
  readonly key: KeyState;
  readonly signal: AbortSignal;
}

/**
 * Runs a request that is no chat: ends it after `idleMs` without a call of `alive`, and whatever is still coming when it is
 * done. Throws `ChatError`; when `deps.signal` is aborted, anything.
 */
export async function withCall<T>(
  endpoint: Endpoint,
  deps: ShortCallDeps,
  idleMs: number,
  run: (call: Call, alive: () => void) => Promise<T>,
  request?: ChatRequest,
): Promise<T> {
  const controller = linkedController(deps.signal);
  const watchdog = createIdleWatchdog(() => controller.abort());
  const call = prepareCall(deps.host, endpoint, deps.key, controller.signal, request);
  try {
    return await watchdog.during(
      idleMs,
      run(call, () => watchdog.alive()),
    );
  } catch (error) {
    if (deps.signal.aborted || error instanceof ChatError) throw error;
    const expired = watchdog.expiredMs;
    if (expired !== undefined) throw new ChatError('stalled', call.facts({ idleMs: expired }));
    if (error instanceof TypeError) throw new ChatError('cut-off', call.facts());
    throw error;
  } finally {
    controller.abort(); // What is still coming is not wanted.
    controller.unlink();
  }
}
