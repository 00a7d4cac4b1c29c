import type { Model } from '../../catalog/catalogTable';
import type { Say } from '../../base/say';
import { formatInputCost, withUnit } from './describeCount';
import type { TokenCount } from './modelCount';

/**
 * Returns the tokens of the open file for a model and their cost `at` that time, as a line of the model's card in
 * Markdown. Without a count it is a link that counts.
 */
export function fileLine(count: TokenCount | undefined, model: Model, at: Date, countLink: string, say: Say): string {
  if (!count) return `[${say('Count the open file for this model')}](${countLink})`;
  const tokens = withUnit(count, say);
  // A price is either unknown or an amount in dollars.
  if (!model.price) return say('The open file: {0}, price unknown.', tokens);
  return say('The open file: {0}, {1} as input.', tokens, escapeDollar(formatInputCost(count, model, at, say)));
}

/** Two dollar signs in a line begin a formula. */
const escapeDollar = (amount: string): string => amount.replace('$', String.raw`\$`);
