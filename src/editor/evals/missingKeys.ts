import type { Backend } from '../../core/chat/backend';

type Keyed = Pick<Backend, 'id' | 'name' | 'needsKey' | 'hasKey'>;

/** Asks for each key that is missing, before anything is sent. `false`: a key is still missing. */
export async function hasKeys(
  backends: readonly Keyed[],
  askFor: (backend: Keyed) => Promise<unknown>,
): Promise<boolean> {
  for (const backend of backends) {
    const isThere = async (): Promise<boolean> => !backend.needsKey || (await backend.hasKey());
    if (await isThere()) continue;
    await askFor(backend);
    if (!(await isThere())) return false;
  }
  return true;
}
