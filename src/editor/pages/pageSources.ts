import { changesAddress } from '../../core/pages/address';
import type { PageAddress, PageFolder } from '../../core/pages/address';
import { capitalise, termPage } from '../../core/glossary/cards/card';
import { familyPage } from '../../core/pages/familyPage';
import { guidePage } from '../../core/pages/guidePage';
import { markdownPage } from '../../core/pages/page';
import type { Page } from '../../core/pages/page';
import type { LastSeenCatalog } from './lastSeenCatalog';
import type { Tables } from '../shared/tables';
import type { Say } from '../../core/base/say';

/** Makes the page of an address; `undefined` when there is none. */
export type PageSource = (address: PageAddress) => Promise<Page | undefined>;

/** The pages made from the tables: a term, a family with its models, a page of the guide. Reports come from elsewhere. */
export function tablePages(
  tables: Pick<Tables, 'catalog' | 'glossary' | 'guide'>,
  lastLook: Pick<LastSeenCatalog, 'look'>,
  say: Say,
): PageSource {
  const sources: Readonly<Record<Exclude<PageFolder, 'reports'>, (id: string) => Promise<Page | undefined>>> = {
    terms: async (id) => {
      const index = await tables.glossary();
      const term = index.byId.get(id);
      return (
        term &&
        markdownPage(
          capitalise(term.term),
          termPage(term, index, (other) => `${other}.md`),
        )
      );
    },
    families: async (id) => {
      const catalog = await tables.catalog();
      const family = catalog.family(id);
      return family && familyPage(family, catalog, say);
    },
    compare: async (id) => {
      const { comparePage } = await import('../../core/pages/comparePage');
      return comparePage(id, await tables.catalog(), say);
    },
    choose: async (id) => {
      const { choosePage } = await import('../../core/pages/choosePage');
      return choosePage(id, await tables.catalog(), say);
    },
    changes: async (id) => {
      if (id !== changesAddress.id) return undefined;
      const [{ changesPage }, catalog] = await Promise.all([import('../../core/pages/changesPage'), tables.catalog()]);
      const { changes, since } = await lastLook.look(catalog);
      return changesPage(changes, since, catalog, say);
    },
    guide: async (id) => {
      const page = (await tables.guide()).find((each) => each.id === id);
      return page && guidePage(page);
    },
  };
  return ({ folder, id }) => (folder === 'reports' ? Promise.resolve(undefined) : sources[folder](id));
}
