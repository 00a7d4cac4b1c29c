import { Disposable, Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { Model } from './core/catalog/catalogTable';
import type { Reader } from './core/pages/pageSources';
import { createApi } from './editor/start/publicApi';
import type { AiFieldGuideApi } from './editor/start/publicApi';
import { executeCommand } from './editor/shared/commands';
import { startFeatures } from './editor/shared/startFeatures';
import { registerFamilies } from './editor/models/families/families';
import { livingModel } from './editor/models/families/retiredModel';
import { registerExplainWord } from './editor/pages/explainWord';
import { registerExplorerBadges } from './editor/tokens/explorerBadges';
import { registerFolderTokens } from './editor/tokens/folder/folderTokens';
import { registerGlossaryHover } from './editor/glossary/hover/termHover';
import { registerGlossaryCard } from './editor/glossary/card/glossaryCard';
import { registerTermChoices } from './editor/glossary/choices/termChoices';
import { registerModelIdCompletion } from './editor/models/completion/completeModelIds';
import { registerModelIds } from './editor/models/ids/modelIds';
import { registerGetStarted } from './editor/start/getStarted';
import { registerLab } from './editor/lab/lab';
import { registerLiveCatalog } from './editor/models/live/liveCatalog';
import { registerPageTerms } from './editor/glossary/onPage/pageTerms';
import { registerTermLanguage } from './editor/glossary/language/termLanguage';
import { registerGlossary } from './editor/glossary/view/glossary';
import { registerTermUnderline } from './editor/glossary/underline/termUnderline';
import { registerOwnGlossary } from './editor/glossary/workspace/ownGlossary';
import { registerLookUp } from './editor/glossary/lookUp/lookUpTerm';
import { FirstSteps } from './editor/shared/firstSteps';
import { createLog } from './editor/shared/log';
import { registerPages } from './editor/pages/pages';
import { withLiveData } from './editor/models/live/livePages';
import { createPlayground } from './editor/playground/playground';
import type { Playground } from './editor/playground/playground';
import { createBackends } from './editor/providers/chat/backends';
import { PocketThread } from './editor/providers/chat/pocketThread';
import { KeyStore } from './editor/providers/chat/keyStore';
import { registerProviders } from './editor/providers/providers';
import { ModelLists } from './editor/providers/chat/modelLists';
import { createProviderStore } from './editor/providers/chat/providerStore';
import { registerShowTokens } from './editor/tokens/show/showTokens';
import { DocumentRegions } from './editor/shared/documentRegions';
import { DocumentTerms } from './editor/glossary/terms/documentTerms';
import { LiveDefinitions } from './editor/glossary/terms/liveDefinitions';
import { Subjects } from './editor/glossary/terms/subjects';
import { ReaderChoices } from './editor/glossary/terms/termChoices';
import { PageWords } from './editor/pages/webviewGlossary';
import { FollowedGlossaries } from './editor/glossary/terms/followedGlossaries';
import { FileWorker } from './editor/files/fileWorker';
import { LiveData } from './editor/models/live/liveData';
import { WorkspaceTerms } from './editor/glossary/index/workspaceTerms';
import { placesElsewhere } from './editor/glossary/index/placesElsewhere';
import { fieldGuideWith, tables } from './editor/shared/tables';
import { LastLook } from './editor/pages/lastLook';
import { countsForModels } from './editor/tokens/counting/countForModel';
import { knownCounts } from './editor/tokens/counting/knownCounts';
import { EditorDocumentCopies } from './editor/tokens/counting/documentCopies';
import { DocumentCounter } from './editor/tokens/counting/documentCounter';
import { ExactCounting } from './editor/tokens/counting/exactCounting';
import { followCountedEditor } from './editor/shared/countedEditor';
import { startDocumentChecks } from './editor/shared/editorChecks';
import { RetiredModels } from './editor/shared/retiredModels';
import { registerTokenCommands } from './editor/tokens/count/countTokens';
import { registerTokenStatus } from './editor/tokens/tokenStatus';
import { WorkerCounter } from './editor/tokens/counting/workerCounter';
import { say } from './editor/shared/words';

let playground: Playground | undefined;

/** Builds the services and starts the features. Reads no file and loads no table: each feature does so on first use. */
export function activate(context: ExtensionContext): AiFieldGuideApi {
  const started = performance.now();
  const extension = context.extensionUri;
  const log = createLog();
  const worker = new WorkerCounter(Uri.joinPath(extension, 'dist'), log);
  const copies = new EditorDocumentCopies(worker);
  const counter = new DocumentCounter(worker, copies);
  const guide = fieldGuideWith(worker);
  const providers = createProviderStore();
  const keys = new KeyStore(context.secrets);
  const pocket = new PocketThread(Uri.joinPath(extension, 'dist'), log);
  const backends = createBackends(providers, keys, pocket, log);
  const models = new ModelLists(tables);
  const countTokens = countsForModels(guide, pocket);
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
  const tab = createPlayground(context, { backends, models, countTokens, tables, words, stepDone, log });
  playground = tab;
  const openInPlayground = async (model: Model): Promise<void> => {
    const living = await livingModel(model, await tables.catalog());
    if (living) await tab.openWithModel(living);
  };
  const lastLook = new LastLook(context.globalState);
  const live = new LiveData(context, log);
  const reader: Reader = { say, look: (catalog) => lastLook.look(catalog) };
  const pages = registerPages({
    ...{ extension, tables, log, words, openInPlayground, workspaceState },
    tablePages: withLiveData((address) => guide.page(address, reader), tables, live),
    onDidChangeFamilies: live.onDidChange,
  });
  const regions = new DocumentRegions();
  const active = followCountedEditor();
  const documentChecks = startDocumentChecks(log);
  const { checks } = documentChecks;
  const fileWorker = new FileWorker(Uri.joinPath(extension, 'dist'), log);
  const own = new FollowedGlossaries(tables, fileWorker, log);
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
    worker: fileWorker,
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
    backends,
    regions,
    active,
    documentChecks,
    exact,
    choices,
    own,
    fileWorker,
    pocket,
  );
  startFeatures(context, log, {
    'glossary hover': () => registerGlossaryHover({ tables, subjects, live: liveDefinitions, knownCount }, stepDone),
    'choices of terms': () => registerTermChoices({ terms, subjects, choices, find: own.find }),
    'glossary card': () =>
      registerGlossaryCard({
        active,
        extension,
        tables,
        subjects,
        choices,
        pages,
        log,
        knownCount,
        openInPlayground,
        live: liveDefinitions,
      }),
    'model ids': () => registerModelIds({ checks, worker: fileWorker, guide, regions, log }),
    'model id completion': () => registerModelIdCompletion(tables, regions),
    'language features of terms': () =>
      registerTermLanguage({ terms, glossary: tables.glossary, elsewhere: placesElsewhere(met) }),
    'glossary view': () => registerGlossary({ tables, glossary: own.everywhere, met, rules: terms.rules, log }),
    'underline of terms': () => registerTermUnderline({ active, terms, regions, log }),
    'terms on this page': () => registerPageTerms({ active, tables, terms, workspaceState, log }),
    'words of pages': () => registerExplainWord(words),
    'own glossaries': () => registerOwnGlossary({ checks, own, terms, regions, worker: fileWorker, log }),
    'term search': () => registerLookUp(guide, pages, own),
    'token counter': () =>
      registerTokenStatus({ active, tables, counter, retired: new RetiredModels(context.globalState), exact, log }),
    'token commands': () =>
      registerTokenCommands({
        ...{ tables, counter, worker, pages, regions },
        ...{ providers, backends, exact, countForModel: countTokens },
      }),
    'folder token counter': () => registerFolderTokens(tables, worker, pages),
    'explorer badges': () => registerExplorerBadges(tables, worker, log),
    'token colours': () => registerShowTokens({ active, tables, counter, worker, stepDone, log }),
    'model families': () =>
      registerFamilies({
        ...{ tables, pages, lastLook, workspaceState, stepDone },
        openInPlayground: (model) => tab.openWithModel(model),
      }),
    'live catalog': () => registerLiveCatalog({ tables, live, worker: fileWorker, log }),
    providers: () => registerProviders({ providers, keys, backends, models, state: context.globalState }),
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
  return createApi(guide);
}

export async function deactivate(): Promise<void> {
  await playground?.close();
}
