import { Uri, commands, env } from 'vscode';
import { settingIds } from './contributions';

/** Opens a web or mail address outside of the editor. VS Code itself asks before it opens an unknown one. */
export const openExternally = (url: string): Thenable<boolean> => env.openExternal(Uri.parse(url, true));

/** Opens the setting that holds the providers. In a remote window the user's own tab does not show machine settings. */
export const editProviders = (): Thenable<unknown> =>
  env.remoteName === undefined
    ? commands.executeCommand('workbench.action.openSettings', settingIds.providers)
    : commands.executeCommand('workbench.action.openRemoteSettings', { query: settingIds.providers });
