import { Disposable, commands } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import { registerLazyCommands } from '../../shared/commands';
import { contextKey } from '../../shared/contributions';
import { folderCommands } from './folderCommands';
import type { FolderDeps } from './folderDeps';

/** Count Tokens in Folder and in Workspace, and the view with their result: their code loads with the first of them. */
export function registerFolderTokens(deps: FolderDeps): Disposable {
  // After the extension host has started again the window still has what the one before it said.
  void commands.executeCommand('setContext', contextKey('tokens.hasFolders'), false);
  const folders = new Lazy(async () => new (await import('./folderCounter')).FolderCounter(deps));
  return Disposable.from(
    { dispose: () => folders.now?.dispose() },
    registerLazyCommands(folderCommands, async () => (await folders.get()).commands),
  );
}
