import type { Assertion, AssertionSet } from '../../src/core/evals/suite';
import type { GradeCase } from './oracle';
import type { Random } from './random';

// Checks that count together: weights, thresholds, sets and metrics.

const outputs = ['Paris is the capital', 'paris', '{"a":1}', ''];
const metrics = ['accuracy', 'style', '{{kind}}', 'a {{missing}}', '{% bad', '{{ kind | upper }}', ''];
const vars = { kind: 'tone', city: 'Paris' };

function weighing(random: Random): object {
  return {
    ...(random.chance(0.5) && { weight: random.of([0, 0.5, 1, 2, 10, -1]) }),
    ...(random.chance(0.5) && { metric: random.of(metrics) }),
  };
}

const threshold = (random: Random): object =>
  random.chance(0.4) ? { threshold: random.of([0, 0.3, 0.5, 0.9, 1]) } : {};

function someCheck(random: Random): Assertion {
  const check = random.of<Assertion>([
    { type: 'contains', value: '{{city}}' },
    { type: 'not-contains', value: 'paris' },
    { type: 'icontains', value: 'PARIS' },
    { type: 'rouge-n', value: 'Paris is a capital', threshold: 0.6 },
    { type: 'not-bleu', value: 'Paris is a capital' },
    { type: 'is-json' },
    { type: 'word-count', value: { max: 2 } },
    { type: 'latency', threshold: 100 },
    { type: 'regex', value: '[' },
    ...(random.chance(0.1)
      ? [
          { type: 'cost', threshold: 1 },
          { type: 'contains', value: '' },
        ]
      : []),
  ]);
  return { ...check, ...weighing(random) };
}

const someSet = (random: Random): AssertionSet => ({
  type: 'assert-set',
  assert: random.many(0, 4, () => someCheck(random)),
  ...threshold(random),
  ...weighing(random),
});

export const someGradeCase = (random: Random): GradeCase => ({
  ...{ output: random.of(outputs), vars, latencyMs: random.of([50, 150]) },
  assert: random.many(0, 5, () => (random.chance(0.3) ? someSet(random) : someCheck(random))),
  ...threshold(random),
});
