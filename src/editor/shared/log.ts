import type { LogOutputChannel } from 'vscode';
import { showMessage } from './messages';
import { say } from './words';

/** Where every part writes what went wrong. Never a key, never the text of a prompt. */
export type Logger = Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'debug' | 'show'>;

/** Says what went wrong, with the way to the log. Gives another button that was chosen. */
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

/** The same of what went wrong on the way, where the rest was done. */
export async function warnWithLog(log: Pick<Logger, 'show'>, message: string): Promise<void> {
  const show = say('Show Log');
  if ((await showMessage('Warning', message, show)) === show) log.show();
}
