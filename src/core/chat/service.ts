import type { AnswerEnd, AnswerListener, CountAsk } from './backend';
import { countAt } from './providerCounting/countTokens';
import { describeChatError } from './providers/describeError';
import { ChatError } from './messages/errors';
import type { ErrorView, Outcome } from './messages/errors';
import { GatheredEvents } from './exchange/gatheredEvents';
import { linkedController } from './exchange/linkedController';
import { streamAnswer } from './exchange/streamAnswer';
import { RequestVariants } from './exchange/requestVariants';
import { testConnection } from './discovery/connectionCheck';
import type { ConnectionReport } from './discovery/connectionCheck';
import { listModels } from './discovery/modelLists';
import { presetOf } from './providers/presets';
import type { ChatHost } from './messages/transport';
import type { Say } from '../base/say';
import type { ChatEvent, ChatRequest, Endpoint, KeyState } from './messages/types';

/** What ends a request that its provider does not end. What is left out has the value named here. */
export interface ChatLimits {
  /** Ms without a byte, once text or reasoning has come. 60,000. */
  readonly idleMs?: number;
  /** Ms without a byte before that: local servers load the model first, and some models think in silence. 300,000. */
  readonly firstOutputMs?: number;
  /** Characters (UTF-16 code units) of an answer, with its reasoning. 2,000,000. */
  readonly answerCharacters?: number;
}

/** What every request to a provider needs from its caller. */
interface CallOptions {
  /** Looks the key up, once. A lookup that fails is a failed request, not an exception. */
  readonly key: () => Promise<KeyState>;
  readonly signal: AbortSignal;
  readonly limits?: ChatLimits;
}

export type AskOptions = CallOptions & AnswerListener;

/** Talks to providers. Nothing here rejects: what goes wrong is a part of the result, in words for people. */
export interface ChatService {
  /** Asks a model once. */
  ask(endpoint: Endpoint, request: ChatRequest, options: AskOptions): Promise<AnswerEnd>;
  /** Ids of the models that an endpoint offers, sorted, without repetition, at most 5,000. Costs nothing. */
  listModels(endpoint: Endpoint, options: CallOptions): Promise<Outcome<readonly string[]>>;
  /** Asks for the model list; only where there is none, and `model` is given, asks that model for one token. */
  testConnection(endpoint: Endpoint, options: CallOptions, model?: string): Promise<Outcome<ConnectionReport>>;
  /** Tokens of a text as the provider counts them for a model: sent once. */
  countTokens(endpoint: Endpoint, ask: CountAsk, options: CallOptions): Promise<Outcome<number>>;
}

const usualLimits = { idleMs: 60_000, firstOutputMs: 300_000, answerCharacters: 2_000_000 };
/** Ms without a byte of a model list, at most: nothing is computed for it. */
const listIdleMs = 30_000;
/** Characters of `usageReceived`. */
const maxUsageLength = 8_000;

type SayingHost = ChatHost & { readonly say: Say };

export function createChatService(platform: ChatHost, say: Say): ChatService {
  const host = { ...platform, say };
  const memory = new RequestVariants(() => performance.now());
  return {
    ask: (endpoint, request, options) => ask(host, memory, endpoint, request, options),
    listModels: (endpoint, options) =>
      outcomeOf(host, endpoint, options, async (key) => {
        const { idleMs } = limitsOf(options);
        return listModels(endpoint, { host, key, signal: options.signal, idleMs: Math.min(idleMs, listIdleMs) });
      }),
    testConnection: (endpoint, options, model) =>
      outcomeOf(host, endpoint, options, (key) => {
        const deps = { host, memory, key, signal: options.signal, limits: limitsOf(options) };
        return testConnection(endpoint, deps, model);
      }),
    countTokens: (endpoint, { way, model, text }, options) =>
      outcomeOf(
        host,
        endpoint,
        options,
        (key) => countAt(way, endpoint, model, text, { host, key, signal: options.signal }),
        'count',
      ),
  };
}

async function ask(
  host: SayingHost,
  memory: RequestVariants,
  endpoint: Endpoint,
  request: ChatRequest,
  options: AskOptions,
): Promise<AnswerEnd> {
  const sent = performance.now();
  const controller = linkedController(options.signal);
  const found: { -readonly [K in 'firstTokenMs' | 'usage' | 'usageReceived' | 'finishReason']?: AnswerEnd[K] } = {};
  let listenerError: { readonly error: unknown } | undefined;
  const gathered = new GatheredEvents(options.onEvents, (error) => {
    listenerError ??= { error };
    controller.abort(); // Nobody listens any more.
  });
  const onEvent = (event: ChatEvent): void => {
    if (event.type === 'part' || event.type === 'delta') found.firstTokenMs ??= performance.now() - sent;
    else if (event.type === 'usage') found.usage = event.usage;
    else if (event.type === 'finish') found.finishReason = event.reason;
    gathered.add(event);
  };
  const onUsage = (received: unknown): void => {
    found.usageReceived = JSON.stringify(received).slice(0, maxUsageLength);
  };
  let failure: { readonly error: unknown } | undefined;
  try {
    const key = await options.key();
    const { signal } = controller;
    await streamAnswer(endpoint, request, { host, memory, key, signal, limits: limitsOf(options), onEvent, onUsage });
  } catch (error) {
    failure = { error };
  }
  gathered.flush();
  controller.unlink();
  failure = listenerError ?? failure;
  const facts = { ...found, durationMs: performance.now() - sent };
  if (failure !== undefined) return { status: 'failed', error: failed(host, endpoint, failure.error), ...facts };
  return { status: found.finishReason === undefined ? 'stopped' : 'done', ...facts };
}

async function outcomeOf<T>(
  host: SayingHost,
  endpoint: Endpoint,
  options: CallOptions,
  work: (key: KeyState) => Promise<T>,
  asked?: 'count',
): Promise<Outcome<T>> {
  try {
    const value = await work(await options.key());
    return options.signal.aborted ? { status: 'stopped' } : { status: 'done', value };
  } catch (error) {
    if (options.signal.aborted) return { status: 'stopped' };
    return { status: 'failed', error: failed(host, endpoint, error, asked) };
  }
}

const limitsOf = ({ limits }: CallOptions) => {
  const idleMs = limits?.idleMs ?? usualLimits.idleMs;
  return {
    idleMs,
    // Whoever is patient in the middle of an answer is so before it.
    firstOutputMs: limits?.firstOutputMs ?? Math.max(usualLimits.firstOutputMs, idleMs),
    answerCharacters: limits?.answerCharacters ?? usualLimits.answerCharacters,
  };
};

/** The error in words, and a line in the log that holds nothing of what provider or user wrote. */
function failed(host: SayingHost, endpoint: Endpoint, error: unknown, asked?: 'count'): ErrorView {
  try {
    host.log.warn(`A request to the provider ${endpoint.id} failed: ${forLog(error)}`);
  } catch {
    // A log that fails is no reason to lose the answer.
  }
  const { needsKey } = presetOf(endpoint.preset);
  return describeChatError(error, { providerName: endpoint.name, needsKey, say: host.say, ...(asked && { asked }) });
}

/** The message of an unknown error may repeat anything: of it only the place is told. */
function forLog(error: unknown): string {
  if (error instanceof ChatError) {
    const { host, status, idleMs } = error.facts;
    const more = [status === undefined ? '' : ` HTTP ${status}`, idleMs === undefined ? '' : ` after ${idleMs} ms`];
    return `${error.kind}, ${host}${more.join('')}`;
  }
  if (!(error instanceof Error)) return `unexpected, ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`unexpected, ${error.name}`, ...frames.slice(0, 10)].join('\n');
}
