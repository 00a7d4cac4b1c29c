import { isRecord, parseJson } from '../../base/json';
import type { Saying } from '../../base/say';
import { keyMark } from '../../chat/exchange/sentRequest';
import type { SentRequest } from '../../chat/exchange/sentRequest';
import { isAtOwn, presetOf } from '../../chat/providers/presets';

// Facts about a request that generated code needs, whatever its language.

/**
 * The variable for a provider whose documentation names none, and for a server at another address than the provider's
 * own.
 */
const usualVariable = 'API_KEY';

/** The environment variable that code takes the key from; `undefined` where the request has none. */
export function keyVariableOf(request: Pick<SentRequest, 'preset' | 'headers' | 'url'>): string | undefined {
  if (!request.headers.some(([, value]) => value.includes(keyMark))) return undefined;
  const preset = presetOf(request.preset);
  return (isAtOwn(preset, request.url) ? preset.keyVariable : undefined) ?? usualVariable;
}

/** Headers that every client makes itself. */
const ofTheClient = /^(?:accept|accept-encoding|connection|content-length|host|user-agent|x-stainless-.*)$/;

/** The headers that say something about the request. */
export const ownHeaders = ({ headers }: Pick<SentRequest, 'headers'>): SentRequest['headers'] =>
  headers.filter(([name]) => !ofTheClient.test(name));

/** A piece of a header's value: a text, or the place of the key. */
type ValuePiece = { readonly text: string } | 'key';

export const headerPieces = (value: string): ValuePiece[] =>
  value
    .split(keyMark)
    .flatMap((text, i): ValuePiece[] => [...(i === 0 ? [] : (['key'] as const)), ...(text === '' ? [] : [{ text }])]);

/** The call of a client library that sends a request. */
export interface SdkCall {
  readonly sdk: 'openai' | 'anthropic';
  /** The method of the client. */
  readonly method: 'chat.completions.create' | 'responses.create' | 'messages.create';
  /** The base URL; `undefined` where it is the library's own. */
  readonly baseUrl: string | undefined;
  readonly keyVariable: string | undefined;
  /** Whether the library reads that variable by itself. */
  readonly findsKey: boolean;
  /** The headers that the library does not send by itself. */
  readonly headers: SentRequest['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

interface Way extends Pick<SdkCall, 'sdk' | 'method'> {
  readonly path: string;
  readonly usualBaseUrl: string;
  readonly usualKey: string;
  /** The header in which the library sends the key. */
  readonly keyHeader: string;
}

const openai = {
  sdk: 'openai' as const,
  ...{ usualBaseUrl: 'https://api.openai.com/v1', usualKey: 'OPENAI_API_KEY', keyHeader: 'authorization' },
};

const ways: Readonly<Record<SentRequest['dialect'], Way>> = {
  'chat-completions': { ...openai, method: 'chat.completions.create', path: '/chat/completions' },
  responses: { ...openai, method: 'responses.create', path: '/responses' },
  'anthropic-messages': {
    sdk: 'anthropic',
    ...{ method: 'messages.create', path: '/v1/messages' },
    ...{ usualBaseUrl: 'https://api.anthropic.com', usualKey: 'ANTHROPIC_API_KEY', keyHeader: 'x-api-key' },
  },
};

/** Returns the call that sends a request, or the reason why its library cannot. */
export function sdkCallOf(request: SentRequest): SdkCall | { readonly problem: Saying } {
  const { sdk, method, path, usualBaseUrl, usualKey, keyHeader } = ways[request.dialect];
  const body = parseJson(request.body);
  if (!isRecord(body)) return { problem: (say) => say('The request has no body of JSON.') };
  if (!request.url.endsWith(path)) {
    return {
      problem: (say) => say('The client library only sends requests to {0}, and this one went elsewhere.', path),
    };
  }
  const baseUrl = request.url.slice(0, -path.length);
  const keyVariable = keyVariableOf(request);
  const isUsual = baseUrl === usualBaseUrl;
  // The header in which a library sends its key depends on its version. Except at its own address, the header counts.
  const sendsKey = (name: string): boolean => name === keyHeader && (isUsual || name === 'authorization');
  const isOfSdk = ([name, value]: readonly [string, string]): boolean =>
    name === 'content-type' || (sendsKey(name) && value.includes(keyMark));
  return {
    ...{ sdk, method, body, keyVariable },
    baseUrl: isUsual ? undefined : baseUrl,
    findsKey: keyVariable === usualKey,
    headers: ownHeaders(request).filter((header) => !isOfSdk(header)),
  };
}
