import { answerCost } from '../../catalog/cost';
import type { AnswerCost, ChargedTokens } from '../../catalog/cost';
import type { Model } from '../../catalog/catalogTable';
import type { Endpoint } from '../types';
import { isLoopback, originOf } from './endpoint';
import { presets } from './presets';

/** The family of each maker's own service, by origin. Who serves several families resells them, at prices of its own. */
const makers = new Map(
  presets.flatMap(({ baseUrl, families: [family, ...others] }) =>
    baseUrl === '' || family === undefined || others.length > 0 ? [] : [[originOf(baseUrl), family] as const],
  ),
);

/**
 * What an answer cost at an endpoint. The catalog has the prices of the makers, so that is known at the maker's own address
 * only, whatever the model is called elsewhere. `undefined` where there is nothing to say: on this machine nobody charges.
 */
export function costAt(
  { baseUrl, name }: Pick<Endpoint, 'baseUrl' | 'name'>,
  model: Model | undefined,
  usage: ChargedTokens | undefined,
): AnswerCost | undefined {
  if (isLoopback(baseUrl)) return undefined;
  const cost = answerCost(model, usage);
  const sold = model && makers.get(originOf(baseUrl)) === model.family;
  return cost.known && !sold ? { known: false, reason: `the catalog has no prices of ${name}` } : cost;
}
