import { parseSampling } from '../../chat/messages/sampling';
import { isBuiltIn } from '../../chat/providers/builtIn';
import type { ChatRequest, Endpoint, Message } from '../../chat/messages/types';
import type { Draft, Target } from './sessionSchema';
import { turnsTo } from './sessionTree';
import type { Session, Turn } from './sessionTree';

/**
 * What asks the last prompt of the path to `leaf` (that prompt itself, or an answer to it): its system prompt, the
 * answered turns before it, its own parts.
 */
export function messagesFor(session: Session, leaf: string): { system: string; messages: Message[] } {
  const turns = turnsTo(session, leaf);
  const asked = turns.pop();
  if (asked === undefined) return { system: '', messages: [] };
  return {
    system: asked.prompt.system.trim() === '' ? '' : asked.prompt.system,
    messages: [...turns.flatMap(answeredTurn), { role: 'user', parts: asked.prompt.parts }],
  };
}

/** What would ask a draft below `leaf`. */
export function requestOfDraft(session: Session, leaf: string | null, draft: Draft): ChatRequest {
  const before = leaf === null ? [] : turnsTo(session, leaf).flatMap(answeredTurn);
  return {
    model: draft.model.trim(),
    system: draft.system.trim() === '' ? '' : draft.system,
    messages: [...before, { role: 'user', parts: [{ type: 'text', text: draft.message }] }],
    params: paramsOf(draft),
  };
}

/** A failed or stopped question without an answer would leave two user messages in a row. */
function answeredTurn({ prompt, answer }: Turn): Message[] {
  const parts = answer?.parts.filter((part) => part.type !== 'text' || part.text !== '') ?? [];
  if (!parts.some(({ type }) => type !== 'reasoning')) return [];
  return [
    { role: 'user', parts: prompt.parts },
    { role: 'assistant', parts },
  ];
}

export type AskedHow = Pick<Target, 'model' | 'temperature' | 'maxOutputTokens' | 'sampling'>;

/** How a question is to be asked; `sampling` may be there for whoever takes it. */
export type AskWish = Omit<AskedHow, 'sampling'> & { readonly sampling?: string | undefined };

export const wishOf = ({ model, temperature, maxOutputTokens, sampling }: AskWish): AskWish => ({
  model,
  temperature,
  maxOutputTokens,
  sampling,
});

/** Without what the endpoint does not take: it is not asked with that, and no answer says that it was. */
export function askedOf(endpoint: Pick<Endpoint, 'id'>, { sampling, ...others }: AskWish): AskedHow {
  return sampling && isBuiltIn(endpoint.id) ? { ...others, sampling } : others;
}

/** What asks that prompt. */
export const requestFor = (session: Session, promptId: string, how: AskedHow): ChatRequest => ({
  model: how.model,
  ...messagesFor(session, promptId),
  params: paramsOf(how),
});

function paramsOf({
  temperature,
  maxOutputTokens,
  sampling = '',
}: Pick<AskedHow, 'temperature' | 'maxOutputTokens' | 'sampling'>): ChatRequest['params'] {
  // The page refuses what cannot be read before it comes to this.
  const parsed = sampling === '' ? { wrong: '' } : parseSampling(sampling);
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    ...('sampling' in parsed && { sampling: parsed.sampling }),
  };
}
