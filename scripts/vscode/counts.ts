import { readFile } from 'node:fs/promises';
import { SetupError } from './paths';

/** The counts that scripts/reporter.cjs writes for one run of a suite. */
export interface Counts {
  passed: number;
  failed: number;
  pending: number;
  /** Titles and messages of what failed. */
  failures: readonly string[];
}

export const noCounts: Counts = { passed: 0, failed: 0, pending: 0, failures: [] };

/** Something failed that is no test: a suite or an editor that did not start or end. */
export const oneFailure = (what: string): Counts => ({ ...noCounts, failed: 1, failures: [what] });

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    pending: a.pending + b.pending,
    failures: [...a.failures, ...b.failures],
  };
}

/** @throws SetupError when `suite` left no counts, or ran no test at all while `emptyIsError`. */
export async function readCounts(file: string, suite: string, emptyIsError: boolean): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new SetupError(`${suite} ended without a result: it failed before its first test.`);
  const counts = JSON.parse(text) as Counts;
  if (emptyIsError && counts.passed + counts.failed + counts.pending === 0) {
    throw new SetupError(`No test ran in ${suite}.`);
  }
  return counts;
}

/** @throws SetupError when no test ran in all of the suites: a text that is in no title has found nothing, and is no pass. */
export function assertRan({ passed, failed, pending }: Counts, grep: string | undefined): void {
  if (passed + failed > 0) return;
  if (pending > 0) throw new SetupError('No test ran: each was skipped.');
  throw new SetupError(grep === undefined ? 'No test ran.' : `No test ran: none has "${grep}" in its title.`);
}
