import type { Catalog } from '../core/catalog/catalog';
import type { GlossaryIndex } from '../core/glossary/findTerm';
import type { GuidePage } from '../core/guide/table';

/** Runs `load` on first use and keeps what it gave. A failed load is tried again. */
function lazy<T>(load: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => {
    value ??= load().catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}

/** The tables built from data/: files of their own in dist/chunks, read when something needs them first. */
export interface Tables {
  readonly glossary: () => Promise<GlossaryIndex>;
  readonly catalog: () => Promise<Catalog>;
  readonly guide: () => Promise<readonly GuidePage[]>;
}

export const tables: Tables = {
  glossary: lazy(async () => {
    const [{ indexGlossary }, { glossary }] = await Promise.all([
      import('../core/glossary/findTerm'),
      import('../../generated/glossary'),
    ]);
    return indexGlossary(glossary);
  }),
  catalog: lazy(async () => {
    const [{ createCatalog }, { catalog }] = await Promise.all([
      import('../core/catalog/catalog'),
      import('../../generated/catalog'),
    ]);
    return createCatalog(catalog);
  }),
  guide: lazy(async () => (await import('../../generated/guide')).guide),
};
