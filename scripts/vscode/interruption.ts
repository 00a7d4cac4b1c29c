import os from 'node:os';
import { SetupError } from './paths';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The end that somebody asked for, of something that was cleaned up. */
export class Interrupted extends SetupError {
  constructor(
    what: string,
    /** As a shell reports the signal: 130 for Ctrl+C. */
    override readonly exitCode: number,
  ) {
    super(`${what} was interrupted. Nothing of it is left; the same command starts it anew.`);
  }
}

/**
 * Turns the first Ctrl+C into an abort of `signal`, so that `what` can clean up. A second one ends the process at once.
 * Call `end` when it is done: Ctrl+C is as usual again.
 */
export function interruption(what: string): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    end();
    controller.abort(new Interrupted(what, 128 + os.constants.signals[name]));
  };
  const end = (): void => {
    for (const name of signals) process.off(name, onSignal);
  };
  for (const name of signals) process.on(name, onSignal);
  return { signal: controller.signal, end };
}
