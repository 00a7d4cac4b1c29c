import type { Backend } from '../../core/chat/backend';
import { executeCommand } from '../shared/commands';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';

/** Asks for each key that is missing, before anything is sent. `false`: one still is. */
export async function hasKeys(
  backends: readonly Pick<Backend, 'id' | 'name' | 'needsKey' | 'hasKey'>[],
): Promise<boolean> {
  for (const backend of backends) {
    const isThere = async (): Promise<boolean> => !backend.needsKey || (await backend.hasKey());
    if (await isThere()) continue;
    const add = say('Set API Key');
    if ((await showMessage('Warning', say('{0} needs an API key.', backend.name), add)) !== add) return false;
    await executeCommand('providers.setApiKey', backend.id);
    if (!(await isThere())) return false;
  }
  return true;
}
