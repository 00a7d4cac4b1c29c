import { Disposable, commands } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import { registerLazyCommands } from '../../shared/commands';
import { contextKey } from '../../shared/contributions';
import type { Pages } from '../../pages/pages';
import type { Shared } from '../../shared/shared';

const names = [
  'tokens.countFolder',
  'tokens.countWorkspace',
  'tokens.sortFolders',
  'tokens.openFolderReport',
  'tokens.recountFolders',
  'tokens.clearFolders',
  'tokens.showMoreFiles',
] as const;
export type FolderCommand = (typeof names)[number];

/** Count Tokens in Folder and in Workspace, and the view with their result: their code loads with the first of them. */
export function registerFolderTokens(shared: Shared, pages: Pages): Disposable {
  // After the extension host has started again the window still has what the one before it said.
  void commands.executeCommand('setContext', contextKey('tokens.hasFolders'), false);
  const folders = new Lazy(async () => new (await import('./folderCounter')).FolderCounter(shared, pages));
  return Disposable.from(
    { dispose: () => folders.now?.dispose() },
    registerLazyCommands(names, async () => (await folders.get()).commands),
  );
}
