import { CancellationTokenSource } from 'vscode';
import type { CancellationToken } from 'vscode';

/** VS Code's cancellation as the web's. */
export function abortOnCancel(cancel: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (cancel.isCancellationRequested) controller.abort();
  cancel.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** The web's cancellation as VS Code's. */
export function cancelOnAbort(signal: AbortSignal): CancellationToken {
  const source = new CancellationTokenSource();
  if (signal.aborted) source.cancel();
  else signal.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}
