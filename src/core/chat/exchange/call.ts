import type { BytesOf } from '../../base/bytesText';
import { dialectOf } from '../dialects/dialects';
import type { Dialect } from '../dialects/dialect';
import { ChatError, ownWords } from '../messages/errors';
import type { ChatErrorFacts } from '../messages/errors';
import { assertKeyMayTravel, hostOf, parseBaseUrl } from '../providers/endpoint';
import { presetOf } from '../providers/presets';
import { toDetail } from '../providers/providerWords';
import type { ChatHost } from '../messages/transport';
import type { ChatRequest, Endpoint, KeyState } from '../messages/chatTypes';

type MoreFacts = Omit<ChatErrorFacts, 'host' | 'model' | 'detail' | 'retryAfterMs'> & {
  readonly detail?: string | undefined;
  readonly retryAfterMs?: number | undefined;
};

/** A checked request, which may be sent. */
export interface CheckedCall {
  readonly platform: ChatHost;
  readonly baseUrl: string;
  /** Bound to `baseUrl`'s origin; never logged, never part of an error. */
  readonly key: string | undefined;
  readonly dialect: Dialect;
  readonly model?: string;
  readonly signal: AbortSignal;
  /** Returns the bytes of files that its messages name. Absent where the caller has none. */
  readonly bytesOf?: BytesOf;
  /** Set where it is not sent again after the provider refused it for lack of capacity. */
  readonly isOnce?: true;
  /** Returns facts about this call. The provider's words are safe to show: they have neither the key nor the prompt. */
  facts(more?: MoreFacts): ChatErrorFacts;
}

/**
 * Checks what can be checked before anything is sent.
 * Throws `ChatError`: `invalid-url`, `missing-key`, or `wrong-key` for a key that no header can carry.
 */
export function prepareCall(
  platform: ChatHost,
  endpoint: Endpoint,
  stored: KeyState,
  signal: AbortSignal,
  request?: ChatRequest,
): CheckedCall {
  const baseUrl = parseBaseUrl(endpoint.baseUrl);
  const key = stored.state === 'stored' ? stored.key : undefined;
  const model = request?.model;
  assertKeyMayTravel(baseUrl, key);
  const shown = (words: string): string => toDetail(words, key, textsOf(request));
  const facts: CheckedCall['facts'] = ({ said, detail, retryAfterMs, ...more } = {}) => ({
    host: hostOf(baseUrl),
    ...(model === undefined ? {} : { model }),
    ...more,
    ...(detail !== undefined && { detail: shown(detail) }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(said && { said: (say) => shown(said(say)) }),
  });
  if (stored.state === 'other-origin') {
    throw new ChatError(
      'missing-key',
      facts(ownWords((say) => say('The stored key was entered for {0}.', stored.origin))),
    );
  }
  if (key === undefined && presetOf(endpoint.preset).needsKey) throw new ChatError('missing-key', facts());
  // Checked here because the error that fetch throws for such a header repeats the header.
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    const reason = ownWords((say) =>
      say('The stored key contains a space, a line break or a character outside ASCII.'),
    );
    throw new ChatError('wrong-key', facts(reason));
  }
  const call = { platform, baseUrl, key, dialect: dialectOf(endpoint.dialect), signal, facts };
  return model === undefined ? call : { ...call, model };
}

/** Returns the texts of a request, which a provider's error may repeat. */
const textsOf = (request: ChatRequest | undefined): string[] =>
  request === undefined
    ? []
    : [
        request.system,
        ...request.messages.flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : ''))),
      ];
