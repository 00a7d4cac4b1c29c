import { ChatError } from '../../../../src/core/chat/messages/errors';
import { streamAnswer } from '../../../../src/core/chat/exchange/streamAnswer';
import { RequestVariants } from '../../../../src/core/chat/exchange/openAnswer';
import type { FetchLike } from '../../../../src/core/chat/messages/transport';
import type {
  ChatEvent,
  ChatParams,
  ChatRequest,
  DialectId,
  Endpoint,
  FinishReason,
  KeyState,
  Message,
  MessagePart,
  Usage,
} from '../../../../src/core/chat/messages/chatTypes';
import { createChatHost } from '../../../../src/host/node/chatHost';

/** Long enough that nothing of it is in an error by chance. */
export const testKey = 'sk-test-0123456789abcdefghijklmnop';

export const hostWith = (fetch?: FetchLike) => createChatHost({ warn: () => undefined }, fetch);

export const keyState = (key: string | undefined): KeyState =>
  key === undefined ? { state: 'none' } : { state: 'stored', key };

export interface Outcome {
  text: string;
  reasoning: string;
  usage?: Usage;
  finish?: FinishReason;
  error?: ChatError;
}

export interface AskDeps {
  readonly key?: string;
  readonly signal?: AbortSignal;
  readonly fetch?: FetchLike;
  readonly idleMs?: number;
  readonly firstOutputMs?: number;
  readonly answerCharacters?: number;
  /** One that starts empty where a test gives none. */
  readonly memory?: RequestVariants;
  readonly onEvent?: (event: ChatEvent) => void;
  readonly onUsage?: (received: unknown) => void;
}

export const endpointAt = (baseUrl: string, preset = 'custom', dialect: DialectId = 'chat-completions'): Endpoint => ({
  id: 'test',
  name: 'Test',
  baseUrl,
  preset,
  dialect,
});

export const says = (role: Message['role'], text: string): Message => ({ role, parts: [{ type: 'text', text }] });

export type Asked = Partial<Omit<ChatRequest, 'params'>> & ChatParams & { readonly model: string };

/** A question of one word, where the test does not say another. */
export const requestOf = ({ model, system = '', messages = [says('user', 'Hi')], ...params }: Asked): ChatRequest => ({
  model,
  system,
  messages,
  params,
});

/** One answer as its events. Throws what `streamAnswer` throws. */
export async function eventsOf(endpoint: Endpoint, request: ChatRequest, deps: AskDeps = {}): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  const { idleMs = 60_000, firstOutputMs = 300_000, answerCharacters = 2_000_000 } = deps;
  await streamAnswer(endpoint, request, {
    host: hostWith(deps.fetch),
    memory: deps.memory ?? new RequestVariants(() => performance.now()),
    key: keyState(deps.key),
    signal: deps.signal ?? new AbortController().signal,
    limits: { idleMs, firstOutputMs, answerCharacters },
    onEvent: (event) => {
      events.push(event);
      deps.onEvent?.(event);
    },
    ...(deps.onUsage === undefined ? {} : { onUsage: deps.onUsage }),
  });
  return events;
}

/** One answer, collected. Errors other than `ChatError` are thrown. */
export async function ask(endpoint: Endpoint, asked: Asked, deps: AskDeps = {}): Promise<Outcome> {
  const outcome: Outcome = { text: '', reasoning: '' };
  const types = new Map<number, 'text' | 'reasoning'>();
  const onEvent = (event: ChatEvent): void => {
    deps.onEvent?.(event);
    if (event.type === 'usage') outcome.usage = event.usage;
    if (event.type === 'finish') outcome.finish = event.reason;
    if (event.type === 'part' && (event.part.type === 'text' || event.part.type === 'reasoning')) {
      types.set(event.index, event.part.type);
      outcome[event.part.type] += event.part.text;
    }
    const type = event.type === 'delta' ? types.get(event.index) : undefined;
    if (event.type === 'delta' && type !== undefined) outcome[type] += event.text;
  };
  try {
    await eventsOf(endpoint, requestOf(asked), { ...deps, onEvent });
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    outcome.error = error;
  }
  return outcome;
}

/** The parts that events build, as a session keeps them. */
export function partsOf(events: readonly ChatEvent[]): MessagePart[] {
  const parts: MessagePart[] = [];
  for (const event of events) {
    if (event.type === 'part') parts[event.index] = event.part;
    const part = event.type === 'delta' || event.type === 'partEnd' ? parts[event.index] : undefined;
    if (part === undefined) continue;
    if (event.type === 'delta' && 'text' in part) parts[event.index] = { ...part, text: part.text + event.text };
    if (event.type === 'delta' && part.type === 'tool-call')
      parts[event.index] = { ...part, input: part.input + event.text };
    if (
      event.type === 'partEnd' &&
      event.opaque !== undefined &&
      (part.type === 'reasoning' || part.type === 'tool-call')
    )
      parts[event.index] = { ...part, opaque: event.opaque };
  }
  return parts;
}
