import type { HostIdTable, IdHost } from '../../src/core/catalog/hostIdTable';
import type { DataFile } from './dataFile';
import { UniqueNames, checkSource, eachEntry } from './eachEntry';

interface Entry {
  readonly host: IdHost;
  readonly source: { readonly url: string };
  readonly ids: readonly string[];
}

/** Checks how hosts write ids. @returns them as the product reads them. @throws DataError */
export function checkHostIds(file: DataFile): HostIdTable {
  const table: Record<IdHost, string[]> = { bedrock: [], vertex: [], openrouter: [], gateway: [], groq: [] };
  const taken = new UniqueNames();
  eachEntry([file], (value, _file, index) => {
    const { host, source, ids } = value as Entry;
    checkSource(source.url, file, [index, 'source', 'url']);
    ids.forEach((id, number) => taken.add(id, `the ${host} id`, file, [index, 'ids', number], `${host} ${id}`));
    table[host].push(...ids);
  });
  return table;
}
