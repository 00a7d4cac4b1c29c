import type { Backend } from '../../chat/backend';
import { parseSampling } from '../../chat/messages/sampling';
import { hostIn, originIn } from '../../chat/providers/location';
import type { ChatRequest, Message } from '../../chat/messages/types';
import type { PromptNode, Target } from './sessionSchema';
import { turnsTo } from './sessionTree';
import type { Session, Turn } from './sessionTree';

/** A prompt that is to be asked of a backend. Built once: it is checked, asked, and kept as what the answer is one to. */
export interface AnswerRequest {
  readonly backend: Backend;
  /** One of the session, or what becomes one. */
  readonly prompt: PromptNode;
  /** Whom it is asked of, and how, as the answer tells. */
  readonly target: Target;
  readonly request: ChatRequest;
}

export function answerRequest(session: Session, backend: Backend, prompt: PromptNode, wish: AskWish): AnswerRequest {
  const how = takenOf(backend, wish);
  const { id, name, location } = backend;
  // What is answered here has no origin: its id stands for it.
  const origin = originIn(location) || id;
  return {
    backend,
    prompt,
    target: { providerId: id, providerName: name, host: hostIn(location), origin, ...how },
    request: { model: how.model, ...messagesFor(session, prompt), params: paramsOf(how) },
  };
}

/** What asks a prompt: its system prompt, the answered turns before it, its own parts. */
export function messagesFor(session: Session, prompt: PromptNode): { system: string; messages: Message[] } {
  return {
    system: prompt.system.trim() === '' ? '' : prompt.system,
    messages: [...turnsTo(session, prompt.parent).flatMap(answeredTurn), { role: 'user', parts: prompt.parts }],
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

type AskedHow = Pick<Target, 'model' | 'temperature' | 'maxOutputTokens' | 'sampling'>;

/** How a question is to be asked; `sampling` may be there for whoever takes it. */
export type AskWish = Omit<AskedHow, 'sampling'> & { readonly sampling?: string | undefined };

export const wishOf = ({ model, temperature, maxOutputTokens, sampling }: AskWish): AskWish => ({
  model,
  temperature,
  maxOutputTokens,
  sampling,
});

/** Without what the backend does not take: it is not asked with that, and no answer says that it was. */
const takenOf = ({ can }: Backend, { sampling, ...others }: AskWish): AskedHow =>
  sampling && can.sampling ? { ...others, sampling } : others;

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
