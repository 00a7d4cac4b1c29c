import { Disposable, Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { Model } from './core/catalog/catalogTable';
import { createApi } from './editor/features/publicApi/publicApi';
import type { AiFieldGuideApi } from './editor/features/publicApi/publicApi';
import { executeCommand } from './editor/shared/commands';
import { startFeatures } from './editor/shared/startFeatures';
import { registerFamilies } from './editor/features/families/families';
import { livingModel } from './editor/features/families/retiredModel';
import { registerExplainWord } from './editor/features/explainWord/explainWord';
import { registerExplorerBadges } from './editor/features/explorerBadges/explorerBadges';
import { registerFolderTokens } from './editor/features/folderTokens/folderTokens';
import { registerGlossaryHover } from './editor/features/termHover/termHover';
import { registerGlossaryCard } from './editor/features/glossaryCard/glossaryCard';
import { registerTermChoices } from './editor/features/termChoices/termChoices';
import { registerModelIdCompletion } from './editor/features/completeModelIds/completeModelIds';
import { registerModelIds } from './editor/features/modelIds/modelIds';
import { registerGetStarted } from './editor/features/getStarted/getStarted';
import { registerLab } from './editor/features/lab/lab';
import { registerLiveCatalog } from './editor/features/liveCatalog/liveCatalog';
import { registerPageTerms } from './editor/features/pageTerms/pageTerms';
import { registerTermLanguage } from './editor/features/termLanguage/termLanguage';
import { registerGlossary } from './editor/features/glossary/glossary';
import { registerTermUnderline } from './editor/features/termUnderline/termUnderline';
import { registerOwnGlossary } from './editor/features/ownGlossary/ownGlossary';
import { registerLookUp } from './editor/features/lookUpTerm/lookUpTerm';
import { FirstSteps } from './editor/shared/firstSteps';
import { createLog } from './editor/shared/log';
import { registerPages } from './editor/services/pages/pages';
import { createPlayground } from './editor/features/playground/playground';
import type { Playground } from './editor/features/playground/playground';
import { createProviderChat } from './editor/services/chat/providerChat';
import { PocketThread } from './editor/services/pocket/pocketThread';
import { KeyStore } from './editor/services/providers/keyStore';
import { registerProviders } from './editor/features/providers/providers';
import { ModelLists } from './editor/services/providers/modelLists';
import { createProviderStore } from './editor/services/providers/providerStore';
import { registerShowTokens } from './editor/features/showTokens/showTokens';
import { DocumentRegions } from './editor/services/documentRegions';
import { DocumentTerms } from './editor/services/glossary/documentTerms';
import { LiveDefinitions } from './editor/services/glossary/liveDefinitions';
import { Subjects } from './editor/services/glossary/subjects';
import { ReaderChoices } from './editor/services/glossary/termChoices';
import { PageWords } from './editor/services/glossary/pageWords';
import { OwnGlossaries } from './editor/services/glossary/ownGlossaries';
import { IdWorker } from './editor/services/idWorker';
import { LiveData } from './editor/services/liveCatalog/liveData';
import { TermWorker } from './editor/services/met/termWorker';
import { WorkspaceTerms } from './editor/services/met/workspaceTerms';
import { placesElsewhere } from './editor/services/met/placesElsewhere';
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
  const pocket = new PocketThread(Uri.joinPath(extension, 'dist'), log);
  const chat = createProviderChat(keys, pocket, log);
  const models = new ModelLists(chat, tables);
  const countTokens = countsForModels(tables, worker, pocket);
  const exact = new ExactCounting(providers);
  const { workspaceState } = context;
  const steps = new FirstSteps(context.globalState);
  const { stepDone } = steps;
  const choices = new ReaderChoices(workspaceState);
  const words = new PageWords({
    glossary: tables.terms,
    choices: () => choices.current,
    know: (id) => executeCommand('glossary.markKnown', id),
  });
  const tab = createPlayground(context, { providers, keys, chat, models, countTokens, tables, words, stepDone, log });
  playground = tab;
  const openInPlayground = async (model: Model): Promise<void> => {
    const living = await livingModel(model, await tables.catalog());
    if (living) await tab.openWithModel(living);
  };
  const lastLook = new LastLook(context.globalState);
  const live = new LiveData(context, log);
  const pages = registerPages({ extension, tables, log, words, openInPlayground, workspaceState, lastLook, live });
  const regions = new DocumentRegions();
  const idWorker = new IdWorker(Uri.joinPath(extension, 'dist'), log);
  const own = new OwnGlossaries(tables, idWorker, log);
  const terms = new DocumentTerms(
    {
      glossary: own.glossary,
      choices: () => choices.current,
      onDidChange: (listener) => Disposable.from(own.onDidChange(listener), choices.onDidChange(listener)),
    },
    regions,
  );
  const subjects = new Subjects(tables, regions, terms);
  const knownCount = knownCounts(tables, counter);
  const liveDefinitions = new LiveDefinitions(tables, counter, knownCount, regions);

  const met = new WorkspaceTerms({
    worker: new TermWorker(Uri.joinPath(extension, 'dist'), log),
    layers: (file) => own.layersOf(file),
    rules: terms.rules,
    log,
  });

  context.subscriptions.push(
    log,
    steps,
    met,
    lastLook,
    live,
    pages,
    copies,
    worker,
    providers,
    regions,
    exact,
    choices,
    own,
    idWorker,
    pocket,
  );
  startFeatures(context, log, {
    'glossary hover': () => registerGlossaryHover({ tables, subjects, live: liveDefinitions, knownCount }, stepDone),
    'choices of terms': () => registerTermChoices({ terms, subjects, choices, find: own.find }),
    'glossary card': () =>
      registerGlossaryCard({
        ...{ extension, tables, subjects, choices, pages, log, knownCount, openInPlayground },
        live: liveDefinitions,
      }),
    'model ids': () => registerModelIds({ worker: idWorker, tables, regions, log }),
    'model id completion': () => registerModelIdCompletion(tables, regions),
    'language features of terms': () =>
      registerTermLanguage({ terms, glossary: tables.glossary, elsewhere: placesElsewhere(met) }),
    'glossary view': () => registerGlossary({ tables, glossary: own.everywhere, met, rules: terms.rules, log }),
    'underline of terms': () => registerTermUnderline({ terms, regions, log }),
    'terms on this page': () => registerPageTerms({ tables, terms, workspaceState, log }),
    'words of pages': () => registerExplainWord(words),
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
    'token colours': () => registerShowTokens(tables, counter, worker, stepDone, log),
    'model families': () =>
      registerFamilies({
        ...{ tables, pages, lastLook, workspaceState, stepDone },
        openInPlayground: (model) => tab.openWithModel(model),
      }),
    'live catalog': () => registerLiveCatalog(tables, live, log),
    providers: () => registerProviders({ providers, keys, chat, models, state: context.globalState }),
    playground: () => tab.register(),
    'get started': () => registerGetStarted(context.extension.id, providers, stepDone),
    lab: () =>
      registerLab({
        extension,
        extensionId: context.extension.id,
        tables,
        words,
        worker,
        workspaceState,
        stepDone,
        log,
      }),
  });
  log.info(`Activated in ${(performance.now() - started).toFixed(1)} ms.`);
  return createApi(tables, worker);
}

export async function deactivate(): Promise<void> {
  await playground?.close();
}
