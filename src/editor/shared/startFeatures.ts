import { window } from 'vscode';
import type { Disposable, ExtensionContext } from 'vscode';
import type { Logger } from './log';

/** Starts each feature by itself: one that fails is reported by its name and takes no other down. */
export function startFeatures(
  context: Pick<ExtensionContext, 'subscriptions'>,
  log: Logger,
  features: Readonly<Record<string, () => Disposable>>,
): void {
  for (const [name, register] of Object.entries(features)) {
    try {
      context.subscriptions.push(register());
    } catch (error) {
      log.error(`The feature "${name}" could not start.`, error);
      const show = 'Show Log';
      const message = `AI Field Guide: the ${name} could not start. Everything else works. Reload the window to try again.`;
      void window.showErrorMessage(message, show).then((chosen) => {
        if (chosen === show) log.show();
      });
    }
  }
}
