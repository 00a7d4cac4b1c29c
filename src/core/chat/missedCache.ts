import { likeliestMiss } from './cacheMiss';
import type { EarlierRequest } from './cacheMiss';
import type { Backend, Prices } from './backend';
import type { CacheMiss } from './messages/cacheMissSchema';
import type { ChatRequest, Usage } from './messages/chatTypes';

/** Facts about a request that are not part of it. */
export interface AskedAfter {
  /** Time at which the request is sent, in ms since 1970. */
  readonly at: number;
  /** Requests of the same conversation that the provider may have cached. */
  readonly earlier: () => readonly EarlierRequest[];
}

/**
 * Says why less was read from the prompt cache than could have been, and what that cost. `undefined` where the provider
 * does not report what it read, and where nothing could have been read, as a prompt that is too short is cached
 * nowhere.
 */
export async function missedCache(
  backend: Pick<Backend, 'costOf'>,
  request: ChatRequest,
  usage: Usage | undefined,
  { at, earlier }: AskedAfter,
  catalog: Prices,
): Promise<CacheMiss | undefined> {
  const { inputTokens = 0, cachedInputTokens } = usage ?? {};
  if (usage === undefined || cachedInputTokens === undefined) return undefined;
  const { caching } = (await catalog()).findModel(request.model) ?? {};
  const miss = likeliestMiss(earlier(), { request, at, usage: { inputTokens, cachedInputTokens }, caching });
  if (!miss || miss.missedTokens === 0) return undefined;
  const usd = await costOfMiss(backend, request.model, usage, miss.missedTokens, catalog);
  return { ...miss, ...(usd !== undefined && { usd }) };
}

/** Returns US dollars: the missed tokens at the price of input, less the same tokens at the price of the cache. */
async function costOfMiss(
  backend: Pick<Backend, 'costOf'>,
  model: string,
  { inputTokens, outputTokens, tier }: Usage,
  missedTokens: number,
  catalog: Prices,
): Promise<number | undefined> {
  const usage = { inputTokens, outputTokens, ...(tier !== undefined && { tier }) };
  const paid = await backend.costOf(model, usage, catalog);
  const cached = await backend.costOf(model, { ...usage, cachedInputTokens: missedTokens }, catalog);
  if (!paid?.known || !cached?.known || paid.unknown || cached.unknown) return undefined;
  return Math.max(0, paid.usd - cached.usd);
}
