import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import fc from 'fast-check';
import { catalog as table } from '../../../../generated/catalog';
import { priceUsage } from '../../../../src/core/catalog/priceUsage';
import type { Price } from '../../../../src/core/catalog/priceTable';
import type { ChargedTokens } from '../../../../src/core/catalog/usageParts';
import { fullModel } from '../../../support/prices';
import { testTime } from '../../../support/models';

const at = new Date('2026-11-24T12:00Z');
const rate = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const tokens = fc.integer({ min: 0, max: 10_000_000 });
const rates = fc.record({
  input: rate,
  output: rate,
  cachedInput: rate,
  cacheWrite: fc.record({ '5m': rate, '1h': rate, '24h': rate, default: rate }),
});
const prices: fc.Arbitrary<Price> = fc
  .record({ base: rates, step: rates, above: fc.integer({ min: 1, max: 20_000_000 }) })
  .map(({ base, step, above }) => ({
    ...base,
    longContext: { above, ...step },
    checked: '2026-11-24',
    source: 'prices',
  }));

/** Token counts that a provider may report. The parts of the input are no more than the input. */
const parts = fc.record({ fresh: tokens, read: tokens, short: tokens, hour: tokens, output: tokens });
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;
const usageOf = ({ fresh, read, short, hour, output }: Parts): ChargedTokens => ({
  inputTokens: fresh + read + short + hour,
  outputTokens: output,
  cachedInputTokens: read,
  cacheWriteTokens: short + hour,
  cacheWrites: { '5m': short, '1h': hour },
});

const usd = (price: Price, usage: ChargedTokens): number => {
  const cost = priceUsage({ ...fullModel, price }, usage, { at }, sayInEnglish);
  assert.ok(cost.known && !cost.unknown);
  return cost.usd;
};
const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

describe('the price of any usage', () => {
  it('is the sum that a hand adds up', () => {
    fc.assert(
      fc.property(prices, parts, (price, part) => {
        const { fresh, read, short, hour, output } = part;
        const step = price.longContext as Price & { above: number };
        const held = fresh + read + short + hour > step.above ? step : price;
        const expected =
          (fresh / 1e6) * held.input +
          (read / 1e6) * held.cachedInput! +
          (short / 1e6) * held.cacheWrite!['5m']! +
          (hour / 1e6) * held.cacheWrite!['1h']! +
          (output / 1e6) * held.output;
        assert.ok(isClose(usd(price, usageOf(part)), expected));
      }),
    );
  });

  it('is that of its parts together, where no step is between them', () => {
    fc.assert(
      fc.property(rates, parts, parts, (base, a, b) => {
        const price = { ...base, checked: '2026-11-24', source: 'prices' };
        const both = Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof Parts]]));
        assert.ok(isClose(usd(price, usageOf(both as Parts)), usd(price, usageOf(a)) + usd(price, usageOf(b))));
      }),
    );
  });

  it('is never below zero, and its lines hold all tokens, whatever a provider counts', () => {
    const counts = fc.record({
      inputTokens: tokens,
      outputTokens: tokens,
      cachedInputTokens: tokens,
      cacheWriteTokens: tokens,
      cacheWrites: fc.record({ '5m': tokens, '24h': tokens }, { requiredKeys: [] }),
    });
    fc.assert(
      fc.property(prices, counts, (price, usage) => {
        const cost = priceUsage({ ...fullModel, price }, usage, { at }, sayInEnglish);
        if (!cost.known) return;
        assert.ok(cost.usd >= 0 && cost.lines.every((line) => line.tokens >= 0 && line.usd! >= 0));
        const all = cost.lines.reduce((sum, line) => sum + line.tokens, 0);
        assert.equal(all, usage.inputTokens + usage.outputTokens);
      }),
    );
  });
});

describe('the price of a million tokens of every model that has one', () => {
  const usage = { inputTokens: 1_000_000, outputTokens: 1_000 };
  const hours = Array.from({ length: 7 * 24 }, (_, hour) => new Date(testTime.getTime() + hour * 3_600_000));

  it('is known at every hour of a week, and lower in a batch, higher with priority', () => {
    for (const model of table.models.filter(({ price }) => price)) {
      for (const at of hours) {
        const standard = priceUsage(model, usage, { at }, sayInEnglish);
        if (!standard.known) {
          // Between the periods that are known.
          assert.match(standard.reason, / on 20\d\d-\d\d-\d\d$/, model.id);
          continue;
        }
        assert.ok(standard.usd > 0, model.id);
        const [batch, priority] = [
          priceUsage(model, usage, { at, tier: 'batch' }, sayInEnglish),
          priceUsage(model, usage, { at, tier: 'priority' }, sayInEnglish),
        ];
        if (batch.known) assert.ok(batch.usd <= standard.usd, model.id);
        if (priority.known && !priority.unknown) assert.ok(priority.usd >= standard.usd, model.id);
      }
    }
  });
});
