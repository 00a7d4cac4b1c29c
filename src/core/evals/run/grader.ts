import type { AssertionChecker } from '../checks/assertionChecker';
import { checkOutput } from '../checks/checkOutput';
import { gradeCell } from '../checks/gradeCell';
import type { CheckOne } from '../checks/gradeCell';
import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { RunDeps } from './runDeps';

/** Checks that take no longer than a look at the answer: they are made here, the others in the thread, which can be ended. */
const quick = new Set([
  ...['equals', 'contains', 'icontains', 'contains-all', 'contains-any', 'icontains-all', 'icontains-any'],
  ...['starts-with', 'latency', 'cost', 'finish-reason'],
]);

/** Grades the answers of a run. */
export function graderOf(checker: Pick<AssertionChecker, 'check'>): RunDeps['grade'] {
  const checkOne: CheckOne = async (assertion, context) => {
    if (assertion.skip !== undefined) return { skipped: assertion.skip };
    const isQuick = quick.has(assertion.type.replace(/^not-/, ''));
    return isQuick ? checkOutput(assertion, context, renderNunjucks) : checker.check(assertion, context);
  };
  return ({ assert, threshold }, answer) => gradeCell(assert, threshold, answer, checkOne);
}
