import type { Catalog } from '../catalog/catalog';
import type { Family, Model, ModelStatus } from '../catalog/catalogTable';
import { createNameSearch, rankOf } from './nameSearch';
import type { NameHit, Searchable } from './nameSearch';

/** A group of models in a list, with the reason why they stand together. */
export type ModelGroup =
  | { readonly kind: 'family'; readonly family: Family; readonly models: readonly Model[] }
  | { readonly kind: 'best' | 'current' | 'legacy' | 'retired'; readonly models: readonly Model[] };

/** The likelihood that the user means a model of that status, from the highest (0) to the lowest (2). */
const tierOf: Readonly<Record<ModelStatus, 0 | 1 | 2>> = {
  current: 0,
  preview: 0,
  legacy: 1,
  deprecated: 1,
  retired: 2,
};
const tiers = ['current', 'legacy', 'retired'] as const;

export type SearchedModel = Searchable & { readonly model: Model };

export const namesOfModel = (model: Model): SearchedModel => ({
  names: [model.name, model.id, ...(model.aliases ?? [])],
  model,
});

/**
 * Makes a search for the models that fit a typed text, in groups: those that are named in full, then the current, the
 * old and the retired.
 */
export function createModelSearch(catalog: Catalog): (query: string) => ModelGroup[] {
  const madeBy = ({ family }: Model): string => catalog.family(family)?.maker ?? '';
  const search = createNameSearch(catalog.models.map((model) => ({ ...namesOfModel(model), text: madeBy(model) })));
  return (query) => (query.trim() === '' ? allModels(catalog) : groupHits(search(query)));
}

/** Lists the current models by their families, then the old ones, then the retired ones. */
function allModels(catalog: Catalog): ModelGroup[] {
  const byFamily = catalog.families.flatMap(({ id }) => catalog.modelsOf(id));
  const inTier = (tier: number, models: readonly Model[] = byFamily) =>
    models.filter(({ status }) => tierOf[status] === tier);
  const families = catalog.families.map((family): ModelGroup => ({
    kind: 'family',
    family,
    models: inTier(0, catalog.modelsOf(family.id)),
  }));
  return withModels([...families, { kind: 'legacy', models: inTier(1) }, { kind: 'retired', models: inTier(2) }]);
}

function groupHits(hits: readonly NameHit<SearchedModel>[]): ModelGroup[] {
  const sorted = sortModels(hits);
  const named = sorted.filter(({ fit }) => fit === 'is').map(({ item }) => item.model);
  const others = sorted.filter(({ fit }) => fit !== 'is').map(({ item }) => item.model);
  return withModels([
    { kind: 'best', models: named },
    ...tiers.map((kind, tier): ModelGroup => ({
      kind,
      models: others.filter(({ status }) => tierOf[status] === tier),
    })),
  ]);
}

/** Sorts the models that are named in full first, then by status, then by fit, and then the newest first. */
export const sortModels = <T extends SearchedModel>(hits: readonly NameHit<T>[]): NameHit<T>[] =>
  hits.toSorted((a, b) => {
    const named = Number(b.fit === 'is') - Number(a.fit === 'is');
    const tier = tierOf[a.item.model.status] - tierOf[b.item.model.status];
    return named || tier || rankOf(a.fit) - rankOf(b.fit) || newestFirst(a.item.model, b.item.model);
  });

const newestFirst = (a: Model, b: Model): number => (b.released ?? '').localeCompare(a.released ?? '', 'en');

const withModels = (groups: readonly ModelGroup[]): ModelGroup[] => groups.filter(({ models }) => models.length > 0);
