import type { Catalog } from '../catalog/catalog';
import type { Family, Model } from '../catalog/catalogTable';
import type { GlossaryIndex } from '../glossary/find/findTerm';
import type { Term } from '../glossary/find/glossaryTable';
import { namesOf } from '../glossary/workspace/workspaceTerm';
import { namesOfModel, sortModels } from './modelChoices';
import type { SearchedModel } from './modelChoices';
import { createNameSearch, rankOf } from './nameSearch';
import type { NameHit, Searchable } from './nameSearch';

/** Something that the guide has a page of. */
export type GuideEntry =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'model'; readonly model: Model };

export interface GuideGroup {
  readonly kind: 'term' | 'family' | 'model' | 'retired';
  readonly entries: readonly GuideEntry[];
}

type ModelEntry = SearchedModel & { readonly kind: 'model' };
type Entry = (Searchable & Exclude<GuideEntry, { kind: 'model' }>) | ModelEntry;
const isModel = (hit: NameHit<Entry>): hit is NameHit<ModelEntry> => hit.item.kind === 'model';

/**
 * Makes a search for the terms, families and models that fit a typed text. The kind with the best fit comes first, and
 * retired models come last.
 */
export function createGuideSearch(index: GlossaryIndex, catalog: Catalog): (query: string) => GuideGroup[] {
  const terms = index.terms
    .toSorted((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }))
    .map((term): Entry => ({
      kind: 'term',
      term,
      names: namesOf(term),
      text: term.summary,
    }));
  const families = catalog.families.map((family): Entry => ({
    kind: 'family',
    family,
    names: [family.name, ...family.name.split(' / '), family.maker],
  }));
  const models = catalog.models.map((model): Entry => ({ kind: 'model', ...namesOfModel(model) }));
  const all = [...terms, ...families, ...models];
  const search = createNameSearch(all);
  return (query) => {
    const hits = query.trim() === '' ? all.map((item): NameHit<Entry> => ({ item, fit: 'text' })) : search(query);
    const ofKind = (kind: Entry['kind']) => hits.filter(({ item }) => item.kind === kind);
    const found = sortModels(hits.filter(isModel));
    const isGone = ({ item, fit }: NameHit<SearchedModel>) => item.model.status === 'retired' && fit !== 'is';
    const groups = [
      { kind: 'term' as const, hits: ofKind('term') },
      { kind: 'family' as const, hits: ofKind('family') },
      { kind: 'model' as const, hits: found.filter((hit) => !isGone(hit)) },
    ].filter((group) => group.hits.length > 0);
    const bestFit = (group: { hits: readonly NameHit<unknown>[] }) =>
      Math.min(...group.hits.map(({ fit }) => rankOf(fit)));
    const retired = { kind: 'retired' as const, hits: found.filter(isGone) };
    return [...groups.sort((a, b) => bestFit(a) - bestFit(b)), ...(retired.hits.length > 0 ? [retired] : [])].map(
      (group) => ({ kind: group.kind, entries: group.hits.map(({ item }) => item) }),
    );
  };
}
