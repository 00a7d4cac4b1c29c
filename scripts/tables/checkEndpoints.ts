import type { EndpointRecord, LifecycleTable } from '../../src/core/catalog/lifecycleTable';
import type { DataFile } from './dataFile';
import { UniqueNames, checkSource, eachEntry, isDay, uniqueIds } from './eachEntry';

type Source = LifecycleTable['sources'][string];
type Entry = Omit<EndpointRecord, 'source'> & { readonly source: Source };

/** Checks the ends of APIs and addresses, and puts them into the table of ends. @throws DataError */
export function withEndpoints(table: LifecycleTable, file: DataFile): LifecycleTable {
  uniqueIds(file);
  const marks = new UniqueNames();
  const sources: Record<string, Source> = {};
  eachEntry([file], (value, _file, index) => {
    const { id, announced, retires, source, ...entry } = value as Entry;
    checkSource(source.url, file, [index, 'source', 'url']);
    for (const [field, day] of Object.entries({ announced, retires })) {
      if (day !== undefined && !isDay(day))
        file.fail([index, field], `${field} is ${day}: the calendar has no such day`);
    }
    if (announced !== undefined && announced > retires) file.fail([index, 'retires'], 'retires before it is announced');
    const own = (['addresses', 'members', 'ids'] as const).flatMap((field) =>
      (entry[field] ?? []).map((mark, at) => [mark, [index, field, at]] as const),
    );
    if (own.length === 0) file.fail([index], 'has no mark: name an address, a member or how its ids begin');
    for (const [mark, at] of own) marks.add(mark, 'the mark', file, at);
    sources[`endpoint ${id}`] = source;
  });
  const endpoints = (file.entries as readonly Entry[]).map((entry) => ({ ...entry, source: `endpoint ${entry.id}` }));
  return { ...table, endpoints, sources: { ...table.sources, ...sources } };
}
