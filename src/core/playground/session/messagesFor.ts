import type { Backend } from '../../chat/backend';
import { parseSampling } from '../../chat/messages/sampling';
import { readBodyFields } from '../../chat/parameters/bodyFields';
import { readOutputSchema } from '../../chat/parameters/outputSchema';
import { readToolChoice, readTools } from '../../chat/parameters/toolDefinitions';
import { hostIn, originIn } from '../../chat/providers/location';
import type { ChatRequest, Message } from '../../chat/messages/chatTypes';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { isOfTool, textOf } from './nodeText';
import type { AnswerNode, PromptNode, Target } from './sessionSchema';
import { turnsTo } from './sessionTree';
import type { Session, ShownTurn } from './sessionTree';

/** A prompt to ask of a backend. It is built once, and the same object is checked, asked, and kept with the answer. */
export interface AnswerRequest {
  readonly backend: Backend;
  /** A prompt of the session, or one that will be added to it. */
  readonly prompt: PromptNode;
  /** The provider, the model and the settings that it is asked with, as the answer records them. */
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
  const { model, temperature, maxOutputTokens, sampling, bodyFields, tools, toolChoice, schema } = wish;
  const besides = {
    ...(sampling && { sampling }),
    ...(bodyFields && { bodyFields }),
    ...(tools && { tools, ...(toolChoice && { toolChoice }) }),
    ...(schema && { schema }),
  };
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
      ...definitionsOf(how),
      ...comparedWith(session, prompt, origin),
    },
  };
}

/**
 * Returns the request that asks the prompt of an answer again, as before except for `change`, without the start of an
 * answer.
 */
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

/** Adds the exact start of the answer to a request. Returns `undefined` where the start is blank. */
export function begunWith(asked: AnswerRequest, { text, made }: Begun): AnswerRequest | undefined {
  if (text.trim() === '') return undefined;
  const begun: Message = { role: 'assistant', parts: [{ type: 'text', text }] };
  const request = { ...asked.request, messages: [...asked.request.messages, begun] };
  return { ...asked, request, begun: { text, made } };
}

/** Removes white space at the end of the start of an answer, as some APIs refuse it. */
export const startIn = (text: string): string => text.trimEnd();

/** Returns an answer as the start of a longer one, or the exact `start` of another one. */
export const begunIn = (answer: AnswerNode, start?: string): Begun =>
  start === undefined ? { text: startIn(textOf(answer)), made: 'continued' } : { text: start, made: 'begun' };

/**
 * Returns the start that a model was given for its answer, where the same model is asked again. `undefined`: it was
 * given none, or another model is asked, which may refuse it.
 */
export function startOf(
  { made, parts: [start], target }: AnswerNode,
  { providerId, model }: Target,
): Begun | undefined {
  const isSame = target.providerId === providerId && target.model === model;
  if (!isSame || (made !== 'begun' && made !== 'continued') || start?.type !== 'text') return undefined;
  return { text: start.text, made };
}

/** Returns the provider's id of the last answer from that origin before a prompt; nothing where it has none. */
function comparedWith(session: Session, { parent }: PromptNode, origin: string): Pick<ChatRequest, 'comparedWith'> {
  let before = parent === null ? undefined : session.nodes.get(parent);
  while (before && !(before.kind === 'answer' && before.target.origin === origin)) {
    before = before.parent === null ? undefined : session.nodes.get(before.parent);
  }
  return before?.kind !== 'answer' || before.providerAnswerId === undefined
    ? {}
    : { comparedWith: before.providerAnswerId };
}

/** The messages that ask a prompt: its system prompt, the answered turns before it, its own parts. */
export function messagesFor(
  session: Session,
  prompt: Pick<PromptNode, 'parent' | 'system' | 'parts'>,
): { system: string; messages: Message[] } {
  const turns = answeredTurns(turnsTo(session, prompt.parent), prompt);
  const calls = turns.at(-1)?.calls ?? noCalls;
  const asked = askedMessages(prompt.parts, calls);
  return {
    system: prompt.system.trim() === '' ? '' : prompt.system,
    messages: joinedMessages([
      ...turns.flatMap(({ messages }) => messages),
      ...(asked.length > 0 ? asked : [{ role: 'user' as const, parts: [] }]),
    ]),
  };
}

/** Joins successive messages of the same role: answers as they are, and texts of the user as paragraphs. */
function joinedMessages(messages: readonly Message[]): Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (message.role === last?.role && message.role !== 'tool') {
      const between: Parts = message.role === 'user' ? [{ type: 'text', text: '\n\n' }] : [];
      joined[joined.length - 1] = { ...last, parts: [...last.parts, ...between, ...message.parts] };
    } else joined.push(message);
  }
  return joined;
}

type Parts = readonly MessagePart[];

interface AnsweredTurn {
  readonly messages: readonly Message[];
  /** Ids of the tool calls; none where the next message lacks a result for one of them. */
  readonly calls: ReadonlySet<string>;
}

const noCalls: ReadonlySet<string> = new Set();

/**
 * Returns the turns that are handed back. A failed or stopped question without an answer is left out, as it would leave
 * two user messages in a row. Calls of tools stay in their answer only where each of them has a result in the next
 * message, because every provider refuses a call without one. The question before such calls stays, and so do the
 * results of earlier calls.
 */
function answeredTurns(turns: readonly ShownTurn[], asked: { readonly parts: Parts }): AnsweredTurn[] {
  const kept: (Answered & { readonly prompt: PromptNode })[] = [];
  let next = asked.parts;
  for (const [i, turn] of [...turns.entries()].reverse()) {
    const { prompt, answer } = turn;
    const { messages, calls } = answer ? answeredBy(answer, next) : notAnswered;
    if (messages.length === 0 && !staysAlone(turn, turns[i - 1], next)) continue;
    kept.push({ prompt, messages, calls });
    next = prompt.parts;
  }
  return kept.reverse().map(({ prompt, messages, calls }, i) => ({
    messages: [...askedBy(prompt, kept[i - 1]?.calls ?? noCalls), ...messages],
    calls,
  }));
}

interface Answered {
  /** Empty where the answer is not sent again. */
  readonly messages: readonly Message[];
  readonly calls: ReadonlySet<string>;
}

const notAnswered: Answered = { messages: [], calls: noCalls };

/** Wraps a function so that it keeps the last result for each thing, and returns it as long as `given` is the same. */
function rememberingLast<K extends object, A, R>(make: (thing: K, given: A) => R): (thing: K, given: A) => R {
  const known = new WeakMap<K, { readonly given: A; readonly made: R }>();
  return (thing, given) => {
    const before = known.get(thing);
    if (before?.given === given) return before.made;
    const made = make(thing, given);
    known.set(thing, { given, made });
    return made;
  };
}

// The messages of a long conversation are built for each request, and most of them have not changed.

const answeredBy = rememberingLast(({ parts }: AnswerNode, next: Parts): Answered => {
  const calls = answeredCalls(parts, next);
  const answered = parts.filter((part) => !isOfTool(part) || calls.size > 0);
  const isEmpty = answered.every((part) => part.type === 'reasoning' || isBlank(part));
  return { messages: isEmpty ? [] : [{ role: 'assistant', parts: answered }], calls };
});

const askedBy = rememberingLast(({ parts }: PromptNode, calls: ReadonlySet<string>) => askedMessages(parts, calls));

/**
 * Whether a prompt stays without its answer: one with results that no later message repeats, or a message that was
 * answered with calls alone.
 */
function staysAlone({ prompt, answer }: ShownTurn, before: ShownTurn | undefined, next: Parts): boolean {
  const called = before?.answer?.parts ?? [];
  if (answeredCalls(called, prompt.parts).size > 0) return answeredCalls(called, next).size === 0;
  const hasCalls = answer?.parts.some(({ type }) => type === 'tool-call') ?? false;
  return hasCalls && prompt.parts.some((part) => !isOfTool(part));
}

const isBlank = (part: MessagePart): boolean => part.type === 'text' && part.text.trim() === '';

/** Returns the ids of the calls in an answer; none where one of them has no result. */
function answeredCalls(answer: Parts, next: Parts): ReadonlySet<string> {
  const calls = new Set<string>();
  for (const part of answer) if (part.type === 'tool-call') calls.add(part.id);
  if (calls.size === 0) return noCalls;
  const results = new Set<string>();
  for (const part of next) if (part.type === 'tool-result') results.add(part.callId);
  return [...calls].every((id) => results.has(id)) ? calls : noCalls;
}

/** Returns the messages to a model after an answer: first the results of its calls, and then the words of the user. */
function askedMessages(parts: Parts, calls: ReadonlySet<string>): Message[] {
  const left = new Set(calls);
  // Each result is taken once, even where a file has it twice.
  const results = parts.filter((part) => part.type === 'tool-result' && left.delete(part.callId));
  const said = parts.filter((part) => !isOfTool(part));
  return [
    ...(results.length > 0 ? [{ role: 'tool' as const, parts: results }] : []),
    ...(said.length > 0 ? [{ role: 'user' as const, parts: said }] : []),
  ];
}

/** The settings to ask a question with. The texts are optional. */
export type AskWish = Pick<Target, 'model' | 'temperature' | 'maxOutputTokens'> & {
  readonly sampling?: string | undefined;
  readonly bodyFields?: string | undefined;
  readonly tools?: string | undefined;
  readonly toolChoice?: string | undefined;
  readonly schema?: string | undefined;
};

/** The parts of a wish that have changed. */
export type AskChange = Partial<AskWish>;

/** Reads the parameters of a request. A text that cannot be read is left out. */
export function paramsOf({
  temperature,
  maxOutputTokens,
  sampling = '',
  bodyFields = '',
}: AskWish): ChatRequest['params'] {
  // The page refuses texts that cannot be read before they get here.
  const parsed = sampling === '' ? { wrong: '' } : parseSampling(sampling);
  const body = readBodyFields(bodyFields);
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    ...('sampling' in parsed && { sampling: parsed.sampling }),
    ...('fields' in body && Object.keys(body.fields).length > 0 && { bodyFields: body.fields }),
  };
}

/** Reads the tools and the schema of a request. Texts that cannot be read are refused by the page before. */
export function definitionsOf({
  tools: text = '',
  toolChoice = '',
  schema: form = '',
}: Pick<AskWish, 'tools' | 'toolChoice' | 'schema'>): Pick<ChatRequest, 'tools' | 'toolChoice' | 'outputSchema'> {
  const read = readTools(text);
  const tools = 'tools' in read ? read.tools : [];
  const choice = readToolChoice(toolChoice, tools);
  const output = readOutputSchema(form);
  return {
    ...(tools.length > 0 && { tools, ...(choice !== 'auto' && { toolChoice: choice }) }),
    ...('schema' in output && output.schema && { outputSchema: output.schema }),
  };
}
