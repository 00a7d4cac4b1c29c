import type { Model } from '../../core/catalog/catalogTable';
import type { FileWorker } from '../files/fileWorker';
import type { PagesFace } from '../pages/pages';
import type { Shared } from '../shared/shared';
import { registerModelIdCompletion } from './completion/completeModelIds';
import { registerFamilies } from './families/families';
import { registerModelIds } from './ids/modelIds';
import { registerLiveCatalog } from './live/liveCatalog';
import type { LiveData } from './live/liveData';

/** Parts of other subjects that models need. */
interface ModelsDeps extends Pick<PagesFace, 'pages' | 'lastSeen'> {
  readonly files: FileWorker;
  readonly live: LiveData;
  /** Opens the tab with that model in the draft. */
  readonly openInPlayground: (model: Model) => Promise<void>;
}

export function startModels(shared: Shared, deps: ModelsDeps): void {
  shared.start({
    'model ids': () => registerModelIds(shared, deps.files),
    'model id completion': () => registerModelIdCompletion(shared),
    'model families': () => registerFamilies(shared, deps),
    'live catalog': () => registerLiveCatalog(shared, deps),
  });
}
