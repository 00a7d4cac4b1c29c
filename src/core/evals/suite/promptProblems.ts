import type { Say } from '../../base/say';
import { neededNames } from '../../prompts/language/neededNames';
import { TemplateError } from '../../prompts/template/templateError';
import type { Suite, SuiteProblem, SuitePrompt, SuiteTest } from '../suite';
import { isNamed } from './named';

/** Lists the problems of a suite's prompts: those that cannot be filled, and variables that no test has a value for. */
export function promptProblems(suite: Omit<Suite, 'problems' | 'types'>, say: Say): SuiteProblem[] {
  const isKnown = areTestsKnown(suite);
  const given = givenNames(suite.tests);
  return suite.prompts.flatMap((prompt) => {
    const { file, source, skip, at = { file: suite.file } } = prompt;
    if (skip !== undefined) return [];
    const problem = (rule: string, message: string): SuiteProblem => ({ severity: 'warning', rule, message, ...at });
    const names = namesOf(source, file);
    if (names instanceof TemplateError) {
      return [problem('unreadable-prompt', say('This prompt cannot be filled: {0}', names.saying(say)))];
    }
    if (!isKnown) return [];
    return unfilled(names, prompt, given).map((name) =>
      problem(
        'unfilled-variable',
        file === undefined
          ? say('No test has a value for "{0}".', name)
          : say('No test has a value for "{0}" in {1}.', name, file),
      ),
    );
  });
}

/** Whether all values of the tests are known. Parts of them that are not read, or run code, may have values. */
const areTestsKnown = ({ file, skips }: Pick<Suite, 'file' | 'skips'>): boolean =>
  skips.every(({ what, file: at }) => isOfNoValue.test(what) || (at === file && !mayHaveValues.test(what)));

/** Pattern of a part without unknown names of values: a check, a judge, or a value whose name is known. */
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

/** The names that tests have values for, together for all tests with the same list of prompts. */
interface GivenNames {
  readonly prompts: SuiteTest['prompts'];
  readonly names: ReadonlySet<string>;
}

/** Gathers the names once, so that a prompt looks up each of its names without going through the tests. */
function givenNames(tests: readonly SuiteTest[]): readonly GivenNames[] {
  const byPrompts = new Map<string, GivenNames & { readonly names: Set<string> }>();
  for (const { vars, prompts } of tests) {
    const key = prompts === undefined ? '' : JSON.stringify(prompts);
    let given = byPrompts.get(key);
    if (!given) byPrompts.set(key, (given = { prompts, names: new Set() }));
    for (const name of Object.keys(vars)) given.names.add(name);
  }
  return [...byPrompts.values()];
}

function unfilled(names: Set<string>, { label, id }: SuitePrompt, all: readonly GivenNames[]): string[] {
  const asking = all.filter(({ prompts }) => isNamed(prompts, [label, id]));
  return asking.length === 0 ? [] : [...names].filter((name) => !asking.some((given) => given.names.has(name)));
}
