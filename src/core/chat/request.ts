import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { originOf } from './endpoint';
import type { Rejection } from './http';
import { presetOf } from './presets';
import type { LimitField } from './presets';
import type { ChatRequest, Endpoint } from './types';

export type ChatBody = ChatCompletionCreateParamsStreaming;

/** How a request is written for one endpoint and model. */
export interface Wording {
  readonly limitField: LimitField;
  readonly includeUsage: boolean;
}

// What a provider taught us stays true for the life of the process; it is never written down.
const withoutUsage = new Set<string>();
const limitFields = new Map<string, LimitField>();

const modelKey = (endpoint: Endpoint, model: string): string => `${originOf(endpoint.baseUrl)} ${model}`;

export function wordingFor(endpoint: Endpoint, model: string): Wording {
  const preset = presetOf(endpoint.preset);
  return {
    limitField: limitFields.get(modelKey(endpoint, model)) ?? preset.limitField,
    includeUsage: preset.includeUsage && !withoutUsage.has(originOf(endpoint.baseUrl)),
  };
}

export function bodyFor(request: ChatRequest, { limitField, includeUsage }: Wording): ChatBody {
  return {
    model: request.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.maxOutputTokens === undefined ? {} : { [limitField]: request.maxOutputTokens }),
    ...(includeUsage ? { stream_options: { include_usage: true } } : {}),
  };
}

/**
 * Another wording to try after a 400 or 422, or `undefined`. Decided on the fields that the provider names (`param`,
 * `loc`), never on its words. Where it names none, usage is the only thing that may be too much: many small servers
 * reject fields that they do not know.
 */
export function rewordingFor(wording: Wording, request: ChatRequest, rejection: Rejection): Wording | undefined {
  const { status } = rejection.facts;
  if (rejection.kind !== 'bad-request' || (status !== 400 && status !== 422)) return undefined;
  const { fields } = rejection;
  if (wording.includeUsage && (fields.length === 0 || fields.includes('stream_options'))) {
    return { ...wording, includeUsage: false };
  }
  if (request.maxOutputTokens === undefined || !fields.includes(wording.limitField)) return undefined;
  return { ...wording, limitField: wording.limitField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' };
}

/** Remembers a rewording that the provider accepted. */
export function rememberWording(endpoint: Endpoint, model: string, wording: Wording): void {
  const preset = presetOf(endpoint.preset);
  if (preset.includeUsage && !wording.includeUsage) withoutUsage.add(originOf(endpoint.baseUrl));
  if (preset.limitField !== wording.limitField) limitFields.set(modelKey(endpoint, model), wording.limitField);
}
