import {
  Disposable,
  EventEmitter,
  LanguageModelTextPart,
  LanguageModelToolResult,
  languages,
  lm,
  window,
  workspace,
} from 'vscode';
import type { CodeLensProvider, TreeView, Uri } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import { isChecked } from '../../core/context/checkedFiles';
import { agentToolNames } from '../../core/context/tools/agentToolNames';
import type { PagesFace } from '../pages/pages';
import { abortOnCancel } from '../shared/abort';
import { registerLazyCommands } from '../shared/commands';
import { contextScheme, toolId, viewId } from '../shared/contributions';
import { LazyTree } from '../shared/lazyTree';
import { readSetting, whileOn } from '../shared/settings';
import type { Shared } from '../shared/shared';
import { contextCommands } from './contextCommands';
import type { ContextNode } from './contextItems';
import type { FoundInFile, ShownFinding } from './fileFindings';
import { readsOwnFiles } from './ownFiles';
import type { WatchedFolders } from './watchedFolder';

type Folders = Lazy<WatchedFolders>;

export function startContext(shared: Shared, { pages }: Pick<PagesFace, 'pages'>): void {
  /** Shared by all features, so that a folder is read once. */
  const folders = new Lazy(async () => {
    const { WatchedFolders } = await import('./watchedFolder');
    return shared.keep(new WatchedFolders(shared.guide, () => readsOwnFiles(shared)));
  });
  shared.start({
    'agent context': () => registerAgentContext({ ...shared, pages }, folders),
    'checks of what agents read': () => registerFileChecks(shared, folders),
    'lenses of what agents read': () => whileOn('context.codeLens', () => registerLenses(shared, folders)),
    'tools for agents': () => whileOn('context.agentTools', () => offerTools(shared.guide)),
  });
}

/**
 * Registers the view and its commands, whose code loads when the view is first seen, one of them is run, or a text is shown.
 */
function registerAgentContext(shared: Shared & Pick<PagesFace, 'pages'>, folders: Folders): Disposable {
  const texts = new EventEmitter<Uri>();
  const used = new Lazy(async () => {
    const [{ AgentContexts }, watched] = await Promise.all([import('./agentContexts'), folders.get()]);
    return new AgentContexts(view, shared, texts, watched);
  });
  const tree = new LazyTree<ContextNode>(async () => (await used.get()).tree);
  const view: TreeView<ContextNode> = window.createTreeView(viewId('context'), { treeDataProvider: tree });
  return Disposable.from(
    ...[tree, view, texts],
    { dispose: () => used.now?.dispose() },
    workspace.registerTextDocumentContentProvider(contextScheme, {
      onDidChange: texts.event,
      provideTextDocumentContent: async (uri) => (await used.get()).textOf(uri),
    }),
    registerLazyCommands(contextCommands, async () => (await used.get()).commands),
  );
}

/** Registers the checks of files that agents read. They begin once such a file is open. */
function registerFileChecks({ guide, checks }: Shared, folders: Folders): Disposable {
  const load = () => import('./fileFindings');
  const used = new Lazy(async () => {
    const [{ FileFindings }, watched] = await Promise.all([load(), folders.get()]);
    return new FileFindings(guide, watched, () => running.readAgain());
  });
  const running = checks.add<FoundInFile, ShownFinding>({
    name: 'aiFieldGuide.context',
    covers: ({ uri }) => isChecked(uri.path),
    isEnabled: () => readSetting('context.checkFiles'),
    readBy: ['context.checkFiles'],
    read: async (document, signal) => (await used.get()).read(document, signal),
    judge: async (_uri, found) => (await load()).shownFindings(found),
    fixes: async (document, here) => (await load()).fixesOf(document, here),
  });
  return Disposable.from({ dispose: () => running.dispose() }, { dispose: () => used.now?.dispose() });
}

/** Whether a file has these lenses. Prompt files have lenses of their own. */
const hasLens = ({ path }: Uri): boolean => isChecked(path) && /\.mdc?$/.test(path) && !path.endsWith('.prompt.md');

/** Registers the lenses of such files. The code that makes them loads with the first of these files. */
function registerLenses({ guide }: Shared, folders: Folders): Disposable {
  const changed = new EventEmitter<void>();
  const used = new Lazy(async () => {
    const [{ ContextLenses }, watched] = await Promise.all([import('./contextLenses'), folders.get()]);
    const lenses = new ContextLenses(guide, watched);
    lenses.onDidChangeCodeLenses(() => changed.fire());
    return lenses;
  });
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async (document) =>
      hasLens(document.uri) ? (await used.get()).provideCodeLenses(document) : [],
    resolveCodeLens: async (lens, cancel) => (await used.get()).resolveCodeLens(lens, cancel),
  };
  return Disposable.from(
    ...[changed, { dispose: () => used.now?.dispose() }],
    languages.registerCodeLensProvider({ pattern: '**/*.{md,mdc}' }, provider),
  );
}

/** Offers the tools for agents, whose code is loaded with the first call. */
const offerTools = (guide: Shared['guide']): Disposable =>
  Disposable.from(
    ...agentToolNames.map((name) =>
      lm.registerTool<unknown>(toolId(name), {
        async invoke({ input }, cancel) {
          const { runAgentTool } = await import('./runAgentTool');
          const text = await runAgentTool(name, input, guide, abortOnCancel(cancel));
          return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
