import { isRecord, parseJson } from '../../base/json';
import type { AssertionChecker } from '../checks/assertionChecker';
import { gradeCell } from '../checks/gradeCell';
import { cutOff, verdictOfOpinions } from '../checks/opinions';
import { quickCheck } from '../checks/quickCheck';
import type { CheckContext, CheckResult } from '../checks/verdict';
import type { Assertion } from '../suite';
import { judgedType } from '../suite/judgedTypes';
import type { AskJudge, RunDeps } from './runDeps';

type Checker = Pick<AssertionChecker, 'check' | 'opinion'>;

/** Grades the answers of a run. */
export function graderOf(checker: Checker): RunDeps['grade'] {
  return ({ assert, threshold }, answer, askJudge) =>
    gradeCell(assert, threshold, answer, async (assertion, context) => {
      if (assertion.skip !== undefined) return { skipped: assertion.skip };
      if (judgedType(assertion.type) !== undefined) return judged(assertion, context, askJudge, checker);
      return (await quickCheck(assertion, context)) ?? checker.check(assertion, context);
    });
}

async function judged(
  assertion: Assertion,
  context: CheckContext,
  askJudge: AskJudge,
  checker: Checker,
): Promise<CheckResult> {
  const asked = await askJudge(assertion, context, async ({ text, isCut }) => {
    // A reply that is JSON alone is read at once, and any other one in the thread.
    const isPlain = isRecord(parseJson(text));
    const opinion = isPlain
      ? (await import('../checks/opinion')).opinionIn(assertion, text)
      : await checker.opinion(assertion, text);
    return isCut ? cutOff(opinion) : opinion;
  });
  return 'replies' in asked ? verdictOfOpinions(assertion, asked.replies, asked.judge) : asked;
}
