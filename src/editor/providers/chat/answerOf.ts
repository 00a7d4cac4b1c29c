import type { Catalog } from '../../../core/catalog/catalog';
import type { UsageCost } from '../../../core/catalog/priceUsage';
import { isBuiltIn } from '../../../core/chat/providers/builtIn';
import { costAt } from '../../../core/chat/providers/costAt';
import type { AnswerEnd } from '../../../core/chat/service';
import type { ChatEvent, ChatRequest, Endpoint } from '../../../core/chat/messages/types';
import type { ProviderChat } from './providerChat';

/** No price of anybody's that could change: a date would say nothing. */
const nothing: UsageCost = { known: true, usd: 0, lines: [], checked: '' };

/** Asks for one answer; says how it ended, and what it cost. */
export async function answerOf(
  chat: Pick<ProviderChat, 'ask'>,
  catalog: () => Promise<Catalog>,
  endpoint: Endpoint,
  request: ChatRequest,
  signal: AbortSignal,
  onEvents: (events: readonly ChatEvent[]) => void,
): Promise<AnswerEnd & { readonly cost?: UsageCost }> {
  const end = await chat.ask(endpoint, request, signal, onEvents);
  // A request that got no answer at all has no cost worth a word.
  if (end.firstTokenMs === undefined && end.usage === undefined) return end;
  if (isBuiltIn(endpoint.id)) return { ...end, cost: nothing };
  try {
    const known = await catalog();
    const cost = costAt(endpoint, known.findModel(request.model), end.usage, known.now);
    return cost ? { ...end, cost } : end;
  } catch {
    return end; // A catalog that does not load is reported where it is shown.
  }
}
