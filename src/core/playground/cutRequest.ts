import type { Backend } from '../chat/backend';
import type { RecordedEnd } from '../chat/messages/recordedEnd';
import type { ChatRequest, Usage } from '../chat/messages/chatTypes';
import { contextOf, cutsInSilence, servedAt } from '../chat/overflow';
import { lengthOfTexts } from './requestSize';
import type { RequestSizes } from './requestSize';

/**
 * Finds out whether a server has read less of a request than was sent. Then its usage has fewer tokens than the texts have at
 * least, and these are more than its context. `undefined`: it read all of the request, as far as that can be told.
 */
export async function cutOf(
  backend: Backend,
  request: ChatRequest,
  usage: Usage | undefined,
  sizes: Pick<RequestSizes, 'textsOf'>,
): Promise<RecordedEnd['cut']> {
  const served = servedAt(backend, request.model);
  const context = served && cutsInSilence(served) ? contextOf(served) : undefined;
  const { inputTokens: read = Infinity } = usage ?? {};
  // No text has more tokens than bytes, so a request that is short enough is not counted.
  if (context === undefined || read > context || bytesOf(request) <= context) return undefined;
  const texts = await sizes.textsOf(request, backend);
  if (!texts || texts.least <= context || texts.least <= read) return undefined;
  return { sent: texts.tokens, isEstimate: texts.least !== texts.tokens, read, by: backend.name };
}

/** Returns an upper limit of the bytes, as UTF-8 has at most three for a UTF-16 code unit. */
const bytesOf = (request: ChatRequest): number => 3 * lengthOfTexts(request);
