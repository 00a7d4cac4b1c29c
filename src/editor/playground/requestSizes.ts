import type { Backend } from '../../core/chat/backend';
import { hasAsked } from '../../core/playground/earlierSends';
import type { LiveSession } from '../../core/playground/liveSession';
import { RequestSizes } from '../../core/playground/requestSize';
import type { CountForModel } from '../tokens/counting/countForModel';

/** Milliseconds to wait for a count by the provider; after that, the count is made here. */
const patienceMs = 2_000;

/**
 * Counts requests as they are composed: here, or by their model once its session has sent something to it. Before that,
 * the typed text is sent nowhere.
 */
export function requestSizes(countTokens: CountForModel) {
  const here = new RequestSizes(countTokens);
  const there = new RequestSizes(async (model, text, backend) => {
    const counted = await backend.countThere?.(model, text, AbortSignal.timeout(patienceMs));
    return counted?.status === 'done' ? { tokens: counted.value } : countTokens(model, text, backend);
  });
  return (live: Pick<LiveSession, 'session'> | undefined, backend: Backend | undefined): RequestSizes =>
    live && backend?.countThere && hasAsked(live.session, backend) ? there : here;
}
