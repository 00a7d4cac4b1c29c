import type { UsageCost } from '../catalog/priceUsage';
import type { Backend } from './backend';
import { isLoopback } from './providers/endpoint';
import { placeIn } from './providers/location';
import { presetOf } from './providers/presets';

/** Models that a model server of this machine passes on to its maker (https://docs.ollama.com/cloud). */
const passedOn = /[:-]cloud$/;

/**
 * Pocket, and a model server on this machine, where nobody is known to charge for a model. Whatever else answers there may be a
 * router that passes on and charges.
 * @param preset id of the preset that the backend is of.
 */
export const chargesNothing = (
  { location }: Pick<Backend, 'location'>,
  preset: string | undefined,
  model: string,
): boolean =>
  location.kind === 'here' ||
  (preset !== undefined &&
    placeIn(location) === 'this-machine' &&
    isLoopback(presetOf(preset).baseUrl) &&
    !passedOn.test(model));

/** US dollars; `null` where they are not fully known, and never 0 for that. */
export function usdOf(
  cost: UsageCost | undefined,
  backend: Pick<Backend, 'location'>,
  preset: string | undefined,
  model: string,
): number | null {
  if (cost === undefined) return chargesNothing(backend, preset, model) ? 0 : null;
  return cost.known && !cost.unknown ? cost.usd : null;
}
