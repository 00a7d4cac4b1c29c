import { createCatalog } from '../../src/core/catalog/catalog';
import { indexGlossary } from '../../src/core/glossary/findTerm';
import { tablePages } from '../../src/editor/services/pages/pageSources';
import { catalog } from '../../generated/catalog';
import { glossary } from '../../generated/glossary';
import { guide } from '../../generated/guide';
import { testDay } from './models';

/** The pages as the extension makes them of its tables. */
export const realPages = tablePages(
  {
    catalog: () => Promise.resolve(createCatalog(catalog, testDay)),
    glossary: () => Promise.resolve(indexGlossary(glossary)),
    guide: () => Promise.resolve(guide),
  },
  {
    look: () => Promise.resolve({ changes: [], since: undefined }),
  },
);
