import assert from 'node:assert/strict';
import { hostIds } from '../../../../../generated/hostIds';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { evaluate, judgeIds } from '../../../../../src/core/code/ids/evaluate';
import { defaultIdConfig } from '../../../../../src/core/code/ids/config/idConfig';
import { foldListed } from '../../../../../src/core/code/ids/fold';
import { spellingOf } from '../../../../../src/core/catalog/names/spelling';

const lifecycle = createLifecycle({
  endpoints: [],
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

describe('the judgement of the ids of a file', () => {
  const judged = (uses: readonly ('call' | 'list')[], most?: number) => {
    const place = { start: 0, end: 5, line: 0, column: 0, written: 'gpt-x' };
    const found = uses.map((use) => ({ ...place, named, use }));
    const rules = { lifecycle, hostIds, today: '2026-12-01', config: defaultIdConfig, within: 0, most };
    return judgeIds(found, rules, () => undefined);
  };

  it('ends with as many that are called as are shown, whatever is listed beside them', async () => {
    assert.equal((await judged(['list', 'list', 'call', 'call', 'call'], 2)).length, 4);
    assert.equal((await judged(['call', 'call', 'call'])).length, 3);
  });

  it('is one for all that are listed, at the first of them', async () => {
    const folded = foldListed(await judged(['call', 'list', 'call', 'list', 'list']));
    const said = folded.map(({ found, others }) => [found.use, others.length]);
    assert.deepEqual(said, [
      ['call', 0],
      ['list', 2],
      ['call', 0],
    ]);
  });
});
