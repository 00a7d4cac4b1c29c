import type { Say } from '../base/say';
import type { Catalog } from '../catalog/catalog';
import { isNotFullyKnown } from '../catalog/priceUsage';
import type { UsageCost } from '../catalog/priceUsage';
import type { Backend } from './backend';
import { chargedTier } from './dialects/tokenCounts';
import { limitsAt } from './limitsAt';
import type { ChatRequest } from './messages/chatTypes';
import { valueAt } from './parameters/bodyFields';

/** The most that a request may cost. */
interface MostCost {
  /** Tokens of the longest answer; left out where neither the request nor the catalog limits it. */
  readonly outputTokens?: number;
  /** Cost of request and answer together; `undefined` where no provider charges, or nothing is known of it. */
  readonly cost: UsageCost | undefined;
}

/**
 * Fields of a body that are charged in addition to the tokens, or let another model or provider answer at prices of its
 * own: OpenAI's search (https://platform.openai.com/docs/pricing), OpenRouter's plugins and choice of model and
 * provider (https://openrouter.ai/docs), xAI's live search, whose sources its usage counts (`num_sources_used`;
 * src/xai_sdk/chat.py and proto/v6/usage_pb2.pyi of xai-org/xai-sdk-python at 4dab6a449736890a70d20bc886221a4219ff6ae7,
 * 18 August 2026).
 */
const chargedFields = ['web_search_options', 'search_parameters', 'plugins', 'models', 'provider'];

/** Works out the most that a request may cost, including what the other fields of its body ask for. */
export async function mostCost(
  backend: Pick<Backend, 'can' | 'says' | 'costOf'>,
  { model, params: { maxOutputTokens, bodyFields = {} } }: Pick<ChatRequest, 'model' | 'params'>,
  inputTokens: number,
  catalog: Pick<Catalog, 'findModel' | 'now'>,
  say: Say,
): Promise<MostCost> {
  const costOf = (usage: Parameters<Backend['costOf']>[1]) =>
    backend.costOf(model, usage, () => Promise.resolve(catalog));
  const outputTokens = maxOutputTokens ?? limitsAt(backend, model, catalog).maxOutput;
  const tier = chargedTier(bodyFields);
  const most = { inputTokens, outputTokens: outputTokens ?? 0, ...(tier !== undefined && { tier }) };
  const cost = await costOf(most);
  const of = (cost: UsageCost | undefined): MostCost => ({ cost, ...(outputTokens !== undefined && { outputTokens }) });
  if (cost?.known !== true) return of(cost);
  const charged = chargedFields.find((name) => bodyFields[name] != null);
  if (charged !== undefined) {
    return of({ known: false, reason: say('what {0} in the body costs is not known', charged) });
  }
  // Some providers write each prompt into their cache and charge for that. Others do so where the body asks for it.
  const isMarked = bodyFields['cache_control'] != null;
  const kept = valueAt(bodyFields, 'cache_control.ttl') === '1h' ? '1h' : '5m';
  const writes = isMarked && { cacheWrites: { [kept]: inputTokens } };
  const written = await costOf({ ...most, cacheWriteTokens: inputTokens, ...writes });
  if (written?.known !== true || (isNotFullyKnown(written) && !isMarked)) return of(cost);
  return of(isNotFullyKnown(written) || written.usd > cost.usd ? written : cost);
}
