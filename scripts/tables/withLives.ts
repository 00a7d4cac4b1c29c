import type { CatalogTable, Life } from '../../src/core/catalog/catalogTable';
import { createLifecycle } from '../../src/core/catalog/lifecycle';
import type { LifecycleRecord, LifecycleTable } from '../../src/core/catalog/lifecycleTable';

/** The catalog with the dates of each model's end at its maker's own API, which stand in the table of ends alone. */
export function withLives(catalog: CatalogTable, table: LifecycleTable): CatalogTable {
  const lifecycle = createLifecycle(table);
  const lifeOf = (names: readonly string[]): { readonly life?: Life } => {
    // Letter by letter: the Llama of hosts, `llama-3.3-70b-instruct`, is not what Meta's own API called `Llama-3.3-70B-Instruct`.
    const record = names
      .map((name) => lifecycle.find(name))
      .find((found) => found && [found.id, ...(found.aliases ?? [])].some((id) => names.includes(id)));
    if (!record || !hasDate(record)) return {};
    const successors = lifecycle.successorsOf(record).map(({ replacement = '' }) => replacement);
    return {
      life: { ...lifeOfRecord(record, lifecycle.sourceOf(record)), ...(successors.length > 0 && { successors }) },
    };
  };
  const models = catalog.models.map((model) => ({ ...model, ...lifeOf([model.id, ...(model.aliases ?? [])]) }));
  return { ...catalog, models };
}

const hasDate = ({ announced, deprecated, retires }: LifecycleRecord): boolean =>
  (announced ?? deprecated ?? retires) !== undefined;

const lifeOfRecord = (
  { announced, deprecated, retires, replacement, change }: LifecycleRecord,
  source: Life['source'],
): Life => ({
  ...(announced !== undefined && { announced }),
  ...(deprecated !== undefined && { deprecated }),
  ...(retires !== undefined && { retires }),
  ...(replacement !== undefined && { replacement }),
  ...(change !== undefined && { change }),
  source: { title: source.title, url: source.url },
});
