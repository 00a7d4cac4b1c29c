import { dayOf } from '../../base/day';
import { formatRate } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { Model } from '../../catalog/catalogTable';
import type { ProviderSaid } from '../../catalog/live/said';
import { priceUsage } from '../../catalog/priceUsage';
import type { UsageCost } from '../../catalog/priceUsage';
import type { Endpoint, Usage } from '../messages/chatTypes';
import { isLoopback, originOf } from './endpoint';
import { presetOf, presets } from './presets';

/** The family of each maker's own service, by origin. A service of several families resells them, at prices of its own. */
const makers = new Map(
  presets.flatMap(({ baseUrl, families: [family, ...others] }) =>
    baseUrl === '' || family === undefined || others.length > 0 ? [] : [[originOf(baseUrl), family] as const],
  ),
);

/** Returns the family of the maker whose own service an origin is; `undefined` where it is no maker's own, or resells. */
export const makerAt = (origin: string): string | undefined => makers.get(origin);

/** A model as it is asked at an endpoint, with what the catalog and the endpoint's own list know of it. */
interface AskedModel {
  readonly id: string;
  readonly model: Model | undefined;
  readonly said: ProviderSaid | undefined;
}

/**
 * Works out the cost of an answer at an endpoint. The catalog has the prices of the makers, which hold only at the
 * maker's own address, whatever the model is called elsewhere. At other addresses the prices of the endpoint's own list
 * hold. `undefined` where no provider charges: on this machine.
 */
export function costAt(
  { baseUrl, name, preset }: Pick<Endpoint, 'baseUrl' | 'name' | 'preset'>,
  { id, model, said }: AskedModel,
  usage: Usage | undefined,
  at: Date,
  say: Say,
): UsageCost | undefined {
  const family = makers.get(originOf(baseUrl));
  const tier = usage?.tier !== undefined && { tier: usage.tier };
  if (model?.price === undefined || family !== model.family) {
    const listed = said && costBySaid(id, said, usage, { at, ...tier }, say);
    if (listed) return listed;
  }
  if (isLoopback(baseUrl) && isFreeHere(preset, model, said)) return undefined;
  return priceUsage(model, usage, { at, ...tier, host: { name, ...(family !== undefined && { family }) } }, say);
}

/**
 * Whether a model on this machine is free. Model servers charge nothing, but a router may pass a request on to a
 * provider that charges. Its list has prices then, or it offers a model that only its maker has.
 */
const isFreeHere = (preset: string, model: Model | undefined, said: ProviderSaid | undefined): boolean =>
  said?.hasPrices !== true && (isLoopback(presetOf(preset).baseUrl) || model?.openness !== 'closed');

/** Works out the cost by the prices of a provider's list; `undefined` where the list has none. */
function costBySaid(
  id: string,
  { by, read, figures: { input, output, cachedInput, perRequest = 0 } }: ProviderSaid,
  usage: Usage | undefined,
  conditions: { readonly at: Date; readonly tier?: string },
  say: Say,
): UsageCost | undefined {
  if (input === undefined || output === undefined) return undefined;
  const checked = dayOf(new Date(read));
  const price = { input, output, ...(cachedInput !== undefined && { cachedInput }), checked, source: '' };
  const cost = priceUsage({ name: id, family: '', price }, usage, conditions, say);
  if (!cost.known) return cost;
  const fee = perRequest > 0 && { because: [say('{0} for the request itself', formatRate(perRequest))] };
  return { ...cost, ...fee, usd: cost.usd + perRequest, by };
}
