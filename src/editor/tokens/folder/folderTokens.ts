import { Disposable, commands } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import { registerLazyCommands } from '../../shared/commands';
import { contextKey } from '../../shared/contributions';
import { folderCommands } from './folderCommands';
import type { FolderDeps } from './folderDeps';

/** Registers Count Tokens in Folder and in Workspace, and the view of their result. Their code loads on first use. */
export function registerFolderTokens(deps: FolderDeps): Disposable {
  // When the extension host restarts, the window still has the context value that the previous host set.
  void commands.executeCommand('setContext', contextKey('tokens.hasFolders'), false);
  const folders = new Lazy(async () => new (await import('./folderCounter')).FolderCounter(deps));
  return Disposable.from(
    { dispose: () => folders.now?.dispose() },
    registerLazyCommands(folderCommands, async () => (await folders.get()).commands),
  );
}
