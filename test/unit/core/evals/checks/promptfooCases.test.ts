import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gradeCell } from '../../../../../src/core/evals/checks/gradeCell';
import type { CheckContext } from '../../../../../src/core/evals/checks/verdict';
import type { Assertion, AssertionSet } from '../../../../../src/core/evals/suite';
import { checkOutput } from '../../../../support/checkOutput';

// Verdicts of promptfoo 0.123.1, which `npm run check:promptfoo -- FOLDER --sample FILE` writes.

interface Score {
  readonly pass: boolean;
  readonly score: number;
}

interface Case {
  readonly asked: Omit<CheckContext, 'provider'> & {
    readonly assertion?: Assertion;
    readonly assert?: readonly (Assertion | AssertionSet)[];
    readonly threshold?: number;
    readonly providerResponse?: Partial<CheckContext>;
    readonly provider?: CheckContext['provider'];
  };
  readonly said:
    | { readonly error: true }
    | (Score & { readonly namedScores?: object; readonly checks?: readonly Score[] });
}

const cases = JSON.parse(readFileSync(path.join(import.meta.dirname, 'promptfooCases.json'), 'utf8')) as Case[];

const contextOf = ({ output, vars, latencyMs, provider, providerResponse }: Case['asked']): CheckContext => ({
  ...{ output, ...providerResponse },
  ...(vars && { vars }),
  ...(latencyMs !== undefined && { latencyMs }),
  ...(provider && { provider }),
});

const rounded = (score: number | null): number | null => (score === null ? null : Number(score.toFixed(6)));
const scored = ({ pass, score }: { pass: boolean | null; score: number | null }) => ({ pass, score: rounded(score) });

describe('verdicts of promptfoo', () => {
  const ofChecks = cases.flatMap(({ asked, said }) =>
    asked.assertion ? [{ asked, said, check: asked.assertion }] : [],
  );
  for (const type of new Set(ofChecks.map(({ check }) => check.type.replace(/^not-/, '')))) {
    it(`are ours for ${type} and its opposite`, async () => {
      for (const { asked, said, check } of ofChecks.filter((each) => each.check.type.replace(/^not-/, '') === type)) {
        const ours = await checkOutput(check, contextOf(asked));
        const expected = 'error' in said ? { error: true } : scored(said);
        const found = 'pass' in ours ? scored(ours) : 'error' in ours ? { error: true } : ours;
        assert.deepEqual(found, expected, JSON.stringify({ asked, ours }));
      }
    });
  }

  it('are ours for whole cells: weights, thresholds, sets and metrics', async () => {
    for (const { asked, said } of cases.filter((each) => each.asked.assert)) {
      const ours = await gradeCell(asked.assert ?? [], asked.threshold, contextOf(asked), (each, context) =>
        checkOutput(each, context),
      );
      if ('error' in said) {
        assert.notEqual(ours.error, null, JSON.stringify(asked));
        continue;
      }
      const { checks = [], namedScores = {} } = said;
      const names = (scores: object): object =>
        Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, rounded(score as number)]));
      assert.deepEqual(
        { ...scored(ours), checks: ours.checks.map(scored), namedScores: names(ours.namedScores) },
        { ...scored(said), checks: checks.map(scored), namedScores: names(namedScores) },
        JSON.stringify(asked),
      );
    }
  });
});
