import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { Model } from './core/catalog/catalogTable';
import { createApi } from './editor/features/publicApi/publicApi';
import type { AiFieldGuideApi } from './editor/features/publicApi/publicApi';
import { startFeatures } from './editor/shared/startFeatures';
import { registerFamilies } from './editor/features/families/families';
import { livingModel } from './editor/features/families/retiredModel';
import { registerExplorerBadges } from './editor/features/explorerBadges/explorerBadges';
import { registerFolderTokens } from './editor/features/folderTokens/folderTokens';
import { registerGlossaryHover } from './editor/features/termHover/termHover';
import { registerModelIdCompletion } from './editor/features/completeModelIds/completeModelIds';
import { registerModelIds } from './editor/features/modelIds/modelIds';
import { registerLiveCatalog } from './editor/features/liveCatalog/liveCatalog';
import { registerOwnGlossary } from './editor/features/ownGlossary/ownGlossary';
import { registerLookUp } from './editor/features/lookUpTerm/lookUpTerm';
import { createLog } from './editor/shared/log';
import { registerPages } from './editor/services/pages/pages';
import { createPlayground } from './editor/features/playground/playground';
import type { Playground } from './editor/features/playground/playground';
import { createProviderChat } from './editor/services/chat/providerChat';
import { KeyStore } from './editor/services/providers/keyStore';
import { registerProviders } from './editor/features/providers/providers';
import { ModelLists } from './editor/services/providers/modelLists';
import { createProviderStore } from './editor/services/providers/providerStore';
import { registerShowTokens } from './editor/features/showTokens/showTokens';
import { noChoices } from './core/glossary/choices';
import { DocumentRegions } from './editor/services/documentRegions';
import { DocumentTerms } from './editor/services/glossary/documentTerms';
import { OwnGlossaries } from './editor/services/glossary/ownGlossaries';
import { IdWorker } from './editor/services/idWorker';
import { LiveData } from './editor/services/liveCatalog/liveData';
import { tables } from './editor/services/tables';
import { LastLook } from './editor/services/lastLook';
import { countsForModels } from './editor/services/tokens/countForModel';
import { knownCounts } from './editor/services/tokens/knownCounts';
import { EditorDocumentCopies } from './editor/services/tokens/documentCopies';
import { DocumentCounter } from './editor/services/tokens/documentCounter';
import { ExactCounting } from './editor/services/tokens/exactCounting';
import { RetiredModels } from './editor/services/tokens/retiredModels';
import { registerTokenCommands } from './editor/features/countTokens/countTokens';
import { registerTokenStatus } from './editor/features/tokenStatus/tokenStatus';
import { WorkerCounter } from './editor/services/tokens/workerCounter';

let playground: Playground | undefined;

/** Builds the services and starts the features. Reads no file and loads no table: each feature does so on first use. */
export function activate(context: ExtensionContext): AiFieldGuideApi {
  const started = performance.now();
  const extension = context.extensionUri;
  const log = createLog();
  const worker = new WorkerCounter(Uri.joinPath(extension, 'dist'), log);
  const copies = new EditorDocumentCopies(worker);
  const counter = new DocumentCounter(worker, copies);
  const providers = createProviderStore();
  const keys = new KeyStore(context.secrets);
  const chat = createProviderChat(keys, log);
  const models = new ModelLists(chat, tables);
  const countTokens = countsForModels(tables, worker);
  const exact = new ExactCounting(providers);
  const tab = createPlayground(context, { providers, keys, chat, models, countTokens, tables, log });
  playground = tab;
  const openInPlayground = async (model: Model): Promise<void> => {
    const living = await livingModel(model, await tables.catalog());
    if (living) await tab.openWithModel(living);
  };
  const { workspaceState } = context;
  const lastLook = new LastLook(context.globalState);
  const live = new LiveData(context, log);
  const pages = registerPages({ extension, tables, log, openInPlayground, workspaceState, lastLook, live });
  const regions = new DocumentRegions();
  const idWorker = new IdWorker(Uri.joinPath(extension, 'dist'), log);
  const own = new OwnGlossaries(tables, idWorker, log);
  const terms = new DocumentTerms({ glossary: own.glossary, choices: () => noChoices }, regions);

  context.subscriptions.push(log, lastLook, live, pages, copies, worker, providers, regions, exact, own, idWorker);
  startFeatures(context, log, {
    'glossary hover': () => registerGlossaryHover(tables, regions, terms, knownCounts(tables, counter)),
    'model ids': () => registerModelIds({ worker: idWorker, tables, regions, log }),
    'model id completion': () => registerModelIdCompletion(tables, regions),
    'own glossaries': () => registerOwnGlossary({ own, terms, regions, worker: idWorker, log }),
    'term search': () => registerLookUp(tables, pages, own),
    'token counter': () => registerTokenStatus(tables, counter, new RetiredModels(context.globalState), exact, log),
    'token commands': () =>
      registerTokenCommands({
        ...{ tables, counter, worker, pages, regions },
        ...{ providers, keys, chat, exact, countForModel: countTokens },
      }),
    'folder token counter': () => registerFolderTokens(tables, worker, pages),
    'explorer badges': () => registerExplorerBadges(tables, worker, log),
    'token colours': () => registerShowTokens(tables, counter, worker, log),
    'model families': () =>
      registerFamilies({
        ...{ tables, pages, lastLook, workspaceState },
        openInPlayground: (model) => tab.openWithModel(model),
      }),
    'live catalog': () => registerLiveCatalog(tables, live, log),
    providers: () => registerProviders({ providers, keys, chat, models, state: context.globalState }),
    playground: () => tab.register(),
  });
  log.info(`Activated in ${(performance.now() - started).toFixed(1)} ms.`);
  return createApi(tables, worker);
}

export async function deactivate(): Promise<void> {
  await playground?.close();
}
