import { commands, env } from 'vscode';
import type { Uri } from 'vscode';
import { settingId } from './settingsTable';

/**
 * Opens a web or mail address outside of the editor, character for character. VS Code itself asks before it opens an
 * unknown one. `openExternal` accepts a text as well as a `Uri`, though its type does not say so, and only a text stays
 * unchanged: a `Uri` writes `%26` in a query as `&`, which is another address (microsoft/vscode#85930).
 */
export const openExternally = (url: string): Thenable<boolean> => env.openExternal(url as unknown as Uri);

/** Opens a link of one of our own pages, if it leads to the web. */
export async function openWebLink(url: string): Promise<void> {
  if (URL.canParse(url) && new URL(url).protocol === 'https:') await openExternally(url);
}

/** Opens a file with the editor that VS Code has for it. */
export const openFile = (file: Uri): Thenable<unknown> => commands.executeCommand('vscode.open', file);

/** Opens a setting of the user. */
export const openSetting = (id: string): Thenable<unknown> =>
  commands.executeCommand('workbench.action.openSettings', id);

/** Opens a setting of the machine. In a remote window, the user's own settings tab does not show those. */
export const openMachineSetting = (id: string): Thenable<unknown> =>
  env.remoteName === undefined
    ? commands.executeCommand('workbench.action.openSettings', id)
    : commands.executeCommand('workbench.action.openRemoteSettings', { query: id });

export const editProviders = (): Thenable<unknown> => openMachineSetting(settingId('providers.list'));
