import type { CatalogTable, Family, Model, Tokenizer } from './table';

export interface Catalog {
  readonly families: readonly Family[];
  readonly models: readonly Model[];
  family(id: string): Family | undefined;
  modelsOf(familyId: string): readonly Model[];
  /**
   * The model that `id` names exactly, by its id or an alias, also with the prefix that a router or host puts before it
   * (`openai/gpt-4o`, `accounts/x/models/y`). Never by a common prefix: a new model is unknown, not its older sibling.
   */
  findModel(id: string): Model | undefined;
  tokenizerOf(model: Model): Tokenizer;
}

export function createCatalog(table: CatalogTable): Catalog {
  const families = new Map(table.families.map((family) => [family.id, family]));
  const tokenizers = new Map(table.tokenizers.map((tokenizer) => [tokenizer.id, tokenizer]));
  const models = new Map<string, Model>();
  for (const model of table.models) {
    for (const id of [model.id, ...(model.aliases ?? [])]) models.set(id.toLowerCase(), model);
  }
  return {
    families: table.families,
    models: table.models,
    family: (id) => families.get(id),
    modelsOf: (familyId) => table.models.filter((model) => model.family === familyId),
    findModel: (id) => {
      const wanted = id.trim().toLowerCase();
      return models.get(wanted) ?? models.get(wanted.slice(wanted.lastIndexOf('/') + 1));
    },
    tokenizerOf: (model) => {
      const tokenizer = tokenizers.get(model.tokenizer);
      if (!tokenizer) throw new RangeError(`The catalog has no tokenizer "${model.tokenizer}"`); // The build checks this.
      return tokenizer;
    },
  };
}
