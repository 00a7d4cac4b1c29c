import { familyPage } from '../core/catalog/cards';
import { termPage } from '../core/glossary/card';
import { registerPages } from './pages';
import type { Pages } from './pages';
import type { Tables } from './tables';

/** The pages made from the tables: a term, a family with its models, a page of the guide. */
export function registerGuidePages(tables: Tables): Pages {
  return registerPages({
    terms: async (id) => {
      const index = await tables.glossary();
      const term = index.byId.get(id);
      return term && termPage(term, index, (other) => `${other}.md`);
    },
    families: async (id) => {
      const catalog = await tables.catalog();
      const family = catalog.family(id);
      return family && familyPage(family, catalog);
    },
    guide: async (id) => (await tables.guide()).find((page) => page.id === id)?.markdown,
  });
}
