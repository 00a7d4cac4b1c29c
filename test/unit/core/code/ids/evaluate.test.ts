import assert from 'node:assert/strict';
import { hostIds } from '../../../../../generated/hostIds';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { evaluate } from '../../../../../src/core/code/ids/evaluate';
import { spellingOf } from '../../../../../src/core/catalog/names/spelling';

const lifecycle = createLifecycle({
  models: { openai: [{ id: 'gpt-x', retires: '2026-11', source: 's' }] },
  sources: {},
  changes: {},
});
const record = lifecycle.find('gpt-x');
const named = { spelling: spellingOf('gpt-x'), dateOf: 'maker' as const, ...(record && { record }) };

describe('the judgement of a model whose month of its end is known', () => {
  const cases: [day: string, within: number, status: string][] = [
    ['2026-10-31', 0, 'deprecated'],
    ['2026-11-25', 0, 'deprecated'],
    ['2026-11-25', 1, 'retiring'],
    ['2026-10-31', 1, 'retiring'],
    ['2026-10-30', 1, 'deprecated'],
    ['2026-12-01', 0, 'retired'],
  ];
  for (const [day, within, status] of cases) {
    it(`is ${status} on ${day} within ${within} days`, () => {
      assert.equal(evaluate(named, lifecycle, day, within, hostIds)?.status, status);
    });
  }
});
