import { ChatError } from './errors';

/** An error as a log may have it. The message of an unknown one may repeat anything: of it only the place is told. */
export function errorForLog(error: unknown): string {
  if (error instanceof ChatError) {
    const { host, status, idleMs } = error.facts;
    const more = [status === undefined ? '' : ` HTTP ${status}`, idleMs === undefined ? '' : ` after ${idleMs} ms`];
    return `${error.kind}, ${host}${more.join('')}`;
  }
  if (!(error instanceof Error)) return `unexpected, ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`unexpected, ${error.name}`, ...frames.slice(0, 10)].join('\n');
}
