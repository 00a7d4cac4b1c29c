import { ConfigurationTarget, workspace } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/table';
import { settingIds } from '../contributions';
import { settings } from '../settings';

/** The model that the counter counts for, or the id from the settings when the catalog does not know it. */
export function activeModel(catalog: Catalog): Model | { readonly unknownId: string } {
  const id = settings.model();
  return catalog.findModel(id) ?? { unknownId: id };
}

/** Writes the setting where it already has a value, else for the user. */
export async function setActiveModel(id: string): Promise<void> {
  const configuration = workspace.getConfiguration();
  const inspected = configuration.inspect(settingIds.model);
  const target = inspected?.workspaceValue === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await configuration.update(settingIds.model, id, target);
}
