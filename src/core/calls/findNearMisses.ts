import { isKnownAnywhere } from '../modelIds/modelNames';
import type { ModelNames } from '../modelIds/modelNames';
import type { CallSource } from './callText';
import type { Call } from './calls';
import { expectedModels } from './expects';
import type { ExpectedModel } from './expects';
import type { NearMissIndex } from './nearMiss';
import type { Service } from '../modelIds/services';

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
  source: CallSource,
  names: ModelNames,
  index: NearMissIndex,
  calls?: readonly Call[],
): Promise<NearMiss[] | undefined> {
  const places = await expectedModels(source, calls);
  return places?.flatMap((expected) => {
    const { written, service, hasCustomUrl, isDeployment, maker } = expected;
    if (hasCustomUrl || isDeployment || (service && withOwnNames.has(service))) return [];
    if (isKnownAnywhere(names, written)) return [];
    const id = index.find(written, maker !== undefined);
    return id === undefined ? [] : [{ expected, id }];
  });
}
