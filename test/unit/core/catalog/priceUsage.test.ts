import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { Model, ModelEntry } from '../../../../src/core/catalog/catalogTable';
import { priceUsage } from '../../../../src/core/catalog/priceUsage';
import type { PriceConditions, UsageCost } from '../../../../src/core/catalog/priceUsage';
import type { ChargedTokens } from '../../../../src/core/catalog/usageParts';
import { bare, model } from '../../../support/models';
import { fullModel, fullPrice, hourlyModel } from '../../../support/prices';

const at = new Date('2026-11-24T12:00Z');
const few = { inputTokens: 1_000, outputTokens: 500 };

type Known = Extract<UsageCost, { known: true }>;

function known(priced: ModelEntry | Model, usage: ChargedTokens, conditions: Partial<PriceConditions> = {}): Known {
  const cost = priceUsage(priced, usage, { at, ...conditions }, sayInEnglish);
  assert.ok(cost.known, cost.known ? '' : cost.reason);
  return cost;
}
const usd = (...rest: Parameters<typeof known>): number => Number(known(...rest).usd.toFixed(9));
/** `label tokens×rate` of each line; `?` where the rate is unknown. */
const lines = (...rest: Parameters<typeof known>): string[] =>
  known(...rest).lines.map(({ label, tokens, rate }) => `${label} ${tokens}×${rate ?? '?'}`);

describe('the price of a usage', () => {
  it('adds input and output', () => {
    assert.equal(usd(fullModel, few), 0.007);
    assert.deepEqual(known(fullModel, few).lines, [
      { label: 'input', tokens: 1_000, rate: 2, usd: 0.002 },
      { label: 'output', tokens: 500, rate: 10, usd: 0.005 },
    ]);
  });

  it('charges reasoning as the part of the output that it is', () => {
    const usage = { ...few, reasoningTokens: 400 };
    assert.equal(usd(fullModel, usage), 0.007);
    assert.deepEqual(lines(fullModel, usage), ['input 1000×2', 'output, reasoning included 500×10']);
  });

  it('is the least where the output was not counted to the end, and whole where that costs nothing', () => {
    const usage = { inputTokens: 1_000, outputTokens: 0, isPartial: true } as const;
    const { usd: least, unknown } = known(fullModel, usage);
    assert.deepEqual([least, unknown], [0.002, ['its output was not counted to the end']]);
    const free = { ...fullModel, price: { ...fullPrice, input: 0, output: 0 } };
    assert.equal(known(free, usage).unknown, undefined);
  });

  it('charges what was read from a cache at its own rate', () => {
    const usage = { ...few, cachedInputTokens: 600 };
    assert.deepEqual(lines(fullModel, usage), ['input 400×2', 'cache read 600×0.2', 'output 500×10']);
    assert.equal(usd(fullModel, usage), 0.00592);
  });

  it('charges what was written to a cache by how long it is kept', () => {
    const usage = { ...few, cachedInputTokens: 100, cacheWriteTokens: 500, cacheWrites: { '5m': 300, '1h': 200 } };
    assert.deepEqual(lines(fullModel, usage), [
      'input 400×2',
      'cache read 100×0.2',
      'cache write, kept 5 minutes 300×2.5',
      'cache write, kept 1 hour 200×4',
      'output 500×10',
    ]);
    assert.equal(usd(fullModel, usage), 0.0008 + 0.00002 + 0.00075 + 0.0008 + 0.005);
    assert.equal(known(fullModel, usage).unknown, undefined);
  });

  it('charges every lifetime alike where the maker has one rate', () => {
    const usage = { ...few, cacheWriteTokens: 500, cacheWrites: { '24h': 200 } };
    assert.deepEqual(lines(fullModel, usage, { tier: 'priority' }), [
      'input 500×4',
      'cache write, kept 24 hours 200×5',
      'cache write 300×5',
      'output 500×20',
    ]);
    assert.equal(known(fullModel, usage, { tier: 'priority' }).unknown, undefined);
  });

  it('charges no part twice where a provider counts it on top of the input', () => {
    const usage = { inputTokens: 100, outputTokens: 0, cachedInputTokens: 1_000_000, cacheWriteTokens: 50 };
    assert.deepEqual(lines(fullModel, usage), ['input 0×2', 'cache read 100×0.2', 'output 0×10']);
  });

  it('charges the whole request at the rates of the step that its input is above, cached parts included', () => {
    const at100 = { inputTokens: 100_000, outputTokens: 1_000, cachedInputTokens: 50_000 };
    assert.equal(usd(fullModel, at100), 0.1 + 0.01 + 0.01);
    const above = { ...at100, inputTokens: 100_001 };
    assert.deepEqual(lines(fullModel, above), ['input 50001×4', 'cache read 50000×0.4', 'output 1000×15']);
    assert.deepEqual(known(fullModel, above).because, ['above 100,000 input tokens']);
    const higher = { inputTokens: 150_001, outputTokens: 1_000 };
    assert.deepEqual(lines(fullModel, higher), ['input 150001×6', 'output 1000×20']);
    assert.deepEqual(known(fullModel, higher).because, ['above 150,000 input tokens']);
  });

  it('charges a tier at its own rates and steps', () => {
    assert.equal(usd(fullModel, few, { tier: 'batch' }), 0.0035);
    assert.equal(usd(fullModel, few, { tier: 'flex' }), 0.0035);
    assert.equal(usd(fullModel, few, { tier: 'priority' }), 0.014);
    assert.deepEqual(known(fullModel, few, { tier: 'batch' }).because, ['batch']);
    const long = { inputTokens: 120_000, outputTokens: 0 };
    assert.equal(usd(fullModel, long, { tier: 'batch' }), 0.24);
    assert.deepEqual(known(fullModel, long, { tier: 'batch' }).because, ['batch', 'above 100,000 input tokens']);
  });

  it('charges a tier with steps of its own at its usual rates up to these, where the standard one has a step before', () => {
    const batch = { input: 1, output: 5, longContext: { above: 150_000, input: 2, output: 7.5 } };
    const later = { ...fullModel, price: { ...fullPrice, batch } };
    const cost = known(later, { inputTokens: 120_000, outputTokens: 0 }, { tier: 'batch' });
    assert.deepEqual([cost.usd, cost.because, cost.unknown], [0.12, ['batch'], undefined]);
  });

  it('carries the date and the note of the price', () => {
    const noted = { ...fullModel, price: { ...fullPrice, note: 'Audio costs more.' } };
    const cost = known(noted, { inputTokens: 0, outputTokens: 0 });
    assert.deepEqual([cost.usd, cost.checked, cost.note], [0, '2026-11-20', 'Audio costs more.']);
  });
});

describe('the price of a usage is at least what is known of it', () => {
  const least = (cost: Known): unknown[] => [Number(cost.usd.toFixed(9)), cost.unknown];

  it('where a cache read has no price', () => {
    const usage = { inputTokens: 160_000, outputTokens: 0, cachedInputTokens: 60_000 };
    assert.deepEqual(lines(fullModel, usage), ['input 100000×6', 'cache read 60000×?', 'output 0×20']);
    assert.deepEqual(least(known(fullModel, usage)), [0.6, ['the price of a cache read is not published']]);
  });

  it('where a cache write has no price, or not for that lifetime', () => {
    const usage = { ...few, cacheWriteTokens: 100 };
    assert.deepEqual(least(known(model, usage)), [0.0068, ['the price of a cache write is not published']]);
    const day = known(fullModel, { ...usage, cacheWrites: { '24h': 100 } });
    assert.deepEqual(least(day), [0.0068, ['the price of a cache write, kept 24 hours, is not published']]);
    assert.ok(!('usd' in day.lines[1]!));
  });

  it('where nobody tells how long a cache write is kept', () => {
    const cost = known(fullModel, { ...few, cacheWriteTokens: 100 });
    const untold = [0.0068 + 0.00025, ['how long the cache write is kept is not told']];
    assert.deepEqual(least(cost), untold);
    const one = { ...fullModel, price: { ...fullPrice, cacheWrite: { '30m': 2.5 } } };
    assert.deepEqual(least(known(one, { ...few, cacheWriteTokens: 100 })), untold);
  });

  it('where a tier says nothing of the steps that the standard one has', () => {
    const cost = known(fullModel, { inputTokens: 120_000, outputTokens: 0 }, { tier: 'flex' });
    assert.deepEqual(least(cost), [0.12, ['the flex price above 100,000 input tokens is not published']]);
  });
});

describe('the price of a usage is unknown', () => {
  const reason = (
    priced: ModelEntry | Model | undefined,
    usage: ChargedTokens | undefined,
    conditions: PriceConditions,
  ): string => {
    const cost = priceUsage(priced, usage, conditions, sayInEnglish);
    assert.ok(!cost.known);
    return cost.reason;
  };

  it('without a usage, a model or a price', () => {
    assert.match(reason(fullModel, undefined, { at }), /no token usage/);
    assert.match(reason(undefined, few, { at }), /the model is not in the catalog/);
    assert.match(reason(bare, few, { at }), /no price for Maker \[0\]/);
  });

  it('in the words of who asks', () => {
    const { reason } = priceUsage(bare, few, { at }, (message) => message.toUpperCase()) as { reason: string };
    assert.equal(reason, 'THE CATALOG HAS NO PRICE FOR {0}');
  });

  it('in a tier that has no price, known to us or not', () => {
    assert.equal(reason(model, few, { at, tier: 'batch' }), 'the catalog has no batch price for Maker 1 Large');
    assert.equal(reason(fullModel, few, { at, tier: 'scale' }), 'the catalog has no scale price for Maker 1 Full');
  });

  it('at a host that is not the maker', () => {
    assert.match(reason(fullModel, few, { at, host: { name: 'Ollama' } }), /has no prices of Ollama/);
    assert.match(reason(fullModel, few, { at, host: { name: 'Other', family: 'other' } }), /has no prices of Other/);
    assert.equal(usd(fullModel, few, { host: { name: 'Maker', family: 'maker' } }), 0.007);
  });

  it('where all of it is: at least nothing says nothing', () => {
    const usage = { inputTokens: 160_000, outputTokens: 0, cachedInputTokens: 160_000 };
    assert.equal(reason(fullModel, usage, { at }), 'the price of a cache read is not published (Maker 1 Full)');
  });
});

describe('the price of a usage over time', () => {
  const million = { inputTokens: 1_000_000, outputTokens: 0 };
  const costAt = (priced: ModelEntry, time: string): string => {
    const cost = priceUsage(priced, million, { at: new Date(time) }, sayInEnglish);
    return cost.known ? `${cost.unknown ? 'at least ' : ''}${cost.usd}` : cost.reason;
  };

  it('changes on the day on which a price does, in UTC', () => {
    const { checked, source, output } = fullPrice;
    const flat = { input: 2, output, checked, source };
    const entry: ModelEntry = {
      ...fullModel,
      price: [
        { ...flat, until: '2026-11-30' },
        { ...flat, input: 5, from: '2026-12-01', until: '2026-12-31' },
      ],
    };
    assert.deepEqual(
      ['2026-11-30T23:59:59Z', '2026-12-01T00:00Z', '2026-12-01T00:30+01:00'].map((time) => costAt(entry, time)),
      ['2', '5', '2'],
    );
    assert.equal(costAt(entry, '2027-01-01T00:00Z'), 'the catalog has no price for Maker 1 Full on 2027-01-01');
  });

  for (const [time, cost, why] of [
    ['2026-11-24T00:59:59Z', '1', 'before the first minute'],
    ['2026-11-24T01:00Z', '2', 'from the first minute'],
    ['2026-11-24T03:59:59Z', '2', 'to the end of the last minute'],
    ['2026-11-24T04:00Z', '1', 'after the last minute'],
    ['2026-11-22T02:00Z', '1', 'on a Sunday'],
    ['2026-11-22T23:59Z', '3', 'to midnight, every day'],
    ['2026-11-25T02:00Z', '1', 'on a holiday'],
    ['2026-11-25T02:00+05:00', '1', 'at that hour of another time zone'],
    ['2027-11-24T02:00Z', 'at least 1', 'of a year whose holidays are unknown'],
    ['2027-11-27T02:00Z', '1', 'on a Saturday of such a year'],
  ] as const) {
    it(`goes by the hours of the day: ${why}`, () => assert.equal(costAt(hourlyModel, time), cost));
  }

  it('says which hours it took, and which day it does not know', () => {
    const peak = known(hourlyModel, million, { at: new Date('2026-11-24T02:00Z') });
    assert.deepEqual(peak.because, ['01:00 to 04:00 UTC, Monday to Friday, not on Holidays of Somewhere']);
    assert.deepEqual(known(hourlyModel, million, { at: new Date('2026-11-25T02:00Z') }).because, [
      'Holidays of Somewhere',
    ]);
    const unsure = known(hourlyModel, { ...few, cacheWriteTokens: 100 }, { at: new Date('2027-11-24T02:00Z') });
    assert.deepEqual(unsure.unknown, ['whether 2027-11-24 is one of the Holidays of Somewhere']);
    assert.deepEqual(
      unsure.lines.map(({ rate }) => rate),
      [1, 1.5, 2],
    );
  });
});
