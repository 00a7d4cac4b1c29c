import { Disposable, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import type { Playground } from '../playground/playground';
import type { ProvidersFace } from '../providers/providers';
import { registerLazyCommands } from '../shared/commands';
import { gridViewType } from '../shared/contributions';
import type { Shared } from '../shared/shared';
import { configFiles, configsLeftOut, isConfigFile } from './configFiles';
import { evalCommands } from './evalUses';
import type { EvalUses } from './evalUses';
import { RunsUnderWay } from './runsUnderWay';

/**
 * Starts evals: runs over rows of tests, and their results. A config is read only when it is looked at, and results
 * when they are opened.
 */
export function startEvals(
  shared: Shared,
  providers: ProvidersFace,
  { openPrompt }: Pick<Playground, 'openPrompt'>,
): void {
  const texts = new Lazy(async () => shared.keep(new (await import('./resultTexts')).ResultTexts()));
  const uses = { underWay: new RunsUnderWay(), texts: () => texts.get(), openPrompt };
  shared.start({
    'results of runs': () => registerGrid(shared, uses),
    evals: () => registerSuites(shared, providers, uses),
  });
}

/** Registers the suites. VS Code shows Test Explorer with the first controller, so ours is made only if there is a config. */
function registerSuites(shared: Shared, providers: ProvidersFace, uses: EvalUses): Disposable {
  const used = new Lazy(async () => shared.keep((await import('./windowEvals')).createEvals(shared, providers, uses)));
  const onFound = (uri: Uri | undefined): void => {
    if (uri && isConfigFile(uri))
      used.get().catch((error: unknown) => shared.log.error('Evals could not start.', error));
  };
  const watcher = workspace.createFileSystemWatcher(configFiles, false, true, true);
  for (const { uri } of workspace.textDocuments) onFound(uri);
  workspace.findFiles(configFiles, configsLeftOut, 1).then(
    ([uri]) => onFound(uri),
    (error: unknown) => shared.log.error('Configs could not be looked for.', error),
  );
  return Disposable.from(
    watcher,
    watcher.onDidCreate(onFound),
    workspace.onDidOpenTextDocument(({ uri }) => onFound(uri)),
    registerLazyCommands(evalCommands, async () => (await used.get()).commands),
  );
}

/** Registers the editor of results. Its code loads with the first file. */
function registerGrid(shared: Shared, { texts, underWay }: EvalUses): Disposable {
  const loaded = new Lazy(async () => new (await import('./gridEditor')).GridEditor(shared, await texts(), underWay));
  return window.registerCustomEditorProvider(
    gridViewType,
    {
      openCustomDocument: async (uri) => (await loaded.get()).openCustomDocument(uri),
      resolveCustomEditor: async (document, panel) => (await loaded.get()).resolveCustomEditor(document, panel),
    },
    { supportsMultipleEditorsPerDocument: true, webviewOptions: { enableFindWidget: true } },
  );
}
