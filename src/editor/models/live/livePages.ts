import type { FamilyAddition } from '../../pages/pages';
import type { Tables } from '../../../core/tables';
import type { LiveData } from './liveData';

/** Puts at the end of a family's page what models.dev says otherwise. */
export function livePages(tables: Pick<Tables, 'catalog'>, live: LiveData): FamilyAddition {
  const amend: FamilyAddition['amend'] = (source) => async (address) => {
    const page = await source(address);
    const data = page && address.folder === 'families' ? await live.current() : undefined;
    if (!page || !data) return page;
    const { liveMarkdown } = await import('../../../core/catalog/live/liveRows');
    const markdown = liveMarkdown(data, await tables.catalog(), address.id);
    return markdown === undefined ? page : { ...page, blocks: [...page.blocks, { type: 'markdown', markdown }] };
  };
  return { amend, onDidChange: live.onDidChange };
}
