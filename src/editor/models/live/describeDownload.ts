import type { Say } from '../../../core/base/say';
import { formatBytes } from '../../../core/base/numbers';
import type { DownloadProblem } from './download';
import { liveHost } from './liveAddress';

/** What went wrong, as a sentence. */
export function describeDownload(problem: DownloadProblem, say: Say): string {
  switch (problem.kind) {
    case 'unreachable':
      return problem.code === ''
        ? say('No connection to {0}.', liveHost)
        : say('No connection to {0} ({1}).', liveHost, problem.code);
    case 'status':
      return say('{0} answered with the error {1}.', liveHost, problem.status);
    case 'moved':
      return say('{0} sends on to another address, which is not followed.', liveHost);
    case 'too-large':
      return say('{0} sent more than {1}, which is not read.', liveHost, formatBytes(problem.maxBytes));
    case 'too-slow':
      return say('{0} took longer than {1} seconds.', liveHost, Math.round(problem.maxMs / 1000));
    case 'broken-off':
      return say('The connection to {0} broke off.', liveHost);
  }
}
