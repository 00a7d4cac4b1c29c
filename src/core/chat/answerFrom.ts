import type { AnswerListener, Backend, Prices } from './backend';
import type { RecordedEnd } from './messages/recordedEnd';
import type { ChatRequest } from './messages/chatTypes';
import { missedCache } from './missedCache';
import type { AskedAfter } from './missedCache';

/** Asks for one answer. Returns how it ended, what it cost, and why less came from the prompt cache than could have. */
export async function answerFrom(
  backend: Pick<Backend, 'ask' | 'costOf'>,
  request: ChatRequest,
  listener: AnswerListener,
  catalog: Prices,
  asked?: AskedAfter,
): Promise<RecordedEnd> {
  const end = await backend.ask(request, listener);
  // The cost of a request without any answer is not reported.
  if (end.firstTokenMs === undefined && end.usage === undefined) return end;
  try {
    const cost = await backend.costOf(request.model, end.usage, catalog);
    const cacheMiss = asked && (await missedCache(backend, request, end.usage, asked, catalog));
    return { ...end, ...(cost && { cost }), ...(cacheMiss && { cacheMiss }) };
  } catch {
    // A catalog that does not load is reported where it is shown.
    return { ...end, cost: { known: false, reason: 'the catalog could not be loaded' } };
  }
}
