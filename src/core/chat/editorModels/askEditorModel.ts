import { nextTurn, pacer } from '../../base/work';
import type { Say } from '../../base/say';
import type { AnswerEnd, AnswerListener } from '../backend';
import { AnswerLimit } from '../exchange/answerLimit';
import { wholeLimits } from '../exchange/chatLimits';
import type { ChatLimits } from '../exchange/chatLimits';
import { GatheredEvents } from '../exchange/gatheredEvents';
import { IdleWatchdog, linkedController } from '../exchange/watchedCall';
import { ChatError } from '../messages/errors';
import type { ErrorView } from '../messages/errors';
import type { ChatEvent, ChatRequest, FinishReason, Usage } from '../messages/chatTypes';
import { describeChatError } from '../providers/describeError';
import { EditorAnswerReader } from './answerReader';
import { editorErrorView, editorLacksView } from './editorErrors';
import type { EditorAnswerPart, EditorModel, EditorRequest } from './editorModel';
import { editorRequest, lackingIn, textsOf } from './editorRequest';

/** Milliseconds to wait for a count, after a complete answer. */
const countMs = 3_000;

export interface AskEditorOptions extends AnswerListener {
  readonly limits: ChatLimits;
  /** The vendor's name for people. */
  readonly name: string;
  readonly say: Say;
  /** Gets the errors that the extension or this code throws. */
  readonly onFailed: (error: unknown) => void;
}

/** Asks a model of the editor once, as `ChatService.ask` asks a provider. It never rejects, and all its waits end. */
export async function askEditorModel(
  model: EditorModel,
  request: ChatRequest,
  options: AskEditorOptions,
): Promise<AnswerEnd> {
  const { signal, onEvents, limits, media = noBytes, name, say, onFailed } = options;
  const lacking = lackingIn(request, model);
  if (lacking) return { status: 'failed', error: editorLacksView(lacking, name, say) };
  const sent = performance.now();
  const controller = linkedController(signal);
  const found: { firstTokenMs?: number; usage?: Usage; finishReason?: FinishReason } = {};
  let listenerError: { readonly error: unknown } | undefined;
  const gathered = new GatheredEvents(onEvents, (error) => {
    listenerError ??= { error };
    controller.abort(); // The listener has failed.
  });
  const give = (event: ChatEvent): void => {
    if (event.type === 'part' || event.type === 'delta') found.firstTokenMs ??= performance.now() - sent;
    else if (event.type === 'finish') found.finishReason = event.reason;
    gathered.add(event);
  };
  const reader = new EditorAnswerReader();
  let asked: EditorRequest | undefined;
  let failure: unknown;
  try {
    controller.signal.throwIfAborted();
    asked = await editorRequest(request, media);
    const reason = await readAnswer(model, asked, { name, reader, limits, controller, give });
    const usage = reason === 'answer-limit' ? undefined : await usageOf(model, asked, reader.text);
    if (usage) found.usage = usage;
    give({ type: 'finish', reason });
  } catch (error) {
    failure = error;
  }
  gathered.flush();
  controller.abort(); // Pieces that still come are not needed.
  controller.unlink();
  const end = { ...found, durationMs: performance.now() - sent };
  if (listenerError === undefined && found.finishReason !== undefined) return { status: 'done', ...end };
  if (listenerError === undefined && signal.aborted) return { status: 'stopped', ...end };
  onFailed(listenerError?.error ?? failure);
  const { hasOutput } = reader;
  const whose = { name, model: model.id, prompts: asked ? [textsOf(asked)] : [], hasOutput };
  const error = listenerError ? brokenView(listenerError.error, name, say) : editorErrorView(failure, whose, say);
  return { status: 'failed', error, ...end };
}

/** Returns no bytes, where the caller gives none. */
const noBytes = (): Promise<undefined> => Promise.resolve(undefined);

interface Reading {
  readonly name: string;
  readonly reader: EditorAnswerReader;
  readonly limits: ChatLimits;
  readonly controller: AbortController;
  readonly give: (event: ChatEvent) => void;
}

/**
 * Passes on the answer as it comes, and returns how it ended. Rejects with the error where it failed; all parts have
 * ended by then.
 */
async function readAnswer(
  model: EditorModel,
  asked: EditorRequest,
  { name, reader, limits, controller: { signal }, controller, give }: Reading,
): Promise<FinishReason> {
  const { idleMs, firstOutputMs, answerCharacters } = wholeLimits(limits);
  const watchdog = new IdleWatchdog(() => controller.abort());
  const limit = new AnswerLimit(answerCharacters);
  const giveAll = (events: readonly ChatEvent[]): void => {
    for (const event of events) {
      const taken = limit.take(event);
      if (taken) give(taken);
    }
  };
  const wait = <T>(work: Promise<T>): Promise<T> =>
    watchdog.during(reader.hasOutput ? idleMs : firstOutputMs, unlessAborted(work, signal));
  const facts = () => ({ host: name, model: model.id, hasOutput: reader.hasOutput });
  // Many parts can come at once. Other work of the host gets its turn in between.
  const breathe = pacer(nextTurn);
  let parts: AsyncIterator<EditorAnswerPart> | undefined;
  try {
    parts = (await wait(model.ask(asked, signal)))[Symbol.asyncIterator]();
    while (!limit.isReached) {
      await breathe();
      const next = await wait(parts.next());
      if (next.done === true) break;
      giveAll(reader.read(next.value));
    }
  } catch (error) {
    const { expiredMs } = watchdog;
    throw expiredMs === undefined ? error : new ChatError('stalled', { ...facts(), idleMs: expiredMs });
  } finally {
    giveAll(reader.end());
    if (parts) close(parts);
  }
  if (limit.isReached) return 'answer-limit';
  if (!reader.hasOutput) throw new ChatError('empty', facts());
  return reader.finish;
}

/** Ends an answer that is no longer needed. The end is not waited for, and its errors are ignored. */
function close(parts: AsyncIterator<EditorAnswerPart>): void {
  Promise.resolve()
    .then(() => parts.return?.())
    .catch(() => undefined);
}

/** Rejects once `signal` is aborted, even where the model ignores the signal. */
export const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('Nobody waits any longer.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

/**
 * Returns the usage by the model's own count of the texts, as the editor reports none. `undefined` where the count does
 * not come soon.
 */
async function usageOf(model: EditorModel, asked: EditorRequest, answer: string): Promise<Usage | undefined> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), countMs);
  const { signal } = patience;
  try {
    const [inputTokens, outputTokens] = await Promise.all(
      [textsOf(asked), answer].map((text) => unlessAborted(model.count(text, signal), signal)),
    );
    return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens, isCounted: true } : undefined;
  } catch {
    return undefined; // The view of the answer counts it, too.
  } finally {
    clearTimeout(timer);
  }
}

const isCount = (tokens: number | undefined): tokens is number =>
  tokens !== undefined && Number.isSafeInteger(tokens) && tokens >= 0;

const brokenView = (error: unknown, name: string, say: Say): ErrorView =>
  describeChatError(error, { providerName: name, needsKey: false, say });
