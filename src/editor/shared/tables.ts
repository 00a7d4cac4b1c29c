import { systemClock } from '../../core/base/day';
import { Lazy } from '../../core/base/lazy';
import type { NearMissIndex } from '../../core/code/calls/nearMiss';
import type { Parameters } from '../../core/catalog/parameters/parameters';
import type { Catalog } from '../../core/catalog/catalog';
import type { HostIdTable } from '../../core/catalog/hostIdTable';
import type { Lifecycle } from '../../core/catalog/lifecycle';
import type { PackedSenses } from '../../core/glossary/sense/packedSenses';
import type { Glossary } from '../../core/glossary/sense/decide';
import type { GlossaryIndex } from '../../core/glossary/find/findTerm';
import type { Topic } from '../../core/glossary/find/glossaryTable';
import type { GuidePage } from '../../core/pages/guideTable';
import type { ModelNames } from '../../core/catalog/names/modelNames';
import { host } from '#host';

const lazy = <T>(load: () => Promise<T>): (() => Promise<T>) => new Lazy(load).get;

/** The tables built from data/: files of their own in dist/chunks, read when something needs them first. */
export interface Tables {
  readonly glossary: () => Promise<GlossaryIndex>;
  /** The same, with what decides whether a word is meant. */
  readonly terms: () => Promise<Glossary>;
  /** What the terms are about, in their order. */
  readonly topics: () => Promise<readonly Topic[]>;
  readonly catalog: () => Promise<Catalog>;
  /** When models end, and what takes their place. */
  readonly lifecycle: () => Promise<Lifecycle>;
  readonly modelNames: () => Promise<ModelNames>;
  /** What models do with the parameters of calls. */
  readonly parameters: () => Promise<Parameters>;
  /** Slips of ids. */
  readonly nearMisses: () => Promise<NearMissIndex>;
  /** How hosts and routers write ids. */
  readonly hostIds: () => Promise<HostIdTable>;
  readonly guide: () => Promise<readonly GuidePage[]>;
}

const catalog = lazy(async () => {
  const [{ createCatalog }, { catalog: table }] = await Promise.all([
    import('../../core/catalog/catalog'),
    import('../../../generated/catalog'),
  ]);
  return createCatalog(table, systemClock);
});

const lifecycle = lazy(async () => {
  const [{ createLifecycle }, { lifecycle: table }] = await Promise.all([
    import('../../core/catalog/lifecycle'),
    import('../../../generated/lifecycle'),
  ]);
  return createLifecycle(table);
});

/** The terms of the extension, in the language of the window as far as the data has it. */
export const builtInTerms = lazy(async () => {
  const [{ termsInLanguage }, { glossary: table }, { env }] = await Promise.all([
    import('../../core/glossary/find/inLanguage'),
    import('../../../generated/glossary'),
    import('vscode'),
  ]);
  return termsInLanguage(table, env.language);
});

const glossary = lazy(async () => {
  const [{ indexGlossary }, table] = await Promise.all([
    import('../../core/glossary/find/indexGlossary'),
    builtInTerms(),
  ]);
  // Reading tables takes milliseconds, and so does what is made of them: between the two others have their turn.
  await host.nextTurn();
  return indexGlossary(table);
});

/** What the file worker makes its own tables of model ids of. */
export async function idTables() {
  const [{ catalog }, { lifecycle }] = await Promise.all([
    import('../../../generated/catalog'),
    import('../../../generated/lifecycle'),
  ]);
  return { catalog, lifecycle };
}

/** What the file worker makes its own glossary of. */
export async function termTables() {
  return { terms: await builtInTerms(), senses: await senses() };
}

async function senses(): Promise<PackedSenses> {
  const { sensesFile, sensesOf } = await import('../../../generated/senses');
  return sensesOf(await host.readOwn(sensesFile));
}

export const tables: Tables = {
  glossary,
  terms: lazy(async () => {
    const [index, { createGlossary }, packed] = await Promise.all([
      glossary(),
      import('../../core/glossary/sense/createGlossary'),
      senses(),
    ]);
    await host.nextTurn();
    return createGlossary(index, packed);
  }),
  topics: lazy(async () => (await import('../../../generated/topics')).topics),
  catalog,
  lifecycle,
  modelNames: lazy(async () => {
    const { createModelNames } = await import('../../core/catalog/names/modelNames');
    return createModelNames(await catalog(), await lifecycle());
  }),
  parameters: lazy(async () => {
    const [{ createParameters }, { parameters: table }] = await Promise.all([
      import('../../core/catalog/parameters/parameters'),
      import('../../../generated/parameters'),
    ]);
    return createParameters(table);
  }),
  nearMisses: lazy(async () => {
    const [{ createNearMissIndex }, { knownIds }] = await Promise.all([
      import('../../core/code/calls/nearMiss'),
      import('../../core/catalog/names/modelNames'),
    ]);
    return createNearMissIndex(knownIds(await catalog(), await lifecycle()));
  }),
  hostIds: lazy(async () => (await import('../../../generated/hostIds')).hostIds),
  guide: lazy(async () => (await import('../../../generated/guide')).guide),
};
