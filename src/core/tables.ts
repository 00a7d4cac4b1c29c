import { systemClock } from './base/day';
import { Lazy } from './base/lazy';
import type { Catalog } from './catalog/catalog';
import type { CatalogTable } from './catalog/catalogTable';
import type { HostIdTable } from './catalog/hostIdTable';
import type { Lifecycle } from './catalog/lifecycle';
import type { LifecycleTable } from './catalog/lifecycleTable';
import type { ModelNames } from './catalog/names/modelNames';
import type { Parameters } from './catalog/parameters/parameters';
import type { ParameterTable } from './catalog/parameters/parameterTable';
import type { NearMissIndex } from './code/calls/nearMiss';
import type { DiskHost } from './files/disk';
import type { GlossaryIndex } from './glossary/find/findTerm';
import type { Term, Topic } from './glossary/find/glossaryTable';
import type { Glossary } from './glossary/sense/decide';
import type { PackedSenses } from './glossary/sense/packedSenses';
import type { GuidePage } from './pages/guideTable';

/** Loads the tables that the build makes of data/. Each is called when something needs its table, and once if that succeeds. */
export interface TableFiles {
  readonly glossary: () => Promise<readonly Term[]>;
  readonly senses: () => Promise<PackedSenses>;
  readonly topics: () => Promise<readonly Topic[]>;
  readonly catalog: () => Promise<CatalogTable>;
  readonly lifecycle: () => Promise<LifecycleTable>;
  readonly parameters: () => Promise<ParameterTable>;
  readonly hostIds: () => Promise<HostIdTable>;
  readonly guide: () => Promise<readonly GuidePage[]>;
}

/** Tables that are used as they are: how hosts and routers write ids, what terms are about in their order, and the guide. */
type PlainTables = Pick<TableFiles, 'topics' | 'hostIds' | 'guide'>;

/** All that is made of the tables, each when it is first asked for. */
export interface Tables extends PlainTables {
  readonly glossary: () => Promise<GlossaryIndex>;
  /** The same, with what decides whether a word is meant. */
  readonly terms: () => Promise<Glossary>;
  readonly catalog: () => Promise<Catalog>;
  /** When models end, and what takes their place. */
  readonly lifecycle: () => Promise<Lifecycle>;
  readonly modelNames: () => Promise<ModelNames>;
  /** Facts about the parameters of calls, by model. */
  readonly parameters: () => Promise<Parameters>;
  /** Slips of ids. */
  readonly nearMisses: () => Promise<NearMissIndex>;
  /** The tables that a worker makes its own catalog and lifecycle of. */
  readonly sentIds: () => Promise<{ readonly catalog: CatalogTable; readonly lifecycle: LifecycleTable }>;
  /** The tables that a worker makes its own glossary of. */
  readonly sentTerms: () => Promise<{ readonly terms: readonly Term[]; readonly senses: PackedSenses }>;
}

interface TableSettings {
  /** In which terms are named and explained as far as the data has it, as VS Code names it. Without one: English. */
  readonly language?: string;
  readonly clock?: () => Date | string;
}

const lazy = <T>(load: () => Promise<T>): (() => Promise<T>) => new Lazy(load).get;

/** Makes nothing and loads nothing before it is asked for it. */
export function createTables(
  host: Pick<DiskHost, 'nextTurn'>,
  files: TableFiles,
  { language, clock = systemClock }: TableSettings = {},
): Tables {
  const builtInTerms = lazy(async () => {
    const table = await files.glossary();
    return language === undefined
      ? table
      : (await import('./glossary/find/inLanguage')).termsInLanguage(table, language);
  });
  const senses = lazy(files.senses);
  const catalogTable = lazy(files.catalog);
  const lifecycleTable = lazy(files.lifecycle);
  const catalog = lazy(async () => {
    const [{ createCatalog }, table] = await Promise.all([import('./catalog/catalog'), catalogTable()]);
    return createCatalog(table, clock);
  });
  const lifecycle = lazy(async () => {
    const [{ createLifecycle }, table] = await Promise.all([import('./catalog/lifecycle'), lifecycleTable()]);
    return createLifecycle(table);
  });
  const glossary = lazy(async () => {
    const [{ indexGlossary }, terms] = await Promise.all([import('./glossary/find/indexGlossary'), builtInTerms()]);
    // Reading tables takes milliseconds, and so does what is made of them: between the two others have their turn.
    await host.nextTurn();
    return indexGlossary(terms);
  });
  return {
    ...{ glossary, catalog, lifecycle },
    topics: lazy(files.topics),
    hostIds: lazy(files.hostIds),
    guide: lazy(files.guide),
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
    parameters: lazy(async () => {
      const [{ createParameters }, table] = await Promise.all([
        import('./catalog/parameters/parameters'),
        files.parameters(),
      ]);
      return createParameters(table);
    }),
    nearMisses: lazy(async () => {
      const [{ createNearMissIndex }, { knownIds }] = await Promise.all([
        import('./code/calls/nearMiss'),
        import('./catalog/names/modelNames'),
      ]);
      return createNearMissIndex(knownIds(await catalog(), await lifecycle()));
    }),
    sentIds: async () => ({ catalog: await catalogTable(), lifecycle: await lifecycleTable() }),
    sentTerms: async () => ({ terms: await builtInTerms(), senses: await senses() }),
  };
}
