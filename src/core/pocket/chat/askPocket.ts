import type { Say } from '../../base/say';
import { GatheredEvents } from '../../chat/exchange/gatheredEvents';
import type { AnswerEnd, AnswerListener } from '../../chat/backend';
import type { ErrorView, Outcome } from '../../chat/messages/errors';
import type { ChatRequest, FinishReason, Usage } from '../../chat/messages/chatTypes';
import type { PocketTurn } from '../pocketModel';
import type { PocketReply, PocketRequest, PocketUsage } from './pocketProtocol';
import { pocketRequest } from './pocketRequest';
import type { TakenRequest } from './pocketRequest';
import { fits, maxUnits, unitsOf } from './pocketRoom';
import type { Counts } from './pocketRoom';
import { brokenView, farTooLongView, pocketLacksView, tooLongView, windowFullView } from './pocketMessages';
import type { Reached } from '../../chat/discovery/connectionCheck';
import { pocket } from './pocketIdentity';

/**
 * Sends a question to the place where Pocket runs. Rejects with the reason of `signal`, or where no answer can be had.
 */
export type PocketPost = (
  make: (id: number) => PocketRequest,
  signal?: AbortSignal,
  onProgress?: (reply: PocketReply) => void,
) => Promise<PocketReply>;

export interface AskPocketOptions extends AnswerListener {
  /** Receives an error that our own code or the thread threw. */
  readonly onBroken: (error: unknown) => void;
  /** Returns a whole number from 0 below 2^31, for a request that draws tokens and has no seed. */
  readonly randomSeed: () => number;
  readonly say: Say;
}

/**
 * Returns the request that Pocket is asked, or the reason why it cannot take it. A request that can never fit is not
 * posted, as copying a text of 32 million characters would hold up this thread. @throws what `post` does.
 */
async function prepared(
  post: PocketPost,
  request: ChatRequest,
  randomSeed: () => number,
  say: Say,
  signal?: AbortSignal,
): Promise<TakenRequest | { readonly reason: ErrorView }> {
  const asked = pocketRequest(request, randomSeed);
  if ('lacking' in asked) return { reason: pocketLacksView(asked.lacking, say) };
  const characters = unitsOf(asked.turns);
  if (characters <= maxUnits) return asked;
  const last = asked.turns.slice(-1);
  const mends = unitsOf(last) <= maxUnits && fits(await count(post, last, signal), asked.options.maxTokens);
  return { reason: farTooLongView({ characters, isAlone: asked.turns.length === 1, mends }, say) };
}

/** Returns the reason why Pocket cannot take a request; `undefined` where it can. @throws what `post` does. */
export async function whyPocketCannot(
  post: PocketPost,
  request: ChatRequest,
  say: Say,
  signal?: AbortSignal,
): Promise<ErrorView | undefined> {
  const asked = await prepared(post, request, () => 0, say, signal); // Nothing is drawn here.
  if ('reason' in asked) return asked.reason;
  const { maxTokens } = asked.options;
  const counted = await count(post, asked.turns, signal);
  return fits(counted, maxTokens) ? undefined : tooLongView(counted, maxTokens, say);
}

/** Counts the tokens of a text with Pocket's own tokenizer. @throws what `post` does. */
export async function countForPocket(post: PocketPost, text: string, signal?: AbortSignal): Promise<number> {
  return (await count(post, [{ role: 'user', text }], signal)).tokens - frame;
}

async function count(post: PocketPost, turns: readonly PocketTurn[], signal?: AbortSignal): Promise<Counts> {
  const counted = await post((id) => ({ kind: 'count', id, turns }), signal);
  if (counted.kind !== 'counted') throw new Error(`Pocket answered a count with ${counted.kind}.`);
  return counted;
}

/** Tokens around a question: one each for the beginning of the text, the asker and the answerer. */
const frame = 3;

/**
 * Asks Pocket once, as `ChatService.ask` asks a provider. It never rejects, and reports its token counts even for an
 * answer that was stopped.
 */
export async function askPocket(
  post: PocketPost,
  request: ChatRequest,
  { signal, onEvents, onBroken, randomSeed, say }: AskPocketOptions,
): Promise<AnswerEnd> {
  const sent = performance.now();
  const since = (): number => performance.now() - sent;
  const found: { firstTokenMs?: number; usage?: Usage } = {};
  let listenerError: { readonly error: unknown } | undefined;
  const gathered = new GatheredEvents(onEvents, (error) => (listenerError ??= { error }));
  const take = (reply: PocketReply): void => {
    if (reply.kind !== 'delta' || signal.aborted) return;
    found.usage = usageOf(reply);
    if (reply.chosen) gathered.add({ type: 'tokens', tokens: reply.chosen });
    if (reply.text === '') return;
    const isFirst = found.firstTokenMs === undefined;
    found.firstTokenMs ??= since();
    if (isFirst) gathered.add({ type: 'part', index: 0, part: { type: 'text', text: reply.text } });
    else gathered.add({ type: 'delta', index: 0, text: reply.text });
  };
  const handOver = (reason?: FinishReason): void => {
    if (found.firstTokenMs !== undefined) gathered.add({ type: 'partEnd', index: 0 });
    if (reason) gathered.add({ type: 'finish', reason });
    gathered.flush();
  };
  const ended = (end: Pick<AnswerEnd, 'status' | 'finishReason' | 'error'>): AnswerEnd => {
    handOver(end.finishReason);
    if (listenerError) throw listenerError.error;
    return { ...end, ...found, durationMs: since() };
  };
  try {
    const asked = await prepared(post, request, randomSeed, say, signal);
    // A text that is far too long is refused without a post, which would have checked the signal.
    if (signal.aborted) return ended({ status: 'stopped' });
    if ('reason' in asked) return { status: 'failed', error: asked.reason };
    const reply = await post((id) => ({ kind: 'answer', id, ...asked }), signal, take);
    if (reply.kind === 'counted') return { status: 'failed', error: tooLongView(reply, asked.options.maxTokens, say) };
    if (reply.kind !== 'answered') throw new Error(`Pocket ended an answer with ${reply.kind}.`);
    found.usage = usageOf(reply);
    const isFull = reply.finish === 'length' && reply.answerTokens < (asked.options.maxTokens ?? Infinity);
    if (!isFull) return ended({ status: 'done', finishReason: reply.finish });
    return ended({
      ...{ status: 'done', finishReason: 'window-full' },
      error: windowFullView(reply, asked.turns.length === 1, say),
    });
  } catch (error) {
    if (!listenerError) handOver();
    if (signal.aborted && !listenerError) return { status: 'stopped', ...found, durationMs: since() };
    onBroken(listenerError?.error ?? error);
    return { status: 'failed', error: brokenView(say), ...found, durationMs: since() };
  }
}

const usageOf = ({ promptTokens, answerTokens }: PocketUsage): Usage => ({
  inputTokens: promptTokens,
  outputTokens: answerTokens,
});

const { model } = pocket;

/**
 * Tests whether Pocket works. It has no list of models, so it is asked for one token, which costs nothing. Never
 * rejects.
 */
export async function testPocket(
  post: PocketPost,
  { signal, onBroken, say }: Pick<AskPocketOptions, 'signal' | 'onBroken' | 'say'>,
): Promise<Outcome<Reached>> {
  const request = {
    ...{ model, system: '', params: { maxOutputTokens: 1 } },
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
  } as const;
  const { status, error } = await askPocket(post, request, {
    ...{ signal, onBroken, say },
    onEvents: () => undefined,
    randomSeed: () => 0, // Nothing is drawn.
  });
  if (status === 'stopped') return { status };
  if (error) return { status: 'failed', error };
  return { status: 'done', value: { via: 'chat', host: '', model } };
}
