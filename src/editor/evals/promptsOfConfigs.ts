import { Disposable, Uri, languages, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { pathBelow } from '../files/paths';
import { namedSelector } from '../prompts/promptForms';
import type { Logger } from '../shared/log';
import { configFiles, configsLeftOut, isConfigFile } from './configFiles';
import { loadSuite } from './loadSuite';

/** Largest number of configs that are searched for the prompts that they name. */
const mostConfigs = 100;

/**
 * Reads the configs of which a file may be a prompt: those in its folder and above, each once. Reading a config tells
 * which files are its prompts. A config that is opened or changed is read anyway.
 */
export function watchPromptsOfConfigs(log: Pick<Logger, 'error'>): Disposable {
  let configs: Thenable<Uri[]> | undefined;
  const read = new Set<string>();
  const look = async ({ uri }: TextDocument): Promise<void> => {
    for (const config of await (configs ??= workspace.findFiles(configFiles, configsLeftOut, mostConfigs))) {
      const isAbove = pathBelow(Uri.joinPath(config, '..'), uri) !== undefined;
      if (!isAbove || read.has(config.toString())) continue;
      read.add(config.toString());
      await loadSuite(config);
    }
  };
  const onOpen = (document: TextDocument): void => {
    if (isConfigFile(document.uri) || languages.match(namedSelector, document) === 0) return;
    look(document).catch((error: unknown) => log.error('The configs around a file could not be read.', error));
  };
  workspace.textDocuments.forEach(onOpen);
  const watcher = workspace.createFileSystemWatcher(configFiles, false, true, true);
  return Disposable.from(
    watcher,
    watcher.onDidCreate(() => {
      configs = undefined;
      workspace.textDocuments.forEach(onOpen);
    }),
    workspace.onDidOpenTextDocument(onOpen),
  );
}
