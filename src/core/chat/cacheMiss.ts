import type { Caching } from '../catalog/catalogTable';
import type { CacheMiss } from './messages/cacheMissSchema';
import type { ChatParams, ChatRequest, Message } from './messages/chatTypes';

// Reasons why less of a request was read from the prompt cache than it shares with an earlier one. Every provider keeps
// prompts from their beginning: tools, system prompt, messages. So these are compared, and not the bytes of the bodies.

/** The parts of a request that matter to a prompt cache. */
export interface CachedRequest extends Pick<ChatRequest, 'model' | 'system' | 'messages' | 'tools'> {
  readonly params?: Pick<ChatParams, 'bodyFields'>;
}

/** Whether it asks for its prompt to be cached. Only the user can, with a field of the body. */
const isMarked = ({ params }: CachedRequest): boolean => params?.bodyFields?.['cache_control'] != null;

/** A request that was answered, with the provider's report on it. */
export interface EarlierRequest {
  readonly request: CachedRequest;
  /** When it was sent, in ms since 1970. */
  readonly at: number;
  readonly inputTokens: number;
}

interface Difference {
  readonly cause: 'tools' | 'system' | 'message';
  readonly message?: number;
}

/**
 * Finds the first difference in the provider's order. `share` is the part of the earlier request before it, by
 * characters.
 */
export function comparePrefix(
  before: CachedRequest,
  now: CachedRequest,
): { readonly difference?: Difference; readonly share: number } {
  const lengths = [toolsIn(before).length, before.system.length, ...before.messages.map(lengthOf)];
  const difference = firstDifference(before, now);
  const end = difference ? placeOf(difference) : 2 + Math.min(before.messages.length, now.messages.length);
  const all = sum(lengths);
  return { ...(difference && { difference }), share: all === 0 ? 0 : sum(lengths.slice(0, end)) / all };
}

function firstDifference(before: CachedRequest, now: CachedRequest): Difference | undefined {
  if (toolsIn(before) !== toolsIn(now)) return { cause: 'tools' };
  if (before.system !== now.system) return { cause: 'system' };
  const common = before.messages.slice(0, now.messages.length);
  const other = common.findIndex((message, i) => !isSame(message, now.messages[i]!));
  return other < 0 ? undefined : { cause: 'message', message: other + 1 };
}

/** Returns the tools as they are written. */
const toolsIn = ({ tools = [] }: CachedRequest): string => (tools.length === 0 ? '' : JSON.stringify(tools));

/** Returns the index of the part that differs: the tools, the system prompt, and then the messages. */
const placeOf = ({ cause, message = 0 }: Difference): number => (cause === 'tools' ? 0 : 1 + message);

const sum = (lengths: readonly number[]): number => lengths.reduce((whole, length) => whole + length, 0);

const lengthOf = ({ parts }: Message): number =>
  sum(parts.map((part) => ('text' in part ? part.text.length : JSON.stringify(part).length)));

/** Whether two messages are equal. Texts are compared directly, as they are mostly the same objects, of any length. */
function isSame(one: Message, other: Message): boolean {
  if (one.role !== other.role || one.parts.length !== other.parts.length) return false;
  return one.parts.every((part, i) => {
    const beside = other.parts[i]!;
    if (part === beside) return true;
    if (part.type === 'text' && beside.type === 'text') return part.text === beside.text;
    return JSON.stringify(part) === JSON.stringify(beside);
  });
}

/** Tokens by which a provider's count of a prefix may deviate where no step is published. */
const usualStep = 128;
/** The part of the shared tokens within which a miss does not count: for counted tokens, and for estimated ones. */
const errors = { counted: 0.05, estimated: 0.25 };

interface AskedNow {
  readonly request: CachedRequest;
  readonly at: number;
  readonly usage: { readonly inputTokens: number; readonly cachedInputTokens: number };
  /** The caching of the model that was asked. */
  readonly caching?: Caching | undefined;
}

/**
 * Returns why less was read from the cache than two requests share. `undefined` where nothing differs and everything
 * was read, and where the earlier request was too short to be cached.
 */
export function cacheMissOf(before: EarlierRequest, now: AskedNow): Omit<CacheMiss, 'usd'> | undefined {
  const { difference, share } = comparePrefix(before.request, now.request);
  const isEstimate = share < 1;
  const sharedTokens = Math.min(Math.round(before.inputTokens * share), now.usage.inputTokens);
  const { cachedInputTokens: cachedTokens } = now.usage;
  const error = sharedTokens * (isEstimate ? errors.estimated : errors.counted);
  const missed = sharedTokens - cachedTokens;
  const isMissed = missed > Math.max(now.caching?.step ?? usualStep, error);
  const cause = causeOf(before, now, difference);
  if ((!isMissed && !difference) || !cause) return undefined;
  return { ...cause, sharedTokens, isEstimate, cachedTokens, missedTokens: isMissed ? missed : 0 };
}

/** Returns the cause that would have to be fixed first: an equal prefix does not help where nothing is cached. */
function causeOf(
  before: EarlierRequest,
  { request, at, caching }: AskedNow,
  difference: Difference | undefined,
): Pick<CacheMiss, 'cause' | 'message'> | undefined {
  if (before.request.model !== request.model) return { cause: 'model' };
  if (caching && before.inputTokens < caching.minimum) return undefined;
  const areMarked = isMarked(before.request) && isMarked(request);
  if (caching?.needsBreakpoint && !areMarked) return { cause: 'no-breakpoint' };
  if (caching?.lifetime !== undefined && at - before.at > caching.lifetime * 60_000) return { cause: 'expired' };
  return difference ?? { cause: 'unexplained' };
}

/** Compares with the earlier request that shares most, and prefers one to the same model that shares anything. */
export function likeliestMiss(earlier: readonly EarlierRequest[], now: AskedNow): Omit<CacheMiss, 'usd'> | undefined {
  const ranked = earlier.map((before) => {
    const shared = before.inputTokens * comparePrefix(before.request, now.request).share;
    return { before, shared, rank: shared > 0 && before.request.model === now.request.model ? 1 : 0 };
  });
  ranked.sort((a, b) => b.rank - a.rank || b.shared - a.shared || b.before.at - a.before.at);
  return ranked[0] && cacheMissOf(ranked[0].before, now);
}
