import { ChatError } from './errors';

/** An error as a log may have it. The message of an unknown one may repeat anything: of it only the place is told. */
export function errorForLog(error: unknown): string {
  if (error instanceof ChatError) {
    const { host, status, idleMs } = error.facts;
    const more = [status === undefined ? '' : ` HTTP ${status}`, idleMs === undefined ? '' : ` after ${idleMs} ms`];
    return `${error.kind}, ${host}${more.join('')}`;
  }
  if (!(error instanceof Error)) return `unexpected, ${typeof error}`;
  const { message, name, stack = '' } = error;
  // The message stands in the stack, and may have lines that look like those of a stack.
  const end = stack.indexOf(message);
  const lines = end < 0 ? [] : stack.slice(end + message.length).split('\n');
  const frames = lines.filter((line) => /^\s+at /.test(line));
  return [`unexpected, ${/^\w{1,50}$/.test(name) ? name : 'Error'}`, ...frames.slice(0, 10)].join('\n');
}
