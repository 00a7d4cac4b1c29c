import assert from 'node:assert/strict';
import { refusesValue } from '../../../../../src/core/catalog/parameters/parameters';
import type { ParameterRule } from '../../../../../src/core/catalog/parameters/parameterTable';

const rejects = (rule: Partial<ParameterRule> = {}): ParameterRule => ({
  ...{ parameters: ['temperature'], apis: ['chat'], does: 'rejects', source: 'x' },
  ...rule,
});

describe('a rule of a parameter', () => {
  const cases: readonly [
    title: string,
    rule: ParameterRule,
    value: unknown,
    refuses: boolean,
    others?: readonly (readonly [string, unknown])[],
  ][] = [
    ['refuses every value', rejects(), 1, true],
    ['refuses none that is only ignored', rejects({ does: 'ignores' }), 1, false],
    ['takes the values that it accepts', rejects({ accepts: [1] }), 1, false],
    ['refuses others than it accepts', rejects({ accepts: [1] }), 0.5, true],
    ['refuses the values that it names', rejects({ values: ['enabled'] }), 'enabled', true],
    ['takes others than it names', rejects({ values: ['enabled'] }), 'adaptive', false],
    ['takes a number within its bounds', rejects({ min: 0, max: 1 }), 1, false],
    ['refuses a number above them', rejects({ max: 1 }), 1.1, true],
    ['refuses a number below them', rejects({ min: 1 }), 0, true],
    ['refuses it beside another one', rejects({ with: 'top_p' }), 1, true, [['top_p', 0.5]]],
    ['takes it without that', rejects({ with: 'top_p' }), 1, false],
    [
      'takes it where another one has a value',
      rejects({ unless: { effort: ['none'] } }),
      1,
      false,
      [['effort', 'none']],
    ],
    ['refuses it where that has another', rejects({ unless: { effort: ['none'] } }), 1, true, [['effort', 'high']]],
    ['takes it where another one is not set', rejects({ unless: { effort: ['unset'] } }), 1, false],
    ['refuses it without one that it needs', rejects({ needs: { thinking: ['enabled'] } }), 1, true],
    ['takes it with that', rejects({ needs: { thinking: ['enabled'] } }), 1, false, [['thinking', 'enabled']]],
  ];
  for (const [title, rule, value, refuses, others = []] of cases) {
    it(title, () => assert.equal(refusesValue(rule, value, new Map(others)), refuses));
  }
});
