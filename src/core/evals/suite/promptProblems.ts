import type { Say } from '../../base/say';
import { neededNames } from '../../prompts/language/neededNames';
import { TemplateError } from '../../prompts/template/templateError';
import type { Suite, SuiteProblem, SuitePrompt, SuiteTest } from '../suite';
import { isNamed } from './named';

/** What is wrong with the prompts of a suite: those that cannot be filled, and variables that no test has a value for. */
export function promptProblems(suite: Omit<Suite, 'problems' | 'types'>, say: Say): SuiteProblem[] {
  const isKnown = areTestsKnown(suite);
  let looks = 0;
  return suite.prompts.flatMap((prompt) => {
    const { file, source, skip, at = { file: suite.file } } = prompt;
    if (skip !== undefined) return [];
    const problem = (rule: string, message: string): SuiteProblem => ({ severity: 'warning', rule, message, ...at });
    const names = namesOf(source, file);
    if (names instanceof TemplateError) {
      return [problem('unreadable-prompt', say('This prompt cannot be filled: {0}', names.saying(say)))];
    }
    looks += names.size * suite.tests.length;
    if (!isKnown || looks > mostLooks) return [];
    return unfilled(names, prompt, suite.tests).map((name) =>
      problem(
        'unfilled-variable',
        file === undefined
          ? say('No test has a value for "{0}".', name)
          : say('No test has a value for "{0}" in {1}.', name, file),
      ),
    );
  });
}

/** Names of all prompts, each in each test. */
const mostLooks = 5_000_000;

/** What of the tests is not read, or runs code, may have values. */
const areTestsKnown = ({ file, skips }: Pick<Suite, 'file' | 'skips'>): boolean =>
  skips.every(({ what, file: at }) => isOfNoValue.test(what) || (at === file && !mayHaveValues.test(what)));

/** A check, a judge, or a value whose name is known. */
const isOfNoValue = /\.(?:assert\b|vars\.|provider\b|options\.(?!transformVars|storeOutputAs))/;
const mayHaveValues = /^(?:tests|scenarios|defaultTest|extensions|redteam)\b/;

function namesOf(source: string, file: string | undefined): Set<string> | TemplateError {
  try {
    return neededNames(source, file);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

function unfilled(names: Set<string>, { label, id }: SuitePrompt, tests: readonly SuiteTest[]): string[] {
  let isAsked = false;
  for (const { vars, prompts } of tests) {
    if (names.size === 0) break;
    if (!isNamed(prompts, [label, id])) continue;
    isAsked = true;
    for (const name of names) if (Object.hasOwn(vars, name)) names.delete(name);
  }
  return isAsked ? [...names] : [];
}
