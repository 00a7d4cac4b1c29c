/** An abort controller that follows `signal` until `unlink`, so that a request can also be ended from inside. */
export function linkedController(signal: AbortSignal): AbortController & { unlink(): void } {
  const controller = new AbortController();
  const follow = () => controller.abort();
  if (signal.aborted) follow();
  signal.addEventListener('abort', follow, { once: true });
  return Object.assign(controller, { unlink: () => signal.removeEventListener('abort', follow) });
}
