import type { JsonObject } from '../../prompts/prompt';
import { TemplateError } from '../../prompts/template/templateError';
import type { Assertion } from '../suite';
import { baseType, isInverse, whyLeftOut } from './checkTypes';
import { jsonChecks } from './json/jsonChecks';
import { htmlChecks } from './markup/html';
import { xmlChecks } from './markup/xml';
import { measureChecks } from './measures';
import { refusalChecks } from './refusal';
import { likenessChecks } from './text/likeness';
import { textChecks } from './text/textChecks';
import { toolChecks } from './tools/toolChecks';
import { CheckFault } from './verdict';
import type { CheckContext, CheckResult, MakeCheck, Skipped, Verdict } from './verdict';

// Checks an answer with the verdicts of promptfoo 0.123.1. What a config brings (expressions, schemas) may take for ever: call it
// where a thread can be ended (`AssertionChecker`).

/** Renders a template with values. @throws TemplateError */
export type RenderText = (source: string, values: JsonObject) => string;

const checks: ReadonlyMap<string, MakeCheck> = new Map(
  [textChecks, likenessChecks, jsonChecks, xmlChecks, htmlChecks, toolChecks, measureChecks, refusalChecks].flatMap(
    (each) => Object.entries(each),
  ),
);

/** The types that are made, without `not-`, which each of them may have. */
export const madeTypes: readonly string[] = [...checks.keys()];

export function checkOutput(assertion: Assertion, context: CheckContext, render: RenderText): CheckResult {
  try {
    return check(assertion, context, render);
  } catch (error) {
    if (error instanceof CheckFault) return { error: { code: error.code, message: error.message } };
    if (error instanceof TemplateError) {
      return { error: { code: 'template', message: `The value of "${assertion.type}": ${error.message}` } };
    }
    // What makes no sense of a value throws, and a schema that refers to itself takes the stack.
    const why = error instanceof Error ? error.message : String(error);
    return { error: { code: 'value', message: `"${assertion.type}" cannot be made: ${why}.` } };
  }
}

function check(assertion: Assertion, context: CheckContext, render: RenderText): Verdict | Skipped {
  const { type, threshold, weight } = assertion;
  const make = checks.get(baseType(type));
  const skipped = make ? whySkipped(assertion, context) : `"${type}" ${whyLeftOut(type)}.`;
  if (!make || skipped !== undefined) return { skipped: skipped ?? '' };
  const { output, vars = {} } = context;
  if (output === undefined) throw new CheckFault('missing', 'There is no answer.');
  const made = make({
    ...{ type, threshold, inverse: isInverse(type), output, context, assertion },
    value: rendered(assertion.value, vars, render),
    text: typeof output === 'string' ? output : JSON.stringify(output),
  });
  // One without weight never fails.
  return weight === 0 ? { ...made, pass: true } : made;
}

/** What of an assertion is not obeyed. */
function whySkipped({ type, skip, value, transform }: Assertion, { vars = {} }: CheckContext): string | undefined {
  if (skip !== undefined) return skip;
  if (transform !== undefined) return `"${type}" has a transform, which runs code of the config.`;
  for (const each of [value].flat()) {
    if (typeof each !== 'string') continue;
    if (each.startsWith('package:') && !Array.isArray(value)) return `"${type}" runs code of a package.`;
    if (each.startsWith('file://')) return `"${type}" names ${each.slice(0, 200)}, which is not read here.`;
    if (/\{[{%][^}]*\benv\s*[.[]/.test(each) && !Object.hasOwn(vars, 'env')) {
      return `"${type}" asks for a variable of the environment, which nobody gets.`;
    }
  }
  return undefined;
}

/** A text, and the texts of a list, are templates; what stands deeper is taken as it is. */
function rendered(value: unknown, vars: JsonObject, render: RenderText): unknown {
  if (typeof value === 'string') return isTemplate(value) ? render(value, vars) : value;
  if (!Array.isArray(value)) return value;
  return value.map((each: unknown) => (typeof each === 'string' && isTemplate(each) ? render(each, vars) : each));
}

const isTemplate = (text: string): boolean => /\{[{%#]/.test(text);
