import { ConfigurationTarget, workspace } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/catalogTable';
import { automatic, defaultModel } from '../../core/catalog/defaultModel';
import { executeCommand } from './commands';
import { settingId } from './settingsTable';
import { offer, sayDone } from './feedback';
import { say } from './words';
import { readSetting } from './settings';
import { countedEditor } from './countedEditor';

/** Whether a rule chooses the model, and not the user. */
export function isAutomatic(): boolean {
  const id = readSetting('tokens.model').trim();
  return id === '' || id === automatic;
}

/** The model that the counter counts for, or the id from the settings when the catalog does not know it. */
export function activeModel(catalog: Catalog): Model | { readonly unknownId: string } {
  const id = readSetting('tokens.model').trim();
  return (isAutomatic() ? defaultModel(catalog) : catalog.findModel(id)) ?? { unknownId: id };
}

/** Says that an id in the settings stands for no model. */
export const unknownModelMessage = (id: string): string =>
  say('The setting {0} names "{1}", which the catalog does not know.', settingId('tokens.model'), id);

/** The model that the counter counts for. Where the catalog does not know it, says so and offers to choose another. */
export async function chosenModel(catalog: Catalog): Promise<Model | undefined> {
  const model = activeModel(catalog);
  if (!('unknownId' in model)) return model;
  await offer('Warning', unknownModelMessage(model.unknownId), say('Choose a Model'), () =>
    executeCommand('tokens.selectModel'),
  );
  return undefined;
}

const chosenHere = new Set<string>();

/** Whether the user chose that model in this window, and so has seen the notes on it in the list. */
export const wasChosenHere = (id: string): boolean => chosenHere.has(id);

/** Writes the setting for the workspace where it has a value there, else for the user. */
export async function setActiveModel(id: string): Promise<void> {
  chosenHere.add(id);
  const configuration = workspace.getConfiguration();
  const inspected = configuration.inspect(settingId('tokens.model'));
  const target = inspected?.workspaceValue === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await configuration.update(settingId('tokens.model'), id, target);
}

/** Counts for the model from now on. Says so where no visible count shows it. */
export async function useModel({ id, name }: Model): Promise<void> {
  await setActiveModel(id);
  if (readSetting('tokens.statusBar') && countedEditor()) return;
  sayDone(
    readSetting('tokens.statusBar')
      ? say('Tokens are counted for {0}. Open a text file to see them here.', name)
      : say('Tokens are counted for {0}. The setting {1} hides them here.', name, settingId('tokens.statusBar')),
  );
}
