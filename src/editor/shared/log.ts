import type { LogOutputChannel } from 'vscode';
import { showMessage } from './messages';
import { say } from './words';

/** The log to which every part reports failures. It never gets a key or the text of a prompt. */
export type Logger = Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'debug' | 'show'>;

/** Reports a failure, with a button that opens the log. Returns the button that the user chose, if it is another one. */
export async function tellWithLog<Button extends string>(
  log: Logger,
  message: string,
  ...buttons: readonly Button[]
): Promise<Button | undefined> {
  const show = say('Show Log');
  const chosen = await showMessage<string>('Error', message, ...buttons, show);
  if (chosen !== show) return chosen as Button | undefined;
  log.show();
  return undefined;
}

/** Reports a failure of a part, where the rest was done, with a button that opens the log. */
export async function warnWithLog(log: Pick<Logger, 'show'>, message: string): Promise<void> {
  const show = say('Show Log');
  if ((await showMessage('Warning', message, show)) === show) log.show();
}
