import { systemClock } from './base/day';
import { Lazy } from './base/lazy';
import type { CatalogTable } from './catalog/catalogTable';
import type { HostIdTable } from './catalog/hostIdTable';
import type { LifecycleTable } from './catalog/lifecycleTable';
import type { ParameterTable } from './catalog/parameters/parameterTable';
import type { DiskHost } from './files/disk';
import type { Term, Topic } from './glossary/find/glossaryTable';
import type { PackedSenses } from './glossary/sense/packedSenses';
import type { SchemaSupportTable } from './schema/schemaSupport';
import type { GuidePage } from './pages/guideTable';

/**
 * Loaders of the tables that the build makes from data/. Each is called when its table is needed, and only once if it succeeds.
 */
export interface TableFiles {
  readonly glossary: () => Promise<readonly Term[]>;
  readonly senses: () => Promise<PackedSenses>;
  readonly topics: () => Promise<readonly Topic[]>;
  readonly catalog: () => Promise<CatalogTable>;
  readonly lifecycle: () => Promise<LifecycleTable>;
  readonly parameters: () => Promise<ParameterTable>;
  readonly hostIds: () => Promise<HostIdTable>;
  readonly schemaSupport: () => Promise<SchemaSupportTable>;
  readonly guide: () => Promise<readonly GuidePage[]>;
}

/** Everything that is made from the tables, each when it is first requested. */
export type Tables = Readonly<ReturnType<typeof createTables>>;

interface TableSettings {
  /** The language in which terms are named and explained if the data has it, as VS Code names it. Without one: English. */
  readonly language?: string;
  readonly clock?: () => Date | string;
}

const lazy = <T>(load: () => Promise<T>): (() => Promise<T>) => new Lazy(load).get;

/** Prepares the tables. Nothing is made or loaded before it is requested. */
export function createTables(
  host: Pick<DiskHost, 'nextTurn'>,
  files: TableFiles,
  { language, clock = systemClock }: TableSettings = {},
) {
  const builtInTerms = lazy(async () => {
    const table = await files.glossary();
    return language === undefined
      ? table
      : (await import('./glossary/find/glossaryTable')).termsInLanguage(table, language);
  });
  const senses = lazy(files.senses);
  const catalogTable = lazy(files.catalog);
  const lifecycleTable = lazy(files.lifecycle);
  const catalog = lazy(async () => {
    const [{ createCatalog }, table] = await Promise.all([import('./catalog/catalog'), catalogTable()]);
    return createCatalog(table, clock);
  });
  /** When models end, and what takes their place. */
  const lifecycle = lazy(async () => {
    const [{ createLifecycle }, table] = await Promise.all([import('./catalog/lifecycle'), lifecycleTable()]);
    return createLifecycle(table);
  });
  const glossary = lazy(async () => {
    const [{ indexGlossary }, terms] = await Promise.all([import('./glossary/find/indexGlossary'), builtInTerms()]);
    // Reading tables takes milliseconds, and so does indexing them. Other work gets its turn between the two.
    await host.nextTurn();
    return indexGlossary(terms);
  });
  return {
    ...{ glossary, catalog, lifecycle },
    /** The subjects of the terms, in their order. */
    topics: lazy(files.topics),
    /** Ids as hosts and routers write them. */
    hostIds: lazy(files.hostIds),
    /** Treatment of answer schemas by the providers. */
    schemaSupport: lazy(files.schemaSupport),
    guide: lazy(files.guide),
    /** The glossary, with the data that decides whether a word is meant as a term. */
    terms: lazy(async () => {
      const [index, { createGlossary }, packed] = await Promise.all([
        glossary(),
        import('./glossary/sense/createGlossary'),
        senses(),
      ]);
      await host.nextTurn();
      return createGlossary(index, packed);
    }),
    modelNames: lazy(async () => {
      const { createModelNames } = await import('./catalog/names/modelNames');
      return createModelNames(await catalog(), await lifecycle());
    }),
    /** Facts about the parameters of calls, by model. */
    parameters: lazy(async () => {
      const [{ createParameters }, table] = await Promise.all([
        import('./catalog/parameters/parameters'),
        files.parameters(),
      ]);
      return createParameters(table);
    }),
    /** An index that recognizes slips in ids. */
    nearMisses: lazy(async () => {
      const [{ createNearMissIndex }, { knownIds }] = await Promise.all([
        import('./code/calls/nearMiss'),
        import('./catalog/names/modelNames'),
      ]);
      return createNearMissIndex(knownIds(await catalog(), await lifecycle()));
    }),
    /** The tables from which a worker makes its own catalog and lifecycle. */
    sentIds: async () => ({ catalog: await catalogTable(), lifecycle: await lifecycleTable() }),
    /** The tables from which a worker makes its own glossary. */
    sentTerms: async () => ({ terms: await builtInTerms(), senses: await senses() }),
  };
}
