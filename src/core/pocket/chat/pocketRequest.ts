import { pocketEndpoint } from '../../chat/providers/builtIn';
import type { ChatParams, ChatRequest, Message, Sampling } from '../../chat/types';
import type { GenerateOptions } from '../generate';
import type { Turn } from '../pocketModel';

/** What of a request Pocket has no way to take. */
export type Lacking = 'model' | 'system' | 'attachments' | 'tools';

/** Tokens of an answer, where nobody says how many: what it learned is shorter, and what is longer goes in circles. */
const usualMaxTokens = 200;

/** A request as Pocket takes it; or what it cannot take, which is said and never left out in silence. */
export function pocketRequest(
  request: ChatRequest,
): { readonly turns: readonly Turn[]; readonly options: GenerateOptions } | { readonly lacking: Lacking } {
  const lacking = lackingIn(request);
  return lacking === undefined
    ? { turns: request.messages.flatMap(turnOf), options: optionsOf(request.params) }
    : { lacking };
}

function lackingIn({ model, system, messages }: ChatRequest): Lacking | undefined {
  // An answer that another model's name stands above would be a lie.
  if (model !== pocketEndpoint.model) return 'model';
  if (system.trim() !== '') return 'system';
  const has = (...types: readonly Message['parts'][number]['type'][]): boolean =>
    messages.some(({ parts }) => parts.some(({ type }) => types.includes(type)));
  if (has('image', 'file')) return 'attachments';
  return has('tool-call', 'tool-result') ? 'tools' : undefined;
}

/** Reasoning of another model is not part of the conversation for this one. */
function turnOf({ role, parts }: Message): Turn[] {
  if (role === 'tool') return [];
  return [{ role, text: parts.map((part) => (part.type === 'text' ? part.text : '')).join('') }];
}

/** What can be asked for is what the sampler does: the compiler finds a name that it does not know. */
const drawnBy = (sampling: {
  readonly [K in keyof Sampling]: K extends keyof GenerateOptions ? Sampling[K] : never;
}): GenerateOptions => sampling;

function optionsOf({ temperature, maxOutputTokens, sampling = {} }: ChatParams): GenerateOptions {
  return {
    ...drawnBy(sampling),
    ...(temperature === undefined ? {} : { temperature }),
    maxTokens: maxOutputTokens ?? usualMaxTokens,
  };
}
