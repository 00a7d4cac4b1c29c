import type { CancellationToken } from 'vscode';

/** VS Code's cancellation as the web's. */
export function abortOnCancel(cancel: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (cancel.isCancellationRequested) controller.abort();
  cancel.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
