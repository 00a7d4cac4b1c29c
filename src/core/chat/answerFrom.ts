import type { UsageCost } from '../catalog/priceUsage';
import type { AnswerEnd, AnswerListener, Backend, Prices } from './backend';
import type { ChatRequest } from './messages/types';

/** Asks for one answer; says how it ended, and what it cost. */
export async function answerFrom(
  backend: Pick<Backend, 'ask' | 'costOf'>,
  request: ChatRequest,
  listener: AnswerListener,
  catalog: Prices,
): Promise<AnswerEnd & { readonly cost?: UsageCost }> {
  const end = await backend.ask(request, listener);
  // A request that got no answer at all has no cost worth a word.
  if (end.firstTokenMs === undefined && end.usage === undefined) return end;
  try {
    const cost = await backend.costOf(request.model, end.usage, catalog);
    return cost ? { ...end, cost } : end;
  } catch {
    return end; // A catalog that does not load is reported where it is shown.
  }
}
