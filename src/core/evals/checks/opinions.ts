import type { Assertion } from '../suite';
import type { CheckResult } from './verdict';

/** Returns the result of a check that no model judges. */
export const notJudged = (type: string, why: string | undefined): CheckResult => ({
  skipped: `"${type}" needs a model as judge${why === undefined ? '.' : `: ${why}`}`,
});

/** Returns the result of a check on which a judge did not give all opinions. */
export const brokenOff = (type: string): CheckResult => ({ skipped: `"${type}" was not judged to its end.` });

/** Adds to an error that the reply was cut off at the limit of tokens. Any other result stays as it is. */
export function cutOff(opinion: CheckResult): CheckResult {
  if (!('error' in opinion)) return opinion;
  const { code, message } = opinion.error;
  return { error: { code, message: `${message}. It was cut off: give the judge a higher max_tokens.` } };
}

/**
 * Makes one verdict of several opinions: more than half have to pass, and the score is their mean. Where one cannot be
 * read, there is no verdict.
 */
export function verdictOfOpinions({ weight }: Assertion, opinions: readonly CheckResult[], judge: string): CheckResult {
  const read = opinions.filter((each) => 'pass' in each);
  const fault = opinions.find((each) => !('pass' in each));
  if (fault) return fault;
  const passed = read.filter(({ pass }) => pass).length;
  const pass = passed > read.length / 2;
  const scores = read.map(({ score }) => score);
  const score = scores.reduce((sum, each) => sum + each, 0) / read.length;
  const spread = `mean ${written(score)}, from ${written(Math.min(...scores))} to ${written(Math.max(...scores))}`;
  const why = read.find((each) => each.pass === pass)?.reason ?? '';
  return {
    pass: pass || weight === 0,
    score,
    reason: `Opinion of a model (${judge}): ${passed} of ${read.length} pass, ${spread}. ${why}`.trim(),
    judge,
    opinions: read.map(({ pass, score, reason }) => ({ pass, score, reason })),
  };
}

const written = (score: number): string => String(Number(score.toFixed(2)));
