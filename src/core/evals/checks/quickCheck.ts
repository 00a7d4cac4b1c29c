import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { TemplateLimits } from '../../prompts/template/templateError';
import type { Assertion } from '../suite';
import { checkOutput } from './checkOutput';
import { baseType } from './checkTypes';
import type { CheckContext, CheckResult } from './verdict';

/** Checks that take no longer than a look at the answer. */
const quick = new Set([
  ...['equals', 'contains', 'icontains', 'contains-all', 'contains-any', 'icontains-all', 'icontains-any'],
  ...['starts-with', 'latency', 'cost', 'finish-reason'],
]);

/** Limits of a template of a config where it holds up all others. */
export const quickLimits: TemplateLimits = { steps: 1_000, depth: 20, output: 100_000 };
/** Templates of one value. */
const mostTexts = 100;

/** Makes a check on this thread. `undefined`: it may take longer than others can wait, and belongs into one that can be ended. */
export async function quickCheck(assertion: Assertion, context: CheckContext): Promise<CheckResult | undefined> {
  const { type, value } = assertion;
  if (!quick.has(baseType(type)) || (Array.isArray(value) && value.length > mostTexts)) return undefined;
  const result = await checkOutput(assertion, context, (text, values) => renderNunjucks(text, values, quickLimits));
  return 'error' in result && result.error.code === 'template' ? undefined : result;
}
