import type { FileWorkerClient } from '../files/fileWorkerClient';
import type { Shared } from '../shared/shared';
import { registerModelIdCompletion } from './completion/completeModelIds';
import { registerFamilies } from './families/families';
import type { FamiliesDeps } from './families/families';
import { registerModelIds } from './ids/modelIds';
import { registerLiveCatalog } from './live/registerLiveCatalog';
import type { LiveData } from './live/liveData';

interface ModelsDeps extends FamiliesDeps {
  readonly files: FileWorkerClient;
  readonly live: LiveData;
}

export function startModels(shared: Shared, deps: ModelsDeps): void {
  shared.start({
    'model ids': () => registerModelIds(shared, deps.files),
    'model id completion': () => registerModelIdCompletion(shared),
    'model families': () => registerFamilies(shared, deps),
    'live catalog': () => registerLiveCatalog(shared, deps),
  });
}
