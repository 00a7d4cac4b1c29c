import { dialectOf } from '../dialects/dialects';
import { isFilePart } from '../messages/fileParts';
import type { ChatRequest, Endpoint } from '../messages/chatTypes';
import { usualVariant } from './openAnswer';
import { headersOf } from './response';
import { keyMark, sentAttachments } from './sentRequest';
import type { SentAttachment, SentRequest } from './sentRequest';
import { unsealOpaque } from './streamAnswer';

/**
 * Returns a request as an endpoint gets it at first, for requests whose sent form is no longer kept. `hasKey`: whether
 * it is sent with a key. Throws like `parseBaseUrl` where no request can go to the endpoint.
 */
export function rebuiltRequest(endpoint: Endpoint, request: ChatRequest, hasKey: boolean): SentRequest {
  const dialect = dialectOf(endpoint.dialect);
  const files = sentAttachments(filesIn(request));
  return {
    dialect: dialect.id,
    preset: endpoint.preset,
    method: 'POST',
    url: endpoint.baseUrl + dialect.path(endpoint.baseUrl),
    headers: Object.entries(headersOf(dialect, hasKey ? keyMark : undefined, true)),
    body: JSON.stringify(dialect.body(unsealOpaque(request, endpoint), usualVariant(endpoint))),
    ...(files.length > 0 && { files }),
  };
}

const filesIn = ({ messages }: ChatRequest): SentAttachment[] =>
  messages
    .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'tool-result' ? part.parts : [part])))
    .filter(isFilePart);
