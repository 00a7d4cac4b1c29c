import type { CatalogTable } from '../../src/core/catalog/catalogTable';
import { automatic } from '../../src/core/catalog/defaultModel';
import { presets } from '../../src/core/chat/providers/presets';
import { DataError, parseDataFile } from './dataFile';
import { didYouMean } from './didYouMean';

/** A preset as the checks below see it. */
type PresetLink = Pick<(typeof presets)[number], 'id' | 'families'>;

/** Below the repository. */
export const PRESETS_FILE = 'src/core/chat/providers/presets.ts';

interface Manifest {
  contributes: { configuration: { properties: Record<string, unknown> }[] };
}

/** The keys that lead to a setting in the manifest, whose settings stand in groups, and the setting. */
function settingIn(text: string, name: string) {
  const groups = (JSON.parse(text) as Manifest).contributes.configuration;
  const group = groups.findIndex(({ properties }) => name in properties);
  const value = groups[group]?.properties[name];
  return { path: ['contributes', 'configuration', group, 'properties', name], value };
}

/**
 * Checks the places outside data/ that name entries of it: the list of presets in the manifest, and the families in the
 * presets; and that the manifest itself names no model. `text` is package.json; `presetsText` the file of the presets, for its lines. @throws DataError
 */
export function checkManifest(
  text: string,
  catalog: CatalogTable,
  presetsText: string,
  known: readonly PresetLink[] = presets,
): void {
  const file = parseDataFile('package.json', text, {});
  const model = settingIn(text, 'aiFieldGuide.tokens.model');
  if ((model.value as { default: string }).default !== automatic) {
    const problem = `a default that names a model goes stale: write "${automatic}", for which src/core/catalog/defaultModel.ts chooses one`;
    file.fail([...model.path, 'default'], problem);
  }
  checkPresetList(text, known);
  checkPresetFamilies(catalog, presetsText, known);
}

function checkPresetList(text: string, known: readonly PresetLink[]): void {
  const file = parseDataFile('package.json', text, {});
  const path = [...settingIn(text, 'aiFieldGuide.providers.list').path, 'items', 'properties', 'preset', 'enum'];
  let listed: unknown = JSON.parse(text);
  for (const key of path) listed = (listed as Record<string, unknown>)[key];
  const names = listed as string[];
  const ids = known.map(({ id }) => id);
  names.forEach((name, index) => {
    if (ids.includes(name)) return;
    file.fail([...path, index], `there is no preset "${name}" in ${PRESETS_FILE}${didYouMean(name, ids)}`);
  });
  const missing = ids.find((id) => !names.includes(id));
  if (missing !== undefined) file.fail(path, `the preset "${missing}" of ${PRESETS_FILE} is not in this list`);
}

function checkPresetFamilies(catalog: CatalogTable, presetsText: string, known: readonly PresetLink[]): void {
  const families = catalog.families.map(({ id }) => id);
  for (const { id, families: named } of known) {
    const wrong = named.find((family) => !families.includes(family));
    if (wrong === undefined) continue;
    const at = presetsText.indexOf(`id: '${id}'`);
    const line = presetsText.slice(0, Math.max(0, at)).split('\n').length;
    const problem = `the preset "${id}" names a family "${wrong}" that is not in data/families.yml`;
    throw new DataError(PRESETS_FILE, line, `${problem}${didYouMean(wrong, families)}`);
  }
}
