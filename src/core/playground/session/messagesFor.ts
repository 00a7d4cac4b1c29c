import type { Backend } from '../../chat/backend';
import { parseSampling } from '../../chat/messages/sampling';
import { readBodyFields } from '../../chat/parameters/bodyFields';
import { hostIn, originIn } from '../../chat/providers/location';
import type { ChatRequest, Message } from '../../chat/messages/types';
import type { MessagePart } from '../../chat/messages/types';
import { isOfTool, textOf } from './nodeText';
import type { AnswerNode, PromptNode, Target } from './sessionSchema';
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
  /** The start of the answer, which is given to the model to go on with. */
  readonly begun?: Begun;
}

interface Begun {
  readonly text: string;
  readonly made: 'continued' | 'begun';
}

export function answerRequest(session: Session, backend: Backend, prompt: PromptNode, wish: AskWish): AnswerRequest {
  const { id, name, location } = backend;
  const { model, temperature, maxOutputTokens, sampling, bodyFields } = wish;
  const besides = { ...(sampling && { sampling }), ...(bodyFields && { bodyFields }) };
  const how = { model, temperature, maxOutputTokens, ...besides };
  // A backend that answers here has no origin: its id stands for it.
  const origin = originIn(location) || id;
  return {
    backend,
    prompt,
    target: { providerId: id, providerName: name, host: hostIn(location), origin, ...how },
    request: {
      model,
      ...messagesFor(session, prompt),
      params: paramsOf(how),
      ...comparedWith(session, prompt, origin),
    },
  };
}

/** The request that asks the prompt of an answer again, as it was asked but for `change`, without the start of an answer. */
export function askedAnew(
  session: Session,
  backend: Backend,
  answerId: string,
  change: AskChange = {},
): { readonly answer: AnswerNode; readonly asked: AnswerRequest } | undefined {
  const answer = session.nodes.get(answerId);
  const prompt = answer?.parent == null ? undefined : session.nodes.get(answer.parent);
  if (answer?.kind !== 'answer' || prompt?.kind !== 'prompt') return undefined;
  return { answer, asked: answerRequest(session, backend, prompt, { ...answer.target, ...change }) };
}

/** The request with the start of its answer, to the letter. `undefined` where that has no text. */
export function begunWith(asked: AnswerRequest, { text, made }: Begun): AnswerRequest | undefined {
  if (text.trim() === '') return undefined;
  const begun: Message = { role: 'assistant', parts: [{ type: 'text', text }] };
  const request = { ...asked.request, messages: [...asked.request.messages, begun] };
  return { ...asked, request, begun: { text, made } };
}

/** A text that was written or broken off: white space at its end, which some APIs refuse, is left out. */
export const startIn = (text: string): string => text.trimEnd();

/** An answer as the start of a longer one; or `start` of another one, to the letter. */
export const begunIn = (answer: AnswerNode, start?: string): Begun =>
  start === undefined ? { text: startIn(textOf(answer)), made: 'continued' } : { text: start, made: 'begun' };

/** What was given to a model as the start of its answer, where that is asked again; another one may refuse it. */
export function startOf(
  { made, parts: [start], target }: AnswerNode,
  { providerId, model }: Target,
): Begun | undefined {
  const isSame = target.providerId === providerId && target.model === model;
  if (!isSame || (made !== 'begun' && made !== 'continued') || start?.type !== 'text') return undefined;
  return { text: start.text, made };
}

/** The answer before, where its provider has given it an id. */
function comparedWith(session: Session, { parent }: PromptNode, origin: string): Pick<ChatRequest, 'comparedWith'> {
  const before = turnsTo(session, parent).findLast(({ answer }) => answer?.target.origin === origin)?.answer;
  return before?.providerAnswerId === undefined ? {} : { comparedWith: before.providerAnswerId };
}

/** The messages that ask a prompt: its system prompt, the answered turns before it, its own parts. */
export function messagesFor(
  session: Session,
  prompt: Pick<PromptNode, 'parent' | 'system' | 'parts'>,
): { system: string; messages: Message[] } {
  return {
    system: prompt.system.trim() === '' ? '' : prompt.system,
    messages: [...turnsTo(session, prompt.parent).flatMap(answeredTurn), { role: 'user', parts: withoutTools(prompt) }],
  };
}

/**
 * A failed or stopped question without an answer would leave two user messages in a row. A call of a tool that nobody asked for has
 * no result, and every provider refuses it without one; and a result without its call.
 */
function answeredTurn({ prompt, answer }: Turn): Message[] {
  const isBlank = (part: MessagePart): boolean => part.type === 'text' && part.text.trim() === '';
  const parts = answer ? withoutTools(answer) : [];
  if (parts.every((part) => part.type === 'reasoning' || isBlank(part))) return [];
  return [
    { role: 'user', parts: withoutTools(prompt) },
    { role: 'assistant', parts },
  ];
}

const withoutTools = ({ parts }: Pick<PromptNode, 'parts'>): PromptNode['parts'] =>
  parts.some(isOfTool) ? parts.filter((part) => !isOfTool(part)) : parts;

/** How a question is to be asked; the texts may be there for whoever takes them. */
export type AskWish = Pick<Target, 'model' | 'temperature' | 'maxOutputTokens'> & {
  readonly sampling?: string | undefined;
  readonly bodyFields?: string | undefined;
};

/** What of it is another one now. */
export type AskChange = Partial<AskWish>;

/** What is asked besides the messages. */
export function paramsOf({
  temperature,
  maxOutputTokens,
  sampling = '',
  bodyFields = '',
}: AskWish): ChatRequest['params'] {
  // The page refuses what cannot be read before it comes to this.
  const parsed = sampling === '' ? { wrong: '' } : parseSampling(sampling);
  const body = readBodyFields(bodyFields);
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    ...('sampling' in parsed && { sampling: parsed.sampling }),
    ...('fields' in body && Object.keys(body.fields).length > 0 && { bodyFields: body.fields }),
  };
}
