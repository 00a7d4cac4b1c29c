import type { Model } from '../../core/catalog/catalogTable';
import type { FileWorker } from '../files/fileWorker';
import type { PagesFace } from '../pages/pages';
import type { Shared } from '../shared/shared';
import { registerModelIdCompletion } from './completion/completeModelIds';
import { registerFamilies } from './families/families';
import { registerModelIds } from './ids/modelIds';
import { registerLiveCatalog } from './live/liveCatalog';
import type { LiveData } from './live/liveData';

interface ModelsDeps extends Pick<PagesFace, 'pages' | 'lastSeen'> {
  readonly files: FileWorker;
  readonly live: LiveData;
  readonly openInPlayground: (model: Model) => Promise<void>;
}

export function startModels(shared: Shared, { files, live, ...deps }: ModelsDeps): void {
  const { checks, guide, regions, stepDone, log } = shared;
  const { workspaceState } = shared.context;
  shared.start({
    'model ids': () => registerModelIds({ checks, worker: files, guide, regions, log }),
    'model id completion': () => registerModelIdCompletion(guide, regions),
    'model families': () => registerFamilies({ ...deps, tables: guide, workspaceState, stepDone }),
    'live catalog': () => registerLiveCatalog({ tables: guide, live, worker: files, log }),
  });
}
