import { CancellationTokenSource, ProgressLocation } from 'vscode';
import type { CancellationToken } from 'vscode';
import { showProgress } from './messages';

/** Turns a cancellation token of VS Code into an abort signal. */
export function abortOnCancel(cancel: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (cancel.isCancellationRequested) controller.abort();
  cancel.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Turns an abort signal into a cancellation token of VS Code. */
export function cancelOnAbort(signal: AbortSignal): CancellationToken {
  const source = new CancellationTokenSource();
  if (signal.aborted) source.cancel();
  else signal.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}

/** Milliseconds between two messages of a progress. */
const reportEvery = 100;

/** Reports the progress of a task. The words are made when they are shown. */
type Report = (words: () => string) => void;

/**
 * Runs a task while a notification shows its progress and can stop it; `outer` can stop it, too.
 * @returns `undefined` when it was stopped.
 */
export function withCancel<T>(
  title: string,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
  outer?: AbortSignal,
): Thenable<T | undefined> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return showProgress(options, async (show, cancel) => {
    const signal = AbortSignal.any([abortOnCancel(cancel), ...(outer ? [outer] : [])]);
    let last = 0;
    const report: Report = (words) => {
      if (performance.now() - last < reportEvery) return;
      last = performance.now();
      show({ message: words() });
    };
    try {
      const result = await work(signal, report);
      return signal.aborted ? undefined : result;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}
