import type { Day } from '../base/day';
import type { Model, ModelEntry } from './catalogTable';
import { lifeStage } from './lifecycle';
import type { Price } from './priceTable';

/** Returns a model as it is on a day: with the status after all ends until then, and with the price of that day. */
export function modelOn(entry: ModelEntry, day: Day): Model {
  const { price: prices, ...rest } = entry;
  const stage = entry.life ? lifeStage(entry.life, day) : 'alive';
  const price = prices && priceOn(prices, day);
  return { ...rest, status: stage === 'alive' ? entry.status : stage, ...(price && { price }) };
}

/** Returns the price of `day` from those of several periods, with the next known one; `undefined` between periods. */
export function priceOn(prices: Price | readonly Price[], day: Day): Price | undefined {
  const periods = 'input' in prices ? [prices] : prices;
  const current = periods.find(({ from, until }) => (from ?? '') <= day && (until === undefined || day <= until));
  if (!current) return undefined;
  const next = periods.find(({ from }) => from !== undefined && from > day);
  return next?.from === undefined
    ? current
    : { ...current, next: { from: next.from, input: next.input, output: next.output } };
}
