import type { Day } from '../base/day';
import type { Model, ModelEntry } from './catalogTable';
import { lifeStage } from './lifecycle';
import type { Price } from './priceTable';

/** A model as it is on a day: what has been retired by then is retired, and the price is the one of that day. */
export function modelOn(entry: ModelEntry, day: Day): Model {
  const { price: prices, ...rest } = entry;
  const stage = entry.life ? lifeStage(entry.life, day) : 'alive';
  const price = prices && priceOn(prices, day);
  return { ...rest, status: stage === 'alive' ? entry.status : stage, ...(price && { price }) };
}

/** The price of `day` among those of several periods, with the next one that is known; `undefined` between periods. */
export function priceOn(prices: Price | readonly Price[], day: Day): Price | undefined {
  const periods = 'input' in prices ? [prices] : prices;
  const current = periods.find(({ from, until }) => (from ?? '') <= day && (until === undefined || day <= until));
  if (!current) return undefined;
  const next = periods.find(({ from }) => from !== undefined && from > day);
  return next?.from === undefined
    ? current
    : { ...current, next: { from: next.from, input: next.input, output: next.output } };
}
