import type { UsageCost } from '../catalog/priceUsage';
import type { Backend } from './backend';
import { isLoopback } from './providers/endpoint';
import { placeIn } from './providers/location';
import { presetOf } from './providers/presets';

/** Ids of models that a local model server passes on to its maker (https://docs.ollama.com/cloud). */
const passedOn = /[:-]cloud$/;

/**
 * Whether nothing is charged: for Pocket, and for a model server on this machine without a known charge. Any other
 * server may be a router that passes requests on and charges.
 * @param preset id of the preset of the backend.
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

/** Returns a cost in US dollars; `null`, and never 0, where it is not fully known. */
export function usdOf(
  cost: UsageCost | undefined,
  backend: Pick<Backend, 'location'>,
  preset: string | undefined,
  model: string,
): number | null {
  if (cost === undefined) return chargesNothing(backend, preset, model) ? 0 : null;
  return cost.known && !cost.unknown ? cost.usd : null;
}
