import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { TemplateLimits } from '../../prompts/template/templateError';
import type { Assertion } from '../suite';
import { checkOutput } from './checkOutput';
import { baseType } from './checkTypes';
import type { CheckContext, CheckResult } from './verdict';

/** Types of checks that take no longer than a look at the answer. */
const quick = new Set([
  ...['equals', 'contains', 'icontains', 'contains-all', 'contains-any', 'icontains-all', 'icontains-any'],
  ...['starts-with', 'latency', 'cost', 'finish-reason'],
]);

/** Limits of a template of a config, where rendering it holds up all other work. */
export const quickLimits: TemplateLimits = { steps: 1_000, depth: 20, output: 100_000 };
/** Maximum number of templates of one value. */
const mostTexts = 100;

/** Makes a check on this thread; `undefined` where it may take too long, and needs a thread that can be ended. */
export async function quickCheck(assertion: Assertion, context: CheckContext): Promise<CheckResult | undefined> {
  const { type, value } = assertion;
  if (!quick.has(baseType(type)) || (Array.isArray(value) && value.length > mostTexts)) return undefined;
  const result = await checkOutput(assertion, context, (text, values) => renderNunjucks(text, values, quickLimits));
  return 'error' in result && result.error.code === 'template' ? undefined : result;
}
