import type { Model } from '../../catalog/catalogTable';
import { priceUsage } from '../../catalog/priceUsage';
import type { UsageCost } from '../../catalog/priceUsage';
import type { Endpoint, Usage } from '../messages/types';
import { isLoopback, originOf } from './endpoint';
import { presets } from './presets';

/** The family of each maker's own service, by origin. Who serves several families resells them, at prices of its own. */
const makers = new Map(
  presets.flatMap(({ baseUrl, families: [family, ...others] }) =>
    baseUrl === '' || family === undefined || others.length > 0 ? [] : [[originOf(baseUrl), family] as const],
  ),
);

/**
 * The cost of an answer at an endpoint. The catalog has the prices of the makers, so that is known at the maker's own address
 * only, whatever the model is called elsewhere. `undefined` where there is nothing to say: on this machine nobody charges.
 */
export function costAt(
  { baseUrl, name }: Pick<Endpoint, 'baseUrl' | 'name'>,
  model: Model | undefined,
  usage: Usage | undefined,
  at: Date,
): UsageCost | undefined {
  if (isLoopback(baseUrl)) return undefined;
  const family = makers.get(originOf(baseUrl));
  return priceUsage(model, usage, {
    at,
    ...(usage?.tier !== undefined && { tier: usage.tier }),
    host: { name, ...(family !== undefined && { family }) },
  });
}
