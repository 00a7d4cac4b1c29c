import { checkOutput } from '../../core/evals/checks/checkOutput';
import { gradeCell } from '../../core/evals/checks/gradeCell';
import type { CheckOne } from '../../core/evals/checks/gradeCell';
import type { RunDeps } from '../../core/evals/run/runSuite';
import { renderNunjucks } from '../../core/prompts/template/nunjucks';
import type { Caller } from '../shared/commandLine';
import { checkerOf } from './assert';

/** Checks that take no longer than a look at the answer: they are made here, the others in a thread that can be ended. */
const quick = new Set([
  ...['equals', 'contains', 'icontains', 'contains-all', 'contains-any', 'icontains-all', 'icontains-any'],
  ...['starts-with', 'latency', 'cost', 'finish-reason'],
]);

/** Checks answers. To be disposed: its thread keeps the program alive. */
export function graderOf(caller: Caller): { readonly grade: RunDeps['grade']; readonly dispose: () => void } {
  const checker = checkerOf(caller);
  const checkOne: CheckOne = (assertion, context) => {
    if (assertion.skip !== undefined) return { skipped: assertion.skip };
    const isQuick = quick.has(assertion.type.replace(/^not-/, ''));
    return isQuick ? checkOutput(assertion, context, renderNunjucks) : checker.check(assertion, context);
  };
  return {
    grade: ({ assert, threshold }, context) => gradeCell(assert, threshold, context, checkOne),
    dispose: () => checker.dispose(),
  };
}
