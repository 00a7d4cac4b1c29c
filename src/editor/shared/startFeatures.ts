import { window } from 'vscode';
import type { Disposable, ExtensionContext } from 'vscode';
import type { Logger } from './log';
import { say } from './words';

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
      const show = say('Show Log');
      const message = say(
        'AI Field Guide: the {0} could not start. Everything else works. Reload the window to try again.',
        name,
      );
      void window.showErrorMessage(message, show).then((chosen) => {
        if (chosen === show) log.show();
      });
    }
  }
}
