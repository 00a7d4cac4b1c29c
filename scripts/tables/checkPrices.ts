import { dayOf } from '../../src/core/base/day';
import type { ModelEntry } from '../../src/core/catalog/catalogTable';
import { cacheLifetimes, serviceTiers, stepsOf, weekdays } from '../../src/core/catalog/priceTable';
import type { Hours, Price, Rates, ServiceTier, SteppedRates } from '../../src/core/catalog/priceTable';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';

type Path = readonly (string | number)[];

/** Checks the prices of a model against each other: numbers that contradict each other are a slip of the pen. @throws DataError */
export function checkPrices(model: ModelEntry, price: Price | readonly Price[], file: DataFile, at: Path): void {
  if ('input' in price) return checkPrice(price, model, file, at);
  price.forEach((period, number) => checkPrice(period, model, file, [...at, number]));
  checkPeriods(price, file, at);
}

function checkPrice(price: Price, model: ModelEntry, file: DataFile, at: Path): void {
  checkStepped(price, model, file, at);
  for (const tier of serviceTiers) {
    const rates = price[tier];
    if (rates === undefined) continue;
    checkStepped(rates, model, file, [...at, tier]);
    checkTier(tier, rates, price, file, [...at, tier]);
  }
  checkHours(price, file, at);
  const ids = model.sources.map(({ id }) => id);
  if (!ids.includes(price.source)) {
    file.fail([...at, 'source'], `"${price.source}" is not one of the model's sources${didYouMean(price.source, ids)}`);
  }
}

/** The cheapest first: what is read from a cache costs no more than fresh input, and what is kept longer no less. */
function checkRates({ input, cachedInput, cacheWrite = {} }: Rates, file: DataFile, at: Path): void {
  if (cachedInput !== undefined && cachedInput > input) {
    file.fail([...at, 'cachedInput'], `cachedInput is ${cachedInput}, dearer than the input price of ${input}`);
  }
  let shorter = 0;
  for (const lifetime of cacheLifetimes) {
    const rate = cacheWrite[lifetime];
    if (rate === undefined) continue;
    const place = [...at, 'cacheWrite', lifetime];
    if (cachedInput !== undefined && rate < cachedInput) {
      file.fail(place, `cacheWrite.${lifetime} is ${rate}, cheaper than reading the cache at ${cachedInput}`);
    }
    if (lifetime === 'default') continue;
    if (rate < shorter)
      file.fail(place, `cacheWrite.${lifetime} is ${rate}, cheaper than the shorter lifetime at ${shorter}`);
    shorter = rate;
  }
}

function checkStepped(rates: SteppedRates, { contextWindow }: ModelEntry, file: DataFile, at: Path): void {
  checkRates(rates, file, at);
  const { longContext } = rates;
  let before: Rates & { readonly above: number } = { ...rates, above: 0 };
  stepsOf(rates).forEach((step, number) => {
    const place = [...at, 'longContext', ...(longContext && 'above' in longContext ? [] : [number])];
    checkRates(step, file, place);
    if (contextWindow !== undefined && step.above >= contextWindow) {
      const problem = `longContext.above is ${step.above}, which the contextWindow of ${contextWindow} never reaches`;
      file.fail([...place, 'above'], problem);
    }
    if (step.above <= before.above)
      file.fail([...place, 'above'], `the step above ${step.above} comes after the one above ${before.above}`);
    for (const rate of ['input', 'output'] as const) {
      if (step[rate] >= before[rate]) continue;
      file.fail(
        [...place, rate],
        `${rate} above ${step.above} tokens is ${step[rate]}, cheaper than ${before[rate]} below`,
      );
    }
    before = step;
  });
}

/** Who waits pays no more, who goes first no less. */
function checkTier(tier: ServiceTier, rates: Rates, standard: Rates, file: DataFile, at: Path): void {
  for (const rate of ['input', 'cachedInput', 'output'] as const) {
    const [own, usual] = [rates[rate], standard[rate]];
    if (own === undefined || usual === undefined) continue;
    if (tier === 'priority' ? own >= usual : own <= usual) continue;
    const problem = tier === 'priority' ? 'cheaper' : 'dearer';
    file.fail([...at, rate], `${tier}.${rate} is ${own}, ${problem} than the standard ${usual}`);
  }
}

/** One minute has one price. */
function checkHours(price: Price, file: DataFile, at: Path): void {
  const { hours = [] } = price;
  // Nobody has both yet, and how they go together is for the maker to say.
  if (hours.length > 0 && price.longContext)
    file.fail([...at, 'hours'], 'a price with steps has no hours: say first how they combine');
  hours.forEach((span, number) => {
    const place = [...at, 'hours', number];
    checkRates(span, file, place);
    if (span.from >= span.until) {
      file.fail(
        [...place, 'until'],
        `the hours end at ${span.until}, not after ${span.from}: hours over midnight are two entries`,
      );
    }
    const other = hours.slice(0, number).find((earlier) => overlap(earlier, span));
    if (other) file.fail(place, `the hours ${span.from} to ${span.until} overlap ${other.from} to ${other.until}`);
  });
}

const overlap = (a: Hours, b: Hours): boolean =>
  a.from < b.until && b.from < a.until && (a.days ?? weekdays).some((day) => (b.days ?? weekdays).includes(day));

/** One day has one price: each period starts on the day after the one before it has ended. */
function checkPeriods(periods: readonly Price[], file: DataFile, at: Path): void {
  periods.forEach(({ from, until }, number) => {
    if (from !== undefined && until !== undefined && until < from) {
      file.fail([...at, number, 'until'], `the price ends on ${until}, before it begins on ${from}`);
    }
    const before = periods[number - 1];
    if (before === undefined) return;
    const expected = before.until === undefined ? undefined : dayAfter(before.until);
    if (expected === undefined) file.fail([...at, number - 1], 'a price follows it: say its last day ("until")');
    if (from !== expected)
      file.fail([...at, number], `the price before it ends, so this one starts "from: '${expected}'"`);
  });
}

const dayAfter = (day: string): string => dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000));
