import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { Check } from '../results';
import type { Assertion, AssertionSet } from '../suite';
import { quickLimits } from './quickCheck';
import { Tally } from './tally';
import type { Tallied } from './tally';
import type { CheckContext, CheckResult, Faulty } from './verdict';

/**
 * Makes one check, with `AssertionChecker` in its thread or with a judge. The opinions of a judge come as one verdict,
 * whose reason names their spread.
 */
export type CheckOne = (assertion: Assertion, context: CheckContext) => Promise<CheckResult>;

/** The result of all checks of an answer together. */
export interface Grade {
  /** `null`: there are checks, and none has a verdict. */
  readonly pass: boolean | null;
  readonly score: number | null;
  /** Checks in the order of the config. A set stands before its members. */
  readonly checks: readonly Check[];
  /** Scores by metric, from 0 to 1. */
  readonly namedScores: Readonly<Record<string, number>>;
  /** Error of the first check that cannot be made. It makes the cell fail, whatever the other checks say. */
  readonly error: Faulty['error'] | null;
}

/** Checks an answer. Skipped checks do not count. Without any check the answer passes, as in promptfoo. */
export async function gradeCell(
  asserts: readonly (Assertion | AssertionSet)[],
  threshold: number | undefined,
  context: CheckContext,
  checkOne: CheckOne,
): Promise<Grade> {
  const grading = new Grading(context, checkOne);
  const tally = new Tally();
  for (const each of asserts) {
    if (isSet(each)) await grading.addSet(each, tally);
    else await grading.addCheck(each, tally);
  }
  const { checks, error } = grading;
  if (error) return { pass: false, score: 0, checks, namedScores: {}, error };
  if (asserts.length === 0) return { pass: true, score: 1, checks, namedScores: {}, error };
  const { pass, score, named } = tally.result(threshold);
  const namedScores = Object.fromEntries([...named].map(([metric, each]) => [metric, each.score]));
  return tally.made === 0
    ? { pass: null, score: null, checks, namedScores, error }
    : { pass, score, checks, namedScores, error };
}

const isSet = (each: Assertion | AssertionSet): each is AssertionSet => each.type === 'assert-set';

class Grading {
  readonly checks: Check[] = [];
  error: Faulty['error'] | null = null;

  constructor(
    private readonly context: CheckContext,
    private readonly checkOne: CheckOne,
  ) {}

  async addCheck(assertion: Assertion, tally: Tally): Promise<void> {
    const result = await this.checkOne(assertion, this.context);
    const weighted = this.weighted(assertion);
    if ('skipped' in result) {
      this.checks.push({ type: assertion.type, pass: null, score: null, reason: '', ...result, ...weighted });
    } else if ('error' in result) {
      this.error ??= result.error;
      const reason = result.error.message;
      this.checks.push({ type: assertion.type, pass: false, score: 0, reason, skipped: null, ...weighted });
    } else {
      const { pass, score, reason, judge, opinions } = result;
      const opinion = judge !== undefined && opinions && { judge, ...this.asked(assertion), opinions: [...opinions] };
      this.checks.push({ type: assertion.type, pass, score, reason, skipped: null, ...weighted, ...opinion });
      tally.add({ pass, score, named: new Map() }, weighted.weight, weighted.metric);
    }
  }

  async addSet(set: AssertionSet, tally: Tally): Promise<void> {
    const place = this.checks.length;
    const inner = new Tally();
    for (const each of set.assert) await this.addCheck(each, inner);
    const weighted = this.weighted(set);
    const result = inner.result(set.threshold);
    const verdict =
      inner.made === 0 && set.assert.length > 0
        ? { pass: null, score: null, reason: '', skipped: 'None of its checks is made.' }
        : { pass: result.pass, score: result.score, reason: setReason(set, result), skipped: null };
    this.checks.splice(place, 0, { type: set.type, ...verdict, ...weighted });
    if (verdict.pass !== null) tally.add(result, weighted.weight, weighted.metric);
  }

  private weighted({ weight, metric }: Assertion | AssertionSet): { weight?: number; metric?: string } {
    return {
      ...(weight !== undefined && { weight }),
      ...(metric !== undefined && { metric: this.filled(metric) }),
    };
  }

  private asked({ value }: Assertion): { asked?: string } {
    return value === undefined ? {} : { asked: typeof value === 'string' ? this.filled(value) : JSON.stringify(value) };
  }

  /** Renders a text as a template. One that cannot be rendered stays as it is. */
  private filled(text: string): string {
    try {
      return renderNunjucks(text, this.context.vars ?? {}, quickLimits);
    } catch {
      return text;
    }
  }
}

function setReason({ threshold }: AssertionSet, { pass, score }: Tallied): string {
  if (threshold === undefined) return pass ? 'All of its checks pass.' : 'Not all of its checks pass.';
  return `Expected a score of at least ${threshold}; it is ${score.toFixed(4)}.`;
}
