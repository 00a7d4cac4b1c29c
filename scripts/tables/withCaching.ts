import type { Caching, CatalogTable } from '../../src/core/catalog/catalogTable';
import type { Source } from '../../src/core/base/source';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, checkSource, eachEntry, isDay, uniqueIds } from './eachEntry';

interface CachingEntry extends Caching {
  readonly id: string;
  readonly models: readonly string[];
  readonly source: Source;
  readonly checked: string;
}

/** The catalog with what is published of the prompt cache of each model. @throws DataError */
export function withCaching(catalog: CatalogTable, file: DataFile): CatalogTable {
  uniqueIds(file);
  const ids = catalog.models.map(({ id }) => id);
  const named = new UniqueNames();
  const byModel = new Map<string, Caching>();
  eachEntry([file], (value, _file, index) => {
    const { models, source, checked, minimum, step, lifetime, needsBreakpoint } = value as CachingEntry;
    checkSource(source.url, file, [index, 'source', 'url']);
    if (!isDay(checked)) file.fail([index, 'checked'], `the calendar has no ${checked}`);
    const caching: Caching = {
      minimum,
      ...(step !== undefined && { step }),
      ...(lifetime !== undefined && { lifetime }),
      ...(needsBreakpoint && { needsBreakpoint }),
    };
    models.forEach((id, number) => {
      if (!ids.includes(id)) file.fail([index, 'models', number], `there is no model "${id}"${didYouMean(id, ids)}`);
      named.add(id, 'the cache of', file, [index, 'models', number]);
      byModel.set(id, caching);
    });
  });
  const models = catalog.models.map((model) => {
    const caching = byModel.get(model.id);
    return caching ? { ...model, caching } : model;
  });
  return { ...catalog, models };
}
