import type { Sayings } from '../models/sayings';
import type { PagesFace } from '../pages/pages';
import type { ProvidersFace } from '../providers/providers';
import type { ActiveDocument } from '../shared/activeDocument';
import { activeModel } from '../shared/activeModel';
import { followCountedEditor } from '../shared/countedEditor';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';
import { registerTokenCommands } from './count/countTokens';
import { countsForModels } from './counting/countForModel';
import type { CountForModel } from './counting/countForModel';
import { EditorDocumentCopies } from './counting/editorDocumentCopies';
import { DocumentCounter } from './counting/documentCounter';
import type { CountIfKnown } from './counting/documentCounter';
import { ExactCounting } from './counting/exactCounting';
import { registerExplorerBadges } from './explorerBadges';
import { registerFolderTokens } from './folder/folderTokens';
import type { FolderDeps } from './folder/folderDeps';
import { registerShowTokens } from './show/showTokens';
import { TokenStatus } from './tokenStatus';

/** The services of this subject for subjects that start later. */
export interface TokensFace {
  readonly active: ActiveDocument;
  readonly counter: DocumentCounter;
  readonly countForModel: CountForModel;
  readonly knownCount: CountIfKnown;
}

export function startTokens(
  shared: Shared,
  { pages }: Pick<PagesFace, 'pages'>,
  { providers, backends }: ProvidersFace,
  { said, addToPlayground }: { readonly said: Sayings } & Pick<FolderDeps, 'addToPlayground'>,
): TokensFace {
  const { worker, guide, keep } = shared;
  const counter = new DocumentCounter(worker, keep(new EditorDocumentCopies(worker)));
  // Starts after the copies, which have to receive an edit before any other listener asks for its tokens.
  const active = keep(followCountedEditor());
  const countForModel = countsForModels({ guide, activeModel, say });
  const exact = keep(new ExactCounting(providers));
  const knownCount: CountIfKnown = async (document, model) =>
    counter.known(document, (await guide.catalog()).tokenizerOf(model));
  shared.start({
    'token counter': () => new TokenStatus({ ...shared, active, counter, exact }),
    'token commands': () =>
      registerTokenCommands({ ...shared, counter, pages, providers, backends, exact, countForModel, said }),
    'folder token counter': () => registerFolderTokens({ ...shared, pages, addToPlayground }),
    'explorer badges': () => registerExplorerBadges(shared),
    'token colours': () => registerShowTokens({ ...shared, active, counter }),
  });
  return { active, counter, countForModel, knownCount };
}
