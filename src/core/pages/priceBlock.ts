import { formatRate } from '../base/numbers';
import type { Price } from '../catalog/priceTable';
import { cacheWriteText, priceRows } from '../catalog/priceRows';
import type { Block } from './page';

/** The prices of a model side by side, where it has more than one, or one for cache writes. */
export function priceBlock(name: string, price: Price): Extract<Block, { type: 'prices' }> | undefined {
  const rows = priceRows(price);
  if (rows.length === 1 && !price.cacheWrite) return undefined;
  // A column that would say "unknown" in every row says nothing.
  const has = (rate: 'cachedInput' | 'cacheWrite'): boolean => rows.some(({ rates }) => rates[rate] !== undefined);
  const [reads, writes] = [has('cachedInput'), has('cacheWrite')];
  return {
    type: 'prices',
    caption: `Prices of ${name}, in US$ per million tokens`,
    columns: ['Input', ...(reads ? ['Cache read'] : []), ...(writes ? ['Cache write'] : []), 'Output'],
    rows: rows.map(({ when, rates: { input, output, cachedInput, cacheWrite } }) => ({
      when,
      cells: [
        formatRate(input),
        ...(reads ? [cachedInput === undefined ? 'unknown' : formatRate(cachedInput)] : []),
        ...(writes ? [cacheWrite === undefined ? 'unknown' : cacheWriteText(cacheWrite)] : []),
        formatRate(output),
      ],
    })),
  };
}

/** What the table means, where its words do not say it. */
export function priceNotes({ longContext, hours, cacheStorage }: Price): string[] {
  return [
    ...(longContext
      ? ['Above a limit, the whole request has the higher price, what is read from a cache included.']
      : []),
    ...(hours ? ['The standard price holds at all hours that are not listed.'] : []),
    ...(cacheStorage === undefined
      ? []
      : [`What is kept in a cache costs ${formatRate(cacheStorage)} per million tokens and hour.`]),
  ];
}
