import { createCatalog } from '../../src/core/catalog/catalog';
import { changesSince, snapshotOf } from '../../src/core/catalog/snapshot';
import { indexGlossary } from '../../src/core/glossary/find/indexGlossary';
import { tablePages } from '../../src/core/pages/pageSources';
import { catalog } from '../../generated/catalog';
import { glossary } from '../../generated/glossary';
import { guide } from '../../generated/guide';
import { testDay } from './models';
import { sayInEnglish } from '../../src/core/base/say';

/** As it was on an earlier day, with a few models less. */
const earlier = snapshotOf(createCatalog({ ...catalog, models: catalog.models.slice(3) }, () => '2026-09-15'));

/** The pages as the extension makes them of its tables. */
export const realPages = tablePages(
  {
    catalog: () => Promise.resolve(createCatalog(catalog, testDay)),
    glossary: () => Promise.resolve(indexGlossary(glossary)),
    guide: () => Promise.resolve(guide),
  },
  {
    say: sayInEnglish,
    look: (now) => Promise.resolve({ changes: changesSince(earlier, now), since: earlier.day }),
  },
);
