import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { createApi } from './editor/api';
import type { AiFieldGuideApi } from './editor/api';
import { startFeatures } from './editor/features';
import { registerFamilies } from './editor/families/register';
import { registerExplorerBadges } from './editor/folder/badges';
import { registerFolderTokens } from './editor/folder/register';
import { registerGlossaryHover } from './editor/glossary/hover';
import { registerLookUp } from './editor/glossary/lookUp';
import { createLog } from './editor/log';
import { registerGuidePages } from './editor/guidePages';
import { PlaygroundController } from './editor/playground/controller';
import { Playground } from './editor/playground/playground';
import { registerPlayground } from './editor/playground/register';
import { SessionStorage } from './editor/playground/storage';
import { KeyStore } from './editor/providers/keys';
import { registerProviderCommands } from './editor/providers/register';
import { createProviderStore } from './editor/providers/store';
import { registerShowTokens } from './editor/showTokens/register';
import { tables } from './editor/tables';
import { DocumentCopies } from './editor/tokens/documentCopies';
import { DocumentCounter } from './editor/tokens/documentCounter';
import { registerTokenCommands } from './editor/tokens/commands';
import { registerTokenStatus } from './editor/tokens/statusBar';
import { WorkerCounter } from './editor/tokens/workerCounter';

let controller: PlaygroundController | undefined;

/** Builds the services and starts the features. Reads no file and loads no table: each feature does so on first use. */
export function activate(context: ExtensionContext): AiFieldGuideApi {
  const started = performance.now();
  const extension = context.extensionUri;
  const log = createLog();
  const pages = registerGuidePages(tables);
  const worker = new WorkerCounter(Uri.joinPath(extension, 'dist'), log);
  const copies = new DocumentCopies(worker);
  const counter = new DocumentCounter(worker, copies);
  const providers = createProviderStore();
  const keys = new KeyStore(context.secrets);
  const storage = new SessionStorage(context.storageUri ?? context.globalStorageUri, log);
  controller = new PlaygroundController(storage, providers, { keys, log, catalog: tables.catalog });
  const playground = new Playground({ extension, controller, providers, keys, tables, log });

  context.subscriptions.push(log, pages, copies, worker, providers);
  startFeatures(context, log, {
    'glossary hover': () => registerGlossaryHover(tables),
    'term search': () => registerLookUp(tables, pages),
    'token counter': () => registerTokenStatus(tables, counter, log),
    'token commands': () => registerTokenCommands(tables, counter, worker, pages),
    'folder token counter': () => registerFolderTokens(tables, worker, pages),
    'explorer badges': () => registerExplorerBadges(tables, worker, log),
    'token colours': () => registerShowTokens(tables, counter, worker, log),
    'model families': () => registerFamilies(tables, playground),
    'provider commands': () => registerProviderCommands(providers, keys, log),
    playground: () => registerPlayground(playground),
  });
  log.info(`Activated in ${(performance.now() - started).toFixed(1)} ms.`);
  return createApi(tables, worker);
}

export async function deactivate(): Promise<void> {
  await controller?.close();
}
