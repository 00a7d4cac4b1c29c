import type { Model } from '../../src/core/catalog/catalogTable';
import type { Price } from '../../src/core/catalog/priceTable';
import { model } from './models';

const published = { checked: '2026-11-20', source: 'prices' };

/** Everything that a price can say but hours. */
export const fullPrice: Price = {
  ...{ input: 2, cachedInput: 0.2, output: 10, cacheWrite: { '5m': 2.5, '1h': 4 } },
  longContext: [
    { above: 100_000, input: 4, cachedInput: 0.4, output: 15, cacheWrite: { '5m': 5, '1h': 8 } },
    { above: 150_000, input: 6, output: 20 },
  ],
  batch: { input: 1, cachedInput: 0.1, output: 5, longContext: { above: 100_000, input: 2, output: 7.5 } },
  flex: { input: 1, output: 5 },
  priority: { input: 4, cachedInput: 0.4, output: 20, cacheWrite: { default: 5 } },
  cacheStorage: 4.5,
  ...published,
};

/** Dearer on working days, but for one that is known. */
const hourlyPrice: Price = {
  ...{ input: 1, cachedInput: 0.1, output: 2, cacheWrite: { default: 1.5 } },
  hours: [
    {
      ...{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '01:00', until: '04:00' },
      except: { name: 'Holidays of Somewhere', days: ['2026-11-25'] },
      ...{ input: 2, cachedInput: 0.2, output: 4, cacheWrite: { default: 3 } },
    },
    { from: '23:30', until: '24:00', input: 3, output: 6 },
  ],
  ...published,
};

export const fullModel: Model = { ...model, id: 'maker-1-full', aliases: [], name: 'Maker 1 Full', price: fullPrice };
export const hourlyModel: Model = {
  ...model,
  id: 'maker-1-hourly',
  aliases: [],
  name: 'Maker 1 Hourly',
  price: hourlyPrice,
};
