import type { Backend } from '../../core/chat/backend';
import { hasAsked } from '../../core/playground/askedBackends';
import type { LiveSession } from '../../core/playground/liveSession';
import { RequestSizes } from '../../core/playground/requestSize';
import type { CountForModel } from '../tokens/counting/countForModel';

/** Milliseconds after which it is counted here. */
const patienceMs = 2_000;

/**
 * Counts requests as they are composed: here, and as their model does it once its session has sent something there. Before that,
 * what is typed goes nowhere.
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
