import { Disposable, window } from 'vscode';
import type { TreeView } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import { registerLazyCommands } from '../shared/commands';
import { viewId } from '../shared/contributions';
import { LazyTree } from '../shared/lazyTree';
import { sessionCommands } from './sessionCommands';
import type { SessionItem } from './sessionsTree';
import type { WindowPlayground } from './windowPlayground';

/** The list of sessions and what can be done with them. Its code loads when the list is first seen, or one of these is run. */
export function registerSessions(used: Lazy<WindowPlayground>): Disposable {
  const list = new Lazy(async () => {
    const [{ createSessionList }, { sessions, tab }] = await Promise.all([import('./sessionList'), used.get()]);
    return createSessionList(view, sessions, tab);
  });
  const tree = new LazyTree<SessionItem>(async () => (await list.get()).tree);
  const view: TreeView<SessionItem> = window.createTreeView(viewId('playground.sessions'), { treeDataProvider: tree });
  return Disposable.from(
    view,
    tree,
    { dispose: () => list.now?.dispose() },
    registerLazyCommands(sessionCommands, async () => (await list.get()).commands),
  );
}
