import { checkOutput } from '../../src/core/evals/checks/checkOutput';
import { gradeCell } from '../../src/core/evals/checks/gradeCell';
import type { Grade } from '../../src/core/evals/checks/gradeCell';
import type { CheckContext, CheckResult } from '../../src/core/evals/checks/verdict';
import { renderNunjucks } from '../../src/core/prompts/template/nunjucks';
import type { CheckCase, GradeCase, Said } from './oracle';

type Asked = Omit<CheckCase, 'assertion'>;

const contextOf = ({ output, vars, latencyMs, providerResponse, provider }: Asked): CheckContext => ({
  ...{ output, ...providerResponse },
  ...(vars && { vars }),
  ...(latencyMs !== undefined && { latencyMs }),
  ...(provider && { provider: { config: provider.config } }),
});

/** Our own verdict about a case. */
export const ourVerdict = ({ assertion, ...asked }: CheckCase): Promise<CheckResult> =>
  checkOutput(assertion, contextOf(asked), renderNunjucks);

export const ourGrade = ({ assert, threshold, ...asked }: GradeCase): Promise<Grade> =>
  gradeCell(assert, threshold, contextOf(asked), (assertion, context) =>
    checkOutput(assertion, context, renderNunjucks),
  );

const isNear = (one: number | null | undefined, other: number): boolean => Math.abs((one ?? NaN) - other) <= 1e-6;

/** Whether both say the same; what promptfoo refuses is a fault of ours as well. */
export function agrees(said: Said, ours: CheckResult): boolean {
  if ('error' in said) return 'error' in ours;
  return 'pass' in ours && ours.pass === said.pass && isNear(ours.score, said.score);
}

export function gradesAgree(said: Said, ours: Grade): boolean {
  if ('error' in said) return ours.error !== null && ours.pass === false && ours.score === 0;
  const { namedScores = {}, componentResults = [] } = said;
  const names = Object.keys(namedScores);
  return (
    ours.error === null &&
    ours.pass === said.pass &&
    isNear(ours.score, said.score) &&
    names.length === Object.keys(ours.namedScores).length &&
    names.every((name) => isNear(ours.namedScores[name], namedScores[name] ?? NaN)) &&
    componentResults.length === ours.checks.length &&
    componentResults.every(({ pass, score }, i) => ours.checks[i]?.pass === pass && isNear(ours.checks[i].score, score))
  );
}
