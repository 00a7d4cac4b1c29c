// The forms of numbers in the whole product. Amounts here are never below zero. A negative number, or a value that is
// none, is unknown and written as "unknown", as a "NaN" or a "-3" on screen tells the user nothing.
import { once } from './once';

const grouped = once(() => new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }));
const cents = once(() => new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
const tenths = once(() => new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }));

const rates = once(() => new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 20 }));

const trim = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** Writes a finite number from zero up, and "unknown" for others. -0 is 0. */
const known =
  (write: (value: number) => string) =>
  (value: number): string =>
    Number.isFinite(value) && value >= 0 ? write(Math.abs(value)) : 'unknown';

/** 12345 → `12,345`. */
export const formatCount = known((count) => grouped().format(count));

/** Formats a window in tokens briefly: 1,048,576 → `1.05M`, 200,000 → `200K`. */
export const formatWindow = known((tokens) => {
  if (tokens >= 999_500) return `${trim(tokens / 1e6, 2)}M`;
  return tokens >= 1_000 ? `${trim(tokens / 1e3, 0)}K` : String(tokens);
});

/** The least amount in US dollars that is written out. Nobody pays less, so further digits tell nothing. */
const leastUsd = 1e-4;

/**
 * Formats an amount in US dollars: two digits of a small one, the cents of others: 0.00042 → `$0.00042`, 0.5 → `$0.50`.
 */
export const formatUsd = known((usd) => {
  if (usd === 0) return '$0';
  if (usd < leastUsd) return `less than $${leastUsd}`;
  if (usd >= 1_000) return `$${grouped().format(usd)}`;
  if (usd >= 0.1) return `$${cents().format(usd)}`;
  return formatRate(Number(usd.toPrecision(2)));
});

/** Formats a listed price with all its digits, and at least the cents: 3 → `$3`, 2.5 → `$2.50`, 0.075 → `$0.075`. */
export const formatRate = known((usd) => `$${(Number.isInteger(usd) ? grouped : rates)().format(usd)}`);

/** Formats bytes with the unit that fits, of 1,024 as in VS Code: `512 bytes`, `1.5 KB`, `20 MB`. */
export const formatBytes = known((bytes) => {
  if (bytes < 1024) return `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const megabytes = bytes / 1024 ** 2;
  return megabytes < 1 ? `${tenths().format(bytes / 1024)} KB` : `${tenths().format(megabytes)} MB`;
});

/** Formats a share of 1 in percent: 0.0163 → `1.6 %`. */
export const formatShare = known((share) => {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return 'less than 0.01 %';
  return `${trim(percent, percent < 1 ? 2 : 1)} %`;
});
