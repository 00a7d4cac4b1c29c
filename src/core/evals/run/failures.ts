import type { Say } from '../../base/say';
import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { Cell, Check } from '../results';
import type { Assertion, AssertionSet, SuiteTest } from '../suite';

/** A check that an answer did not pass, with the expected text where the check compares two texts. */
interface Failure {
  readonly message: string;
  readonly expected?: string;
}

/** Types of checks that compare an answer with a whole text. */
const comparing = new Set(['equals', 'starts-with', 'levenshtein', 'rouge-n', 'bleu', 'gleu']);

/** Returns why a cell did not pass, with a failure for each check. */
export function failuresOf(cell: Cell, test: Pick<SuiteTest, 'assert' | 'vars'>, say: Say): Failure[] {
  const asserts = flatAsserts(test.assert);
  const failed = cell.checks.flatMap((check, at): Failure[] => {
    if (check.pass !== false) return [];
    const own = asserts[at];
    const expected = own?.type === check.type ? expectedOf(own, test.vars) : undefined;
    return [{ message: messageOf(check), ...(expected !== undefined && { expected }) }];
  });
  if (failed.length > 0) return failed;
  return [{ message: say('The score {0} is below the threshold.', (cell.score ?? 0).toFixed(4)) }];
}

const messageOf = ({ type, metric, reason }: Check): string =>
  `${metric === undefined ? type : `${type} (${metric})`}: ${reason}`;

/** Returns assertions in the order of the results, where a set stands before its members. */
const flatAsserts = (asserts: SuiteTest['assert']): (Assertion | AssertionSet)[] =>
  asserts.flatMap((each) => ('assert' in each ? [each, ...each.assert] : [each]));

function expectedOf(assertion: Assertion | AssertionSet, vars: SuiteTest['vars']): string | undefined {
  if (!comparing.has(assertion.type) || !('value' in assertion) || assertion.value === undefined) return undefined;
  const { value } = assertion;
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    return renderNunjucks(value, vars);
  } catch {
    return value;
  }
}
