import {
  Disposable,
  EventEmitter,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  window,
  workspace,
} from 'vscode';
import type { TreeView, Uri } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import { isChecked } from '../../core/context/checkedFiles';
import { agentToolNames } from '../../core/context/tools/agentToolNames';
import { abortOnCancel } from '../shared/abort';
import { registerLazyCommands } from '../shared/commands';
import { contextScheme, toolId, viewId } from '../shared/contributions';
import { LazyTree } from '../shared/lazyTree';
import { readSetting, whileOn } from '../shared/settings';
import type { Shared } from '../shared/shared';
import type { ContextNode } from './contextItems';
import type { FoundInFile, ShownFinding } from './fileFindings';

export function startContext(shared: Shared): void {
  shared.start({
    'agent context': () => registerAgentContext(shared),
    'checks of what agents read': () => registerFileChecks(shared),
    'tools for agents': () => whileOn('context.agentTools', () => offerTools(shared.guide)),
  });
}

/** The view and its commands, whose code loads when the view is first seen, one of them is run, or a text is shown. */
function registerAgentContext(shared: Shared): Disposable {
  const texts = new EventEmitter<Uri>();
  const used = new Lazy(async () => new (await import('./agentContexts')).AgentContexts(view, shared, texts));
  const tree = new LazyTree<ContextNode>(async () => (await used.get()).tree);
  const view: TreeView<ContextNode> = window.createTreeView(viewId('context'), { treeDataProvider: tree });
  return Disposable.from(
    ...[tree, view, texts],
    { dispose: () => used.now?.dispose() },
    workspace.registerTextDocumentContentProvider(contextScheme, {
      onDidChange: texts.event,
      provideTextDocumentContent: async (uri) => (await used.get()).textOf(uri),
    }),
    registerLazyCommands(
      ['context.showText', 'context.includeOwnFiles', 'context.ignoreOwnFiles'],
      async () => (await used.get()).commands,
    ),
  );
}

/** What is wrong with files that agents read is looked for once one is open. */
function registerFileChecks({ guide, checks }: Shared): Disposable {
  const load = () => import('./fileFindings');
  const used = new Lazy(async () => new (await load()).FileFindings(guide, () => running.readAgain()));
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

/** Their code is loaded with the first call. */
const offerTools = (guide: Shared['guide']): Disposable =>
  Disposable.from(
    ...agentToolNames.map((name) =>
      lm.registerTool<unknown>(toolId(name), {
        async invoke({ input }, cancel) {
          const { runAgentTool } = await import('./agentTools');
          const text = await runAgentTool(name, input, guide, abortOnCancel(cancel));
          return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
