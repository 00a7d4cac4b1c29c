import type { DataFile } from '../tables/dataFile';
import { fields, sameFact } from './facts';
import type { Facts, Field, Value } from './facts';
import type { Lock } from './lockFile';
import type { OurModel } from './ours';

export const differencesName = 'catalog-differences.yml';

/** A number of ours that one package gives otherwise. */
interface Difference {
  readonly model: string;
  readonly field: Field;
  readonly ours: Value;
  readonly theirs: Value;
  readonly who: string;
}

/** A written difference: it holds only while these say exactly `theirs`, so a new value there is looked at again. */
export interface Explained {
  /** Ids, or the beginning of some: `gpt-*`. */
  readonly models: readonly string[];
  readonly field: Field;
  readonly theirs: Value;
  readonly who: readonly string[];
  readonly reason: string;
}

export function differences(ours: readonly OurModel[], lock: Lock): Difference[] {
  return ours.flatMap((model) =>
    said(model, lock).flatMap(([who, facts]) =>
      fields.flatMap((field): Difference[] => {
        const [own, theirs] = [model.facts[field], facts[field]];
        if (own === undefined || theirs === undefined || sameFact(own, theirs)) return [];
        return [{ model: model.id, field, ours: own, theirs, who }];
      }),
    ),
  );
}

/** The facts of the packages about a model, by their short names. */
export const said = ({ id }: OurModel, { models }: Lock): (readonly [string, Facts])[] =>
  Object.entries(models[id] ?? {});

export const isExplained = ({ model, field, theirs, who }: Difference, by: readonly Explained[]): boolean =>
  by.some(
    (each) =>
      each.field === field &&
      each.theirs === theirs &&
      each.who.includes(who) &&
      each.models.some((named) => fits(named, model)),
  );

/** `gpt-*` stands for all ids that begin so: many tables err for a whole family, with the same value. */
const fits = (named: string, model: string): boolean =>
  named.endsWith('*') ? model.startsWith(named.slice(0, -1)) : model === named;

/** The problems for a maintainer to look at, a line each; empty where all is well. */
export function checkCatalogSources(ours: readonly OurModel[], lock: Lock, written: DataFile): string[] {
  const explained = written.entries as readonly Explained[];
  const found = differences(ours, lock);
  const wrong = found
    .filter((difference) => !isExplained(difference, explained))
    .map(
      ({ model, field, ours: own, theirs, who }) =>
        `${model}: ${field} is ${own} here and ${theirs} in ${who} ${lock.packages[who]?.version ?? ''}. ` +
        `Mend it, or write in data/${differencesName} why it is right.`,
    );
  const rich = ours.filter(({ isRich }) => isRich);
  const asked = rich
    .filter(({ id }) => lock.models[id] === undefined)
    .map(({ id }) => `${id} was not there when the packages were read: npm run update:catalog -- --locked`);
  if (rich.length === asked.length) return [...asked, 'No model was compared.'];
  return [...wrong, ...asked, ...unused(written, found), ...gone(ours, lock)];
}

function unused(written: DataFile, found: readonly Difference[]): string[] {
  return (written.entries as readonly Explained[]).flatMap((entry, index) =>
    entry.models.flatMap((model) =>
      entry.who
        .filter((who) => !found.some((each) => each.who === who && isExplained(each, [{ ...entry, models: [model] }])))
        .map((who) => {
          const what = `${model}: ${who} does not say ${entry.field} ${entry.theirs}, or we say it too`;
          return `${written.place([index])}: ${what}: take it out.`;
        }),
    ),
  );
}

function gone(ours: readonly OurModel[], { models }: Lock): string[] {
  const known = new Set(ours.map(({ id }) => id));
  return Object.keys(models)
    .filter((id) => !known.has(id))
    .map((id) => `${id} is in the lock file and not in data/: npm run update:catalog -- --locked`);
}
