import type { AssertionChecker } from '../checks/assertionChecker';
import { gradeCell } from '../checks/gradeCell';
import type { CheckOne } from '../checks/gradeCell';
import { quickCheck } from '../checks/quickCheck';
import type { RunDeps } from './runDeps';

/** Grades the answers of a run. */
export function graderOf(checker: Pick<AssertionChecker, 'check'>): RunDeps['grade'] {
  const checkOne: CheckOne = async (assertion, context) => {
    if (assertion.skip !== undefined) return { skipped: assertion.skip };
    return (await quickCheck(assertion, context)) ?? checker.check(assertion, context);
  };
  return ({ assert, threshold }, answer) => gradeCell(assert, threshold, answer, checkOne);
}
