import { liveMarkdown } from '../../../core/catalog/live/liveRows';
import type { PageSource } from '../pages/pageSources';
import type { Tables } from '../tables';
import type { LiveData } from './liveData';

/** The pages, and at the end of a family's what models.dev says otherwise. */
export function withLiveData(
  source: PageSource,
  tables: Pick<Tables, 'catalog'>,
  live: Pick<LiveData, 'current'>,
): PageSource {
  return async (address) => {
    const page = await source(address);
    const data = page && address.folder === 'families' ? await live.current() : undefined;
    const markdown = data && liveMarkdown(data, await tables.catalog(), address.id);
    return page && markdown !== undefined
      ? { ...page, blocks: [...page.blocks, { type: 'markdown', markdown }] }
      : page;
  };
}
