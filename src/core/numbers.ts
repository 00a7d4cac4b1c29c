const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 12345 → `12,345`. */
export const formatCount = (count: number): string => grouped.format(count);

/** A window in tokens, short: 1,048,576 → `1.05M`, 200,000 → `200K`. */
export function formatWindow(tokens: number): string {
  if (tokens >= 999_500) return `${trim(tokens / 1e6, 2)}M`;
  return tokens >= 1_000 ? `${trim(tokens / 1e3, 0)}K` : String(tokens);
}

/** US dollars with as many digits as a small amount needs: 0.00042 → `$0.00042`, 12.5 → `$12.50`. */
export function formatUsd(usd: number): string {
  if (usd === 0) return '$0';
  if (usd >= 1) return `$${cents.format(usd)}`;
  if (usd < 1e-6) return 'under $0.000001';
  return `$${usd.toFixed(Math.min(8, 1 - Math.floor(Math.log10(usd))))}`;
}

/** A share of 1 in percent: 0.0163 → `1.6 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return 'under 0.01 %';
  return `${trim(percent, percent < 1 ? 2 : 1)} %`;
}

const trim = (value: number, digits: number): string => String(Number(value.toFixed(digits)));
