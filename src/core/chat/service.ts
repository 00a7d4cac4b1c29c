import type { AnswerEnd, AnswerListener, CountAsk, ProbeAsk } from './backend';
import { countAt } from './providerCounting/countAt';
import { describeChatError } from './providers/describeError';
import { errorForLog } from './messages/errorForLog';
import type { ErrorView, Outcome } from './messages/errors';
import { wholeLimits } from './exchange/chatLimits';
import type { ChatLimits } from './exchange/chatLimits';
import { GatheredEvents } from './exchange/gatheredEvents';
import { RequestVariants } from './exchange/openAnswer';
import { ReasoningTime } from './exchange/reasoningTime';
import { streamAnswer } from './exchange/streamAnswer';
import type { StreamDeps } from './exchange/streamAnswer';
import { linkedController } from './exchange/watchedCall';
import { WireRecorder } from './exchange/wireRecorder';
import type { CallDeps } from './exchange/watchedCall';
import { testConnection } from './discovery/connectionCheck';
import type { Reached } from './discovery/connectionCheck';
import type { ListedModel } from './discovery/readListedModel';
import { listModels } from './discovery/listModels';
import { runProbe } from './discovery/runProbe';
import type { ProbeFinding } from './discovery/runProbe';
import { presetOf } from './providers/presets';
import type { ChatHost } from './messages/transport';
import type { Say } from '../base/say';
import type { ChatEvent, ChatRequest, Endpoint, KeyState } from './messages/chatTypes';

/** Things that every request to a provider needs from its caller. */
interface CallOptions {
  /** Looks the key up, once. A lookup that fails is a failed request, not an exception. */
  readonly key: () => Promise<KeyState>;
  readonly signal: AbortSignal;
  readonly limits?: ChatLimits;
}

export type AskOptions = CallOptions & AnswerListener;

/** Facts of an answer that are found on the way. */
type Found = 'firstTokenMs' | 'usage' | 'usageReceived' | 'finishReason' | 'providerAnswerId' | 'cacheDiagnosis';

/** Ms without a byte of a model list, at most: nothing is computed for it. */
const listIdleMs = 30_000;

/** Talks to providers. Nothing here rejects: an error is a part of the result, in words for people. */
export class ChatService {
  readonly #memory = new RequestVariants(() => performance.now());

  constructor(
    private readonly host: ChatHost,
    private readonly say: Say,
  ) {}

  /** Asks a model once. */
  async ask(endpoint: Endpoint, request: ChatRequest, options: AskOptions): Promise<AnswerEnd> {
    const sent = performance.now();
    const controller = linkedController(options.signal);
    const found: { -readonly [K in Found]?: AnswerEnd[K] } = {};
    let listenerError: { readonly error: unknown } | undefined;
    const gathered = new GatheredEvents(options.onEvents, (error) => {
      listenerError ??= { error };
      controller.abort(); // The listener has failed.
    });
    const reasoning = new ReasoningTime();
    const onEvent = (event: ChatEvent): void => {
      reasoning.see(event, performance.now());
      if (event.type === 'part' || event.type === 'delta') found.firstTokenMs ??= performance.now() - sent;
      else if (event.type === 'usage') found.usage = event.usage;
      else if (event.type === 'finish') found.finishReason = event.reason;
      gathered.add(event);
    };
    const onUsage = (received: string): void => void (found.usageReceived = received);
    const onSaid: StreamDeps['onSaid'] = ({ id, cacheDiagnosis }) => {
      if (request.comparedWith === undefined) return;
      if (id !== undefined) found.providerAnswerId = id;
      if (cacheDiagnosis) found.cacheDiagnosis = cacheDiagnosis;
    };
    let failure: { readonly error: unknown } | undefined;
    let recorder: WireRecorder | undefined;
    try {
      const key = await options.key();
      if (options.onWire)
        recorder = new WireRecorder(this.host, endpoint, key.state === 'stored' ? key.key : undefined);
      const deps = { host: recorder?.host ?? this.host, key, signal: controller.signal };
      const { media, isOnce } = options;
      const more = {
        ...{ memory: this.#memory, limits: wholeLimits(options.limits), onEvent, onUsage, onSaid },
        ...(media && { media }),
        ...(isOnce && { isOnce }),
      };
      await streamAnswer(endpoint, request, { ...deps, ...more, ...(recorder && { onKey: recorder.keyRepeated }) });
    } catch (error) {
      failure = { error };
    }
    if (recorder) options.onWire?.(recorder.finish());
    gathered.flush();
    controller.unlink();
    failure = listenerError ?? failure;
    // Where the answer was broken off, the model may have written more than was counted.
    const isBroken = [undefined, 'answer-limit'].includes(found.finishReason);
    const partial = isBroken && found.usage && { usage: { ...found.usage, isPartial: true as const } };
    const facts = { ...found, ...partial, ...reasoning.facts(performance.now()), durationMs: performance.now() - sent };
    if (failure !== undefined) return { status: 'failed', error: this.#failed(endpoint, failure.error), ...facts };
    return { status: found.finishReason === undefined ? 'stopped' : 'done', ...facts };
  }

  /** The models that an endpoint offers, sorted by their ids, without repetition, at most 5,000. Costs nothing. */
  listModels(endpoint: Endpoint, options: CallOptions): Promise<Outcome<readonly ListedModel[]>> {
    const idleMs = Math.min(wholeLimits(options.limits).idleMs, listIdleMs);
    return this.#outcomeOf(endpoint, options, 'models', (deps) => listModels(endpoint, { ...deps, idleMs }));
  }

  /** Asks for the model list; only where there is none, and `model` is given, asks that model for one token. */
  testConnection(endpoint: Endpoint, options: CallOptions, model?: string): Promise<Outcome<Reached>> {
    const more = { memory: this.#memory, limits: wholeLimits(options.limits) };
    return this.#outcomeOf(endpoint, options, 'models', (deps) =>
      testConnection(endpoint, { ...deps, ...more }, model),
    );
  }

  /** Asks a model once for something that not all models do, and returns the finding. */
  probe(endpoint: Endpoint, { id, model }: ProbeAsk, options: CallOptions): Promise<Outcome<ProbeFinding>> {
    const more = { memory: this.#memory, limits: wholeLimits(options.limits) };
    return this.#outcomeOf(endpoint, options, undefined, (deps) => runProbe(id, endpoint, model, { ...deps, ...more }));
  }

  /** Returns the tokens of a text as the provider counts them for a model. The text is sent once. */
  countTokens(endpoint: Endpoint, { way, model, text }: CountAsk, options: CallOptions): Promise<Outcome<number>> {
    return this.#outcomeOf(endpoint, options, 'count', (deps) => countAt(way, endpoint, model, text, deps));
  }

  async #outcomeOf<T>(
    endpoint: Endpoint,
    { key, signal }: CallOptions,
    asked: 'models' | 'count' | undefined,
    work: (deps: CallDeps) => Promise<T>,
  ): Promise<Outcome<T>> {
    try {
      const value = await work({ host: this.host, key: await key(), signal });
      return signal.aborted ? { status: 'stopped' } : { status: 'done', value };
    } catch (error) {
      if (signal.aborted) return { status: 'stopped' };
      return { status: 'failed', error: this.#failed(endpoint, error, asked) };
    }
  }

  /** Describes an error in words, and logs a line that holds nothing that provider or user wrote. */
  #failed(endpoint: Endpoint, error: unknown, asked?: 'models' | 'count'): ErrorView {
    try {
      this.host.log.warn(`A request to the provider ${endpoint.id} failed: ${errorForLog(error)}`);
    } catch {
      // A log that fails is no reason to lose the answer.
    }
    const { needsKey } = presetOf(endpoint.preset);
    return describeChatError(error, { providerName: endpoint.name, needsKey, say: this.say, ...(asked && { asked }) });
  }
}
