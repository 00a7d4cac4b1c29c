import type { Day } from '../base/day';
import type { Say } from '../base/say';
import type { Catalog } from '../catalog/catalog';
import type { CatalogChange } from '../catalog/snapshot';
import { capitalise, termPage } from '../glossary/cards/card';
import type { GlossaryIndex } from '../glossary/find/findTerm';
import { changesAddress } from './address';
import type { PageAddress, PageFolder } from './address';
import { familyPage } from './familyPage';
import { guidePage } from './guideTable';
import type { GuidePage } from './guideTable';
import { markdownPage } from './page';
import type { Page } from './page';

/** Makes the page of an address; `undefined` if there is none. */
export type PageSource = (address: PageAddress) => Promise<Page | undefined>;

interface PageTables {
  readonly catalog: () => Promise<Catalog>;
  readonly glossary: () => Promise<GlossaryIndex>;
  readonly guide: () => Promise<readonly GuidePage[]>;
}

export interface PageVisit {
  readonly say: Say;
  /** Returns what has changed since the reader's last look at the catalog. This call counts as the next look. */
  readonly look: (
    catalog: Catalog,
  ) => Promise<{ readonly changes: readonly CatalogChange[]; readonly since: Day | undefined }>;
}

/** Makes pages from the tables: a term, a family with its models, a page of the guide. Reports come from elsewhere. */
export function tablePages(tables: PageTables, { say, look }: PageVisit): PageSource {
  const sources: Readonly<Record<Exclude<PageFolder, 'reports'>, (id: string) => Promise<Page | undefined>>> = {
    terms: async (id) => {
      const index = await tables.glossary();
      const term = index.byId.get(id);
      const linkTo = (other: string): string => `${other}.md`;
      return term && markdownPage(capitalise(term.term), termPage(term, index, linkTo));
    },
    families: async (id) => {
      const catalog = await tables.catalog();
      const family = catalog.family(id);
      return family && familyPage(family, catalog, say);
    },
    compare: async (id) => {
      const { comparePage } = await import('./comparePage');
      return comparePage(id, await tables.catalog(), say);
    },
    choose: async (id) => {
      const { choosePage } = await import('./choosePage');
      return choosePage(id, await tables.catalog(), say);
    },
    changes: async (id) => {
      if (id !== changesAddress.id) return undefined;
      const [{ changesPage }, catalog] = await Promise.all([import('./changesPage'), tables.catalog()]);
      const { changes, since } = await look(catalog);
      return changesPage(changes, since, catalog, say);
    },
    guide: async (id) => {
      const page = (await tables.guide()).find((each) => each.id === id);
      return page && guidePage(page);
    },
  };
  return ({ folder, id }) => (folder === 'reports' ? Promise.resolve(undefined) : sources[folder](id));
}
