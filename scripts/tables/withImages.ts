import type { CatalogTable } from '../../src/core/catalog/catalogTable';
import type { FileLimits, ImageTokens } from '../../src/core/catalog/imageTable';
import type { Source } from '../../src/core/base/source';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, checkSource, eachEntry, isDay, uniqueIds } from './eachEntry';

interface TokensEntry extends ImageTokens {
  readonly models: readonly string[];
  readonly sources: readonly Source[];
  readonly checked: string;
}

type LimitsEntry = FileLimits & { readonly family: string };

/** The catalog with what is published of images: their tokens by model, and their limits by family. @throws DataError */
export const withImages = (catalog: CatalogTable, tokens: DataFile, limits: DataFile): CatalogTable =>
  withLimits(withTokens(catalog, tokens), limits);

function withTokens(catalog: CatalogTable, file: DataFile): CatalogTable {
  uniqueIds(file);
  const ids = catalog.models.map(({ id }) => id);
  const named = new UniqueNames();
  const byModel = new Map<string, ImageTokens>();
  eachEntry([file], (value, _file, index) => {
    const { models, image, page, sources, checked } = value as TokensEntry;
    checkDated(file, index, sources, checked);
    models.forEach((id, number) => {
      if (!ids.includes(id)) file.fail([index, 'models', number], `there is no model "${id}"${didYouMean(id, ids)}`);
      named.add(id, 'the images of', file, [index, 'models', number]);
      byModel.set(id, { image, ...(page && { page }) });
    });
  });
  const models = catalog.models.map((model) => {
    const images = byModel.get(model.id);
    return images ? { ...model, images } : model;
  });
  return { ...catalog, models };
}

function withLimits(catalog: CatalogTable, file: DataFile): CatalogTable {
  const ids = catalog.families.map(({ id }) => id);
  const named = new UniqueNames();
  const byFamily = new Map<string, FileLimits>();
  eachEntry([file], (value, _file, index) => {
    const { family, ...limits } = value as LimitsEntry;
    checkDated(file, index, limits.sources, limits.checked);
    if (!ids.includes(family)) file.fail([index, 'family'], `there is no family "${family}"${didYouMean(family, ids)}`);
    named.add(family, 'the limits of', file, [index, 'family']);
    byFamily.set(family, limits);
  });
  const families = catalog.families.map((family) => {
    const files = byFamily.get(family.id);
    return files ? { ...family, files } : family;
  });
  return { ...catalog, families };
}

function checkDated(file: DataFile, index: number, sources: readonly Source[], checked: string): void {
  sources.forEach(({ url }, i) => checkSource(url, file, [index, 'sources', i, 'url']));
  if (!isDay(checked)) file.fail([index, 'checked'], `the calendar has no ${checked}`);
}
