import assert from 'node:assert/strict';
import { hostIds } from '../../../../../generated/hostIds';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { spellingOf } from '../../../../../src/core/catalog/names/spelling';
import type { CalledAt } from '../../../../../src/core/catalog/names/services';
import { defaultIdConfig } from '../../../../../src/core/code/ids/config/idConfig';
import { evaluate, judgeIds } from '../../../../../src/core/code/ids/evaluate';
import { foldListed } from '../../../../../src/core/code/ids/fold';
import { foldedLines, idLines } from '../../../../../src/core/code/ids/sentences';

const record = (id: string, more: object) => ({ id, source: 's', ...more });
const lifecycle = createLifecycle({
  endpoints: [],
  models: {
    openai: [
      record('by-day', { retires: '2026-12-10', replacement: 'next', change: 'drop-in' }),
      record('by-month', { retires: '2027-01', change: 'none' }),
      record('some-day', { deprecated: '2026-01-01', replacement: 'going', change: 'tools' }),
      record('next', {}),
      record('going', { retires: '2028-03' }),
      record('by-day', { surface: 'azure', retires: '2026-12-10' }),
    ],
  },
  sources: {},
  changes: { tools: 'Tools have another shape.' },
});

function linesOf(id: string, today: string, calledAt?: CalledAt, surface?: 'azure'): string[] {
  const named = {
    ...{ spelling: spellingOf(id), dateOf: surface ?? ('maker' as const), record: lifecycle.find(id, surface)! },
    ...(calledAt && { calledAt }),
  };
  return idLines(id, evaluate(named, lifecycle, today, 30, hostIds)!, sayInEnglish);
}

describe('the lines about an id', () => {
  it('say when it ends, and what works in its place', () => {
    const instead = 'Use next: the same request works.';
    assert.deepEqual(linesOf('by-day', '2026-12-09', 'maker'), [`by-day retires at OpenAI tomorrow. ${instead}`]);
    assert.deepEqual(linesOf('by-day', '2026-12-08', 'maker'), [
      `by-day retires at OpenAI on 10 December 2026, in 2 days. ${instead}`,
    ]);
    assert.deepEqual(linesOf('by-day', '2026-12-10', 'maker'), [
      `by-day was retired at OpenAI on 10 December 2026. ${instead}`,
    ]);
  });

  it('say no day of a month, and no date where none is known', () => {
    assert.deepEqual(linesOf('by-month', '2026-12-09', 'maker'), [
      'by-month retires at OpenAI in January 2027. It has no successor.',
    ]);
    assert.deepEqual(linesOf('by-month', '2027-02-01', 'maker'), [
      'by-month was retired at OpenAI in January 2027. It has no successor.',
    ]);
    assert.deepEqual(linesOf('some-day', '2026-12-09', 'maker'), [
      'some-day is deprecated at OpenAI. Its successor is going.',
      'going itself retires in March 2028.',
      'Tools have another shape.',
    ]);
  });

  it('say whose API the date is of where the call is not proven to go there', () => {
    for (const calledAt of [undefined, 'other', 'azure'] as const)
      assert.match(linesOf('by-day', '2026-12-10', calledAt)[0] ?? '', /^by-day was retired at OpenAI’s own API on /);
    assert.deepEqual(linesOf('by-day', '2026-12-10', undefined, 'azure'), [
      'by-day was retired at Azure on 10 December 2026.',
    ]);
  });

  it('name three of those that are only listed, each once, and say how many more there are', async () => {
    const named = { spelling: spellingOf('by-day'), dateOf: 'maker' as const, record: lifecycle.find('by-day')! };
    const said = async (...ids: string[]): Promise<string[]> => {
      const found = ids.map((written) => ({
        start: 0,
        end: 1,
        line: 0,
        column: 0,
        written,
        named,
        use: 'list' as const,
      }));
      const rules = { lifecycle, hostIds, today: '2026-12-10', config: defaultIdConfig, within: 0 };
      return foldListed(await judgeIds(found, rules, () => undefined)).flatMap((each) =>
        foldedLines(each, sayInEnglish),
      );
    };
    const listed = 'These model IDs, listed here but not called, have been or will be retired: ';
    assert.deepEqual(await said('a', 'b', 'a', 'c'), [`${listed}a, b, c.`]);
    assert.deepEqual(await said('a', 'b', 'c', 'd', 'e'), [`${listed}a, b, c and 2 more.`]);
  });
});
