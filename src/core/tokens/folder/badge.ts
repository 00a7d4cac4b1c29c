/**
 * A count in the two characters that VS Code allows a badge: `42`, `¼k` to `¾k`, `1k` to `9k`, `k+` for tens of thousands,
 * `¼M` to `¾M`, `1M` to `9M`, `∞` for more.
 */
export function badgeText(tokens: number): string {
  if (tokens < 100) return String(tokens);
  if (tokens < 9_500) return scaled(tokens / 1e3, 'k');
  if (tokens < 125_000) return 'k+';
  return tokens < 9.5e6 ? scaled(tokens / 1e6, 'M') : '∞';
}

const quarters = ['¼', '¼', '½', '¾'];

function scaled(value: number, unit: string): string {
  const quarter = quarters[Math.round(value * 4)];
  return quarter === undefined ? `${Math.max(1, Math.round(value))}${unit}` : `${quarter}${unit}`;
}
