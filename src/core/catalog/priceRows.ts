// A price in plain words: one row for each way of charging. In English, as all facts of the catalog are.
import { formatCount, formatRate } from '../base/numbers';
import { cacheLifetimes, serviceTiers, stepsOf, weekdays } from './priceTable';
import type { CacheWrite, Price, Rates, ServiceTier, SteppedRates, Hours, Weekday } from './priceTable';
import { keptFor } from './usageParts';

interface PriceRow {
  /** The condition of the rates: `Standard`, `Batch, above 200,000 input tokens`. */
  readonly when: string;
  readonly rates: Rates;
}

const tierNames: Readonly<Record<ServiceTier, string>> = { batch: 'Batch', flex: 'Flex', priority: 'Priority' };

/** Returns the rows, first the standard price, which holds at all hours that are not listed. */
export function priceRows(price: Price): PriceRow[] {
  return [
    ...steppedRows('Standard', price),
    ...(price.hours ?? []).map((hours) => ({ when: formatHours(hours), rates: hours })),
    ...serviceTiers.flatMap((tier) => (price[tier] ? steppedRows(tierNames[tier], price[tier]) : [])),
  ];
}

const steppedRows = (when: string, rates: SteppedRates): PriceRow[] => [
  { when, rates },
  ...stepsOf(rates).map((step) => ({ when: `${when}, above ${formatCount(step.above)} input tokens`, rates: step })),
];

/** Formats rates: `$2 in, $10 out, $0.20 cached in`. */
export const ratesText = ({ input, output, cachedInput }: Rates): string =>
  [
    `${formatRate(input)} in`,
    `${formatRate(output)} out`,
    ...(cachedInput === undefined ? [] : [`${formatRate(cachedInput)} cached in`]),
  ].join(', ');

/**
 * Formats rates of cache writes: `$2.50 kept 5 minutes, $4 kept 1 hour`. A single rate without a lifetime stands alone:
 * `$2.50`.
 */
export const cacheWriteText = (rates: CacheWrite): string =>
  cacheLifetimes
    .flatMap((lifetime) => {
      const rate = rates[lifetime];
      if (rate === undefined) return [];
      const kept = keptFor(lifetime) ?? (Object.keys(rates).length > 1 ? 'otherwise' : '');
      return [`${formatRate(rate)} ${kept}`.trim()];
    })
    .join(', ');

/** Returns names and rates other than the standard ones, for places without room for a table. */
export const otherPrices = (price: Price): { readonly label: string; readonly value: string }[] => [
  ...(price.cacheWrite ? [{ label: 'Cache write', value: cacheWriteText(price.cacheWrite) }] : []),
  ...priceRows(price)
    .slice(1)
    .map(({ when, rates: { cacheWrite, ...rates } }) => ({
      label: when.replace(/^Standard, a/, 'A'),
      value: `${ratesText(rates)}${cacheWrite ? `; cache write ${cacheWriteText(cacheWrite)}` : ''}`,
    })),
  ...(price.cacheStorage === undefined
    ? []
    : [{ label: 'Cache storage', value: `${formatRate(price.cacheStorage)} an hour` }]),
];

const dayNames: Readonly<Record<Weekday, string>> = {
  sun: 'Sunday',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
};

/** Formats hours: `01:00 to 04:00 UTC, Monday to Friday, not on Chinese public holidays`. */
export const formatHours = ({ from, until, days, except }: Hours): string =>
  [
    `${from} to ${until} UTC`,
    ...(days === undefined ? [] : [formatDays(days)]),
    ...(except === undefined ? [] : [`not on ${except.name}`]),
  ].join(', ');

/** Formats days, with consecutive ones (from Monday on) as a range: `Monday to Friday`, `Saturday, Sunday`. */
function formatDays(days: readonly Weekday[]): string {
  const places = days.map((day) => (weekdays.indexOf(day) + 6) % 7).sort((a, b) => a - b);
  const names = places.map((place) => dayNames[weekdays[(place + 1) % 7]!]);
  const inRow = names.length > 2 && places.every((place, i) => place === places[0]! + i);
  return inRow ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
}
