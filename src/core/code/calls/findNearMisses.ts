import { isKnownAnywhere } from '../../catalog/names/modelNames';
import type { ModelNames } from '../../catalog/names/modelNames';
import type { RegionText } from '../../text/regions/regionText';
import type { Call } from './calls';
import { expectedModels } from './expects';
import type { ExpectedModel } from './expects';
import type { NearMissIndex } from './nearMiss';
import type { Service } from '../../catalog/names/services';

/** An id that nobody knows where a model is expected, and the one that is probably meant. */
export interface NearMiss {
  readonly expected: ExpectedModel;
  readonly id: string;
}

/** Their names are their own, or those of whoever made a deployment. */
const withOwnNames = new Set<Service>(['azure', 'bedrock', 'groq', 'openrouter', 'other', 'local']);

/**
 * Slips in the ids that calls and config name. None where the address is somebody's own, or a host has names of its own.
 * Undefined: the text was changed meanwhile. @param calls those of the text, where they are known already
 */
export async function findNearMisses(
  source: RegionText,
  names: ModelNames,
  index: NearMissIndex,
  calls?: readonly Call[],
): Promise<NearMiss[] | undefined> {
  const places = await expectedModels(source, calls);
  if (!places) return undefined;
  const found: NearMiss[] = [];
  for (const expected of places) {
    // A file may hold thousands of calls.
    const pause = source.breathe();
    if (pause) await pause;
    const id = meantBy(expected, names, index);
    if (id !== undefined) found.push({ expected, id });
  }
  return found;
}

function meantBy(expected: ExpectedModel, names: ModelNames, index: NearMissIndex): string | undefined {
  const { written, service, hasCustomUrl, isDeployment, maker } = expected;
  if (hasCustomUrl || isDeployment || (service && withOwnNames.has(service))) return undefined;
  if (isKnownAnywhere(names, written)) return undefined;
  return index.find(written, maker !== undefined);
}
