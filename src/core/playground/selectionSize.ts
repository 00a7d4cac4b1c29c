import { formatUsd } from '../base/numbers';
import { sayInEnglish } from '../base/say';
import type { Backend, Prices } from '../chat/backend';
import { withUnit } from '../tokens/counting/describeCount';
import type { TokenCount } from '../tokens/counting/modelCount';

/**
 * The size of a selection before it is sent: `1,234 tokens, ≈ $0.0031 of input`. Of the cost it says what is known: the maker's
 * price at the maker's own address. It is never exact, because the question and the framing of the message come on top.
 */
export async function selectionSize(
  count: TokenCount,
  backend: Pick<Backend, 'costOf'> | undefined,
  model: string,
  catalog: Prices,
): Promise<string> {
  const tokens = withUnit(count, sayInEnglish);
  const cost = await backend?.costOf(model, { inputTokens: count.tokens, outputTokens: 0 }, catalog);
  // Without a line of a price nobody charges.
  if (!cost?.known || cost.lines.length === 0) return tokens;
  const usd = formatUsd(cost.usd);
  const amount = usd.startsWith('$') ? `≈ ${usd}` : usd;
  return `${tokens}, ${cost.unknown ? `at least ${usd}` : amount} of input`;
}
