import type { CheckContext, CheckResult } from '../../src/core/evals/checks/verdict';
import type { Assertion } from '../../src/core/evals/suite';

/** Makes a check in this thread. */
export async function checkOutput(assertion: Assertion, context: CheckContext): Promise<CheckResult> {
  // Loaded as it loads its checks: else the faults of both would be of two classes.
  const checks = await import('../../src/core/evals/checks/checkOutput');
  const { renderNunjucks } = await import('../../src/core/prompts/template/nunjucks');
  return checks.checkOutput(assertion, context, renderNunjucks);
}
