import type { JsonObject } from '../../prompts/prompt';
import { TemplateError } from '../../prompts/template/templateError';
import type { Assertion } from '../suite';
import { readsEnvironment } from '../suite/refusals';
import { baseType, isInverse, whyLeftOut } from './checkTypes';
import { measureChecks } from './measures';
import { refusalChecks } from './refusal';
import { textChecks } from './text/textChecks';
import { CheckFault } from './verdict';
import type { CheckContext, CheckResult, MakeCheck, Skipped, Verdict } from './verdict';

// Checks an answer with the verdicts of promptfoo 0.123.1. Expressions and schemas of a config may take for ever, so it is
// called in a thread that can be ended (`AssertionChecker`).

/** Renders a template with values. @throws TemplateError */
type RenderText = (source: string, values: JsonObject) => string;

type Checks = Readonly<Record<string, MakeCheck>>;

const light: Checks = { ...textChecks, ...measureChecks, ...refusalChecks };

/** Checks whose parsers and schemas are loaded with the first check that needs them. */
const heavy: Readonly<Record<string, () => Promise<Checks>>> = {
  ...of('levenshtein bleu gleu rouge-n', async () => (await import('./text/likeness')).likenessChecks),
  ...of('is-json contains-json', async () => (await import('./json/jsonChecks')).jsonChecks),
  ...of('is-xml contains-xml', async () => (await import('./markup/xml')).xmlChecks),
  ...of('is-html contains-html', async () => (await import('./markup/html')).htmlChecks),
  ...of(
    'tool-call-f1 is-valid-openai-tools-call is-valid-openai-function-call is-valid-function-call',
    async () => (await import('./tools/toolChecks')).toolChecks,
  ),
};

function of(types: string, load: () => Promise<Checks>): Record<string, () => Promise<Checks>> {
  return Object.fromEntries(types.split(' ').map((type) => [type, load]));
}

/** The types of checks that are made here, without `not-`, which each of them may have. */
export const madeTypes: readonly string[] = [...Object.keys(light), ...Object.keys(heavy)];

async function checkOf(type: string): Promise<MakeCheck | undefined> {
  const checks = Object.hasOwn(heavy, type) ? await heavy[type]?.() : light;
  return checks && Object.hasOwn(checks, type) ? checks[type] : undefined;
}

/** Loads what a check of this type needs. */
export const loadCheck = (type: string): Promise<unknown> => checkOf(baseType(type));

export async function checkOutput(
  assertion: Assertion,
  context: CheckContext,
  render: RenderText,
): Promise<CheckResult> {
  try {
    return await check(assertion, context, render);
  } catch (error) {
    if (error instanceof CheckFault) return { error: { code: error.code, message: error.message } };
    if (error instanceof TemplateError) {
      return { error: { code: 'template', message: `The value of "${assertion.type}": ${error.message}` } };
    }
    // A check that makes no sense of its value throws, and a schema that refers to itself overflows the stack.
    const why = error instanceof Error ? error.message : String(error);
    return { error: { code: 'value', message: `"${assertion.type}" cannot be made: ${why}.` } };
  }
}

async function check(assertion: Assertion, context: CheckContext, render: RenderText): Promise<Verdict | Skipped> {
  const { type, threshold, weight } = assertion;
  const make = await checkOf(baseType(type));
  const skipped = make ? whySkipped(assertion, context) : `"${type}" ${whyLeftOut(type)}.`;
  if (!make || skipped !== undefined) return { skipped: skipped ?? '' };
  const { output, vars = {} } = context;
  if (output === undefined) throw new CheckFault('missing', 'There is no answer.');
  const made = make({
    ...{ type, threshold, inverse: isInverse(type), output, context, assertion },
    value: rendered(assertion.value, vars, render),
    text: typeof output === 'string' ? output : JSON.stringify(output),
  });
  // A check with a weight of 0 never fails.
  return weight === 0 ? { ...made, pass: true } : made;
}

/** Returns why an assertion is not obeyed; `undefined` where it is. */
function whySkipped({ type, skip, value, transform }: Assertion, { vars = {} }: CheckContext): string | undefined {
  if (skip !== undefined) return skip;
  if (transform !== undefined) return `"${type}" has a transform, which runs code of the config.`;
  for (const each of [value].flat()) {
    if (typeof each !== 'string') continue;
    if (each.startsWith('package:') && !Array.isArray(value)) return `"${type}" runs code of a package.`;
    if (each.startsWith('file://')) return `"${type}" names ${each.slice(0, 200)}, which is not read here.`;
    if (readsEnvironment(each) && !Object.hasOwn(vars, 'env')) {
      return `"${type}" asks for a variable of the environment, which nobody gets.`;
    }
  }
  return undefined;
}

/** Renders a text, and the texts of a list, as templates. Deeper values stay as they are. */
function rendered(value: unknown, vars: JsonObject, render: RenderText): unknown {
  if (typeof value === 'string') return isTemplate(value) ? render(value, vars) : value;
  if (!Array.isArray(value)) return value;
  return value.map((each: unknown) => (typeof each === 'string' && isTemplate(each) ? render(each, vars) : each));
}

const isTemplate = (text: string): boolean => /\{[{%#]/.test(text);
