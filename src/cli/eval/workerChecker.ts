import { AssertionChecker } from '../../core/evals/checks/assertionChecker';
import { host } from '../../host/node/host';
import type { Caller } from '../shared/commandLine';

/** Checks assertions in one thread. The caller has to dispose of the checker, as it keeps the program alive. */
export function workerChecker({ script }: Pick<Caller, 'script'>): AssertionChecker {
  const log = { error: () => undefined }; // Errors are thrown as well.
  return new AssertionChecker({ host, script: script('worker/checkWorker.js'), log });
}
