import { ChatError } from './errors';

/**
 * Writes an error for a log. The message of an unknown error may repeat anything, so only its kind and its place are
 * written.
 */
export function errorForLog(error: unknown): string {
  if (error instanceof ChatError) {
    const { host, status, idleMs } = error.facts;
    const more = [status === undefined ? '' : ` HTTP ${status}`, idleMs === undefined ? '' : ` after ${idleMs} ms`];
    return `${error.kind}, ${host}${more.join('')}`;
  }
  if (!(error instanceof Error)) return `unexpected, ${typeof error}`;
  const { name } = error;
  return [`unexpected, ${/^\w{1,50}$/.test(name) ? name : 'Error'}`, ...framesOf(error)].join('\n');
}

/**
 * Returns the lines of a stack that name places. The message stands at the beginning of the stack, and may have lines
 * that look like places. Where it cannot be told apart, no line is returned.
 */
function framesOf({ message, stack = '' }: Error): string[] {
  const at = stack.indexOf(message);
  const behind = at < 0 ? '' : stack.slice(at + message.length);
  return behind
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 10);
}
