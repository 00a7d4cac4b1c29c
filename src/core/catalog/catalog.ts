import { dayOf } from '../base/day';
import type { Day } from '../base/day';
import { modelStatuses } from './catalogTable';
import type { CatalogTable, Model, Tokenizer } from './catalogTable';
import { modelOn } from './modelOn';
import { standardModel } from './standardModel';

/** The catalog, with its models as they are on the day of the call. */
export type Catalog = ReturnType<typeof createCatalog>;

/**
 * Creates the catalog of a table at the time that `clock` returns: a call on the next day gets the status and price of
 * that day. A day alone means its first moment, in UTC.
 */
export function createCatalog(table: CatalogTable, clock: () => Date | Day) {
  const moment = (): Date => new Date(clock());
  const families = new Map(table.families.map((family) => [family.id, family]));
  const tokenizers = new Map(table.tokenizers.map((tokenizer) => [tokenizer.id, tokenizer]));
  let view: ReturnType<typeof modelsOfDay> | undefined;
  const now = () => {
    const day = dayOf(moment());
    return view?.day === day ? view : (view = modelsOfDay(table, day));
  };
  return {
    families: table.families,
    get day() {
      return now().day;
    },
    /** The moment of the call, for prices that depend on the hour. */
    get now() {
      return moment();
    },
    /** The one model of each family that stands for it, in the order of the families. */
    get representatives(): readonly Model[] {
      return now().representatives;
    },
    get models(): readonly Model[] {
      return now().models;
    },
    family: (id: string) => families.get(id),
    modelsOf: (familyId: string): readonly Model[] => now().models.filter((model) => model.family === familyId),
    /**
     * Finds the model that `id` names exactly, by its id or an alias, also with the prefix that a router or host puts before it
     * (`openai/gpt-4o`, `accounts/x/models/y`). Never by a common prefix: a new model is unknown, not its older sibling.
     */
    findModel: (id: string): Model | undefined => {
      const { byName } = now();
      // The longest name first: weights and the maker's API may give one name to two models, apart from the prefix.
      for (let name = id.trim().toLowerCase(); ; name = name.slice(name.indexOf('/') + 1)) {
        const model = byName.get(name);
        if (model || !name.includes('/')) return model;
      }
    },
    tokenizerOf: (model: Model): Tokenizer => {
      const tokenizer = tokenizers.get(model.tokenizer);
      if (!tokenizer) throw new RangeError(`The catalog has no tokenizer "${model.tokenizer}"`); // The build checks this.
      return tokenizer;
    },
  };
}

function modelsOfDay(table: CatalogTable, day: Day) {
  const order = new Map(table.families.map(({ id }, place) => [id, place]));
  const place = ({ family }: Model): number => order.get(family) ?? order.size;
  const models = table.models
    .map((entry) => modelOn(entry, day))
    .sort((a, b) => place(a) - place(b) || inFamilyOrder(a, b));
  const byName = new Map<string, Model>();
  for (const model of models) {
    for (const id of [model.id, ...(model.aliases ?? [])]) byName.set(id.toLowerCase(), model);
  }
  const representatives = table.families.map(({ id }) => {
    const ofFamily = models.filter(({ family }) => family === id);
    const chosen = ofFamily.find(({ representative }) => representative);
    // The chosen model may have been retired since.
    return chosen?.status === 'retired' ? (standardModel(ofFamily) ?? ofFamily[0]) : chosen;
  });
  return { day, models, byName, representatives: representatives.filter((model) => model !== undefined) };
}

/**
 * Orders the models of a family: usable ones first, then the newest, then the dearest, which is the strongest. Unknown
 * dates and prices come last.
 */
function inFamilyOrder(a: Model, b: Model): number {
  return (
    modelStatuses.indexOf(a.status) - modelStatuses.indexOf(b.status) ||
    (b.released ?? '').localeCompare(a.released ?? '', 'en') ||
    (b.price?.input ?? 0) - (a.price?.input ?? 0)
  );
}
