import { window } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/catalogTable';
import { executeCommand } from './commands';
import { settingId } from './settingsTable';
import { say } from './words';
import { activeModel } from './activeModel';

/** What to tell people about an id in the settings that stands for no model. */
export const unknownModelWords = (id: string): string =>
  say('The setting {0} names "{1}", which the catalog does not know.', settingId('tokens.model'), id);

/** The model that the counter counts for. Where the catalog does not know it, says so and offers to choose another. */
export async function chosenModel(catalog: Catalog): Promise<Model | undefined> {
  const model = activeModel(catalog);
  if (!('unknownId' in model)) return model;
  const choose = say('Choose a Model');
  const chosen = await window.showWarningMessage(unknownModelWords(model.unknownId), choose);
  if (chosen === choose) await executeCommand('tokens.selectModel');
  return undefined;
}
