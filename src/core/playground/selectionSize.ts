import type { Model } from '../catalog/catalogTable';
import { formatUsd } from '../base/numbers';
import { sayInEnglish } from '../base/say';
import { costAt } from '../chat/providers/costAt';
import type { Endpoint } from '../chat/messages/types';
import { withUnit } from '../tokens/counting/describeCount';
import type { TokenCount } from '../tokens/counting/modelCount';

/**
 * What a selection is before it is sent: `1,234 tokens, ≈ $0.0031 of input`. Of the cost only what is known: the maker's
 * price at the maker's own address. It is never exact, because the question and the framing of the message come on top.
 */
export function selectionSize(
  count: TokenCount,
  endpoint: Endpoint | undefined,
  model: Model | undefined,
  at: Date,
): string {
  const tokens = withUnit(count, sayInEnglish);
  const cost = endpoint && costAt(endpoint, model, { inputTokens: count.tokens, outputTokens: 0 }, at);
  if (!cost?.known) return tokens;
  const usd = formatUsd(cost.usd);
  const amount = usd.startsWith('$') ? `≈ ${usd}` : usd;
  return `${tokens}, ${cost.unknown ? `at least ${usd}` : amount} of input`;
}
