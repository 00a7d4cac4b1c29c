import { AssertionChecker } from '../../core/evals/checks/assertionChecker';
import { checkOutput } from '../../core/evals/checks/checkOutput';
import { gradeCell } from '../../core/evals/checks/gradeCell';
import type { CheckOne } from '../../core/evals/checks/gradeCell';
import type { RunDeps } from '../../core/evals/run/runDeps';
import { renderNunjucks } from '../../core/prompts/template/nunjucks';
import { host } from '../../host/node/host';
import type { Caller } from '../shared/commandLine';

/** Makes checks in one thread. To be disposed: it keeps the program alive. */
export function checkerOf({ script }: Pick<Caller, 'script'>): AssertionChecker {
  const log = { error: () => undefined }; // What goes wrong is thrown, too.
  return new AssertionChecker({ host, script: script('worker/checkWorker.js'), log });
}

/** Checks that take no longer than a look at the answer: they are made here, the others in the thread, which can be ended. */
const quick = new Set([
  ...['equals', 'contains', 'icontains', 'contains-all', 'contains-any', 'icontains-all', 'icontains-any'],
  ...['starts-with', 'latency', 'cost', 'finish-reason'],
]);

/** Grades the answers of a run. */
export function graderOf(checker: AssertionChecker): RunDeps['grade'] {
  const checkOne: CheckOne = async (assertion, context) => {
    if (assertion.skip !== undefined) return { skipped: assertion.skip };
    const isQuick = quick.has(assertion.type.replace(/^not-/, ''));
    return isQuick ? checkOutput(assertion, context, renderNunjucks) : checker.check(assertion, context);
  };
  return ({ assert, threshold }, answer) => gradeCell(assert, threshold, answer, checkOne);
}
