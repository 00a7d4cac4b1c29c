import type { Catalog } from '../catalog';
import type { Model } from '../catalogTable';
import type { Lifecycle, LifecycleModel } from '../lifecycle';
import type { Surface } from '../lifecycleTable';
import { createIdScanner } from './scanIds';
import type { IdRun } from './scanIds';
import { spellingOf } from './spelling';
import type { CalledAt, Spelling } from './spelling';

/** What an id names, by the tables. One of `model` and `record` is there. */
export interface NamedModel {
  readonly spelling: Spelling;
  readonly calledAt?: CalledAt;
  readonly model?: Model;
  /** What is published of its end. */
  readonly record?: LifecycleModel;
  /** Whose dates these are: the maker's where nothing is published for the host. */
  readonly dateOf: Surface;
}

/** Every id that the catalog and the table of ends know, in every form in which it is written. */
export interface ModelNames {
  /** Runs of `text` that may be ids; most are none. */
  scan(text: string): Generator<IdRun>;
  /** What `text` names, whole: never by its beginning. `around` is the host that the code around it names. */
  find(text: string, around?: CalledAt): NamedModel | undefined;
}

/** Every id and alias of both tables, those of the catalog first. */
export const knownIds = (catalog: Catalog, lifecycle: Lifecycle): string[] =>
  [...catalog.models, ...lifecycle.models].flatMap(({ id, aliases = [] }) => [id, ...aliases]);

const places = [undefined, 'azure', 'bedrock', 'vertex'] as const;

/** Whether `text` names a model somewhere: each host has ids that no other knows. */
export const isKnownAnywhere = (names: Pick<ModelNames, 'find'>, text: string): boolean =>
  places.some((place) => names.find(text, place) !== undefined);

export function createModelNames(catalog: Catalog, lifecycle: Lifecycle): ModelNames {
  const names = knownIds(catalog, lifecycle);
  // A scanner looks for the beginning of the maker's own id, which stands inside of what hosts call it.
  const own = names.map((name) => spellingOf(name).lookUps.at(-1)?.id ?? name);
  return {
    scan: createIdScanner([...names, ...own]),
    find(text, around) {
      const spelling = spellingOf(text);
      const calledAt = spelling.calledAt ?? around;
      const surface = calledAt === 'azure' || calledAt === 'bedrock' || calledAt === 'vertex' ? calledAt : undefined;
      const last = spelling.lookUps.at(-1);
      const lookUps = surface && last ? [{ id: last.id, surface }, ...spelling.lookUps] : spelling.lookUps;
      let record: LifecycleModel | undefined;
      for (const { id, surface: at } of lookUps) record ??= lifecycle.find(id, at);
      // What is left of a path is no id: the catalog alone would take any path.
      const model = spelling.lookUps
        .filter(({ id }) => !id.includes('/'))
        .map(({ id }) => catalog.findModel(id))
        .find((found) => found !== undefined);
      if (!record && !model) return undefined;
      return {
        spelling,
        ...(calledAt && { calledAt }),
        ...(model && { model }),
        ...(record && { record }),
        dateOf: record?.surface ?? 'maker',
      };
    },
  };
}
