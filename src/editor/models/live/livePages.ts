import type { PageSource } from '../../../core/pages/pageSources';
import type { Tables } from '../../../core/tables';
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
    if (!page || !data) return page;
    const { liveMarkdown } = await import('../../../core/catalog/live/liveRows');
    const markdown = liveMarkdown(data, await tables.catalog(), address.id);
    return markdown === undefined ? page : { ...page, blocks: [...page.blocks, { type: 'markdown', markdown }] };
  };
}
