import type { Source } from '../base/source';
import type { EndpointRecord, LifecycleRecord, LifecycleTable, Maker, Surface } from './lifecycleTable';

type LifeStage = 'alive' | 'deprecated' | 'retired';

export interface LifecycleModel extends LifecycleRecord {
  readonly maker: EndpointRecord['maker'];
  /** Set where the entry is an API or an address, and no model. */
  readonly endpoint?: EndpointRecord;
}

export interface Successor {
  readonly id: string;
  /** Whether the same request works, as far as every step on the way to it is known. */
  readonly dropIn: boolean;
  /** The changes that the successor requires, as sentences. */
  readonly changes: readonly string[];
  /** When the successor itself ends at the same host, where that is published: a day or a month. */
  readonly retires?: string;
}

export type Lifecycle = ReturnType<typeof createLifecycle>;

/** Creates the lifecycle of models, with their ends as the makers and hosts publish them. */
export function createLifecycle(table: LifecycleTable) {
  const models = Object.entries(table.models).flatMap(([maker, records]) =>
    records.map((record): LifecycleModel => ({ ...record, maker: maker as Maker })),
  );
  const endpoints = table.endpoints.map((endpoint): LifecycleModel => ({ ...endpoint, endpoint }));
  const byName = new Map(
    models.flatMap((model) => [model.id, ...(model.aliases ?? [])].map((id) => [key(id, model.surface), model])),
  );
  /** Finds the record of `id`, in any case, at `surface` alone: the dates of one host tell nothing about another. */
  const find = (id: string, surface?: Surface): LifecycleModel | undefined => byName.get(key(id, surface));

  const at = (id: string, surface: Surface | undefined): LifecycleModel | undefined => find(id, surface) ?? find(id);

  /**
   * Lists `model` and the replacements that the makers name, one after the other. Each has a replacement that follows
   * it.
   */
  function successorsOf(model: LifecycleRecord): readonly LifecycleRecord[] {
    const steps: LifecycleRecord[] = [];
    // The build refuses replacements that go in a circle.
    for (let step: LifecycleRecord | undefined = model; step?.replacement !== undefined;) {
      steps.push(step);
      step = at(step.replacement, model.surface);
    }
    return steps;
  }

  /**
   * Returns the id to use instead on `today` (an ISO date): the recommended model, or the one after it where that is
   * gone or going too. Users want to change an id only once.
   */
  function successor(model: LifecycleRecord, today: string): Successor | undefined {
    const changes: string[] = [];
    let dropIn = true;
    let going: Successor | undefined;
    for (const { replacement = '', change } of successorsOf(model)) {
      dropIn &&= change === 'drop-in';
      const sentence = table.changes[change ?? ''];
      if (sentence !== undefined && !changes.includes(sentence)) changes.push(sentence);
      const next = at(replacement, model.surface);
      const stage = next && lifeStage(next, today);
      if (stage === 'retired') continue;
      const retires = find(replacement, model.surface)?.retires;
      const found = { id: replacement, dropIn, changes: [...changes], ...(typeof retires === 'string' && { retires }) };
      if (stage !== 'deprecated') return found;
      going = found;
    }
    return going;
  }

  /** Returns the source of the dates of a record. */
  const sourceOf = ({ source }: LifecycleRecord): Source => {
    const found = table.sources[source];
    if (!found) throw new RangeError(`The table of ends has no source "${source}"`); // The build checks this.
    return found;
  };
  return { models, endpoints, find, sourceOf, successorsOf, successor };
}

/** Returns the day or month of an end. A date before which nothing ends is not the date of an end. */
export const endOf = ({ retires }: Pick<LifecycleRecord, 'retires'>): string | undefined =>
  typeof retires === 'string' ? retires : undefined;

/** Returns the stage of a model on `today`, an ISO date. */
export function lifeStage(
  life: Pick<LifecycleRecord, 'announced' | 'deprecated' | 'retires'>,
  today: string,
): LifeStage {
  const end = endOf(life);
  if (end !== undefined && isOver(end, today)) return 'retired';
  const start = life.deprecated ?? life.announced;
  return end !== undefined || (start !== undefined && start <= today) ? 'deprecated' : 'alive';
}

/**
 * Whether an end has come. On the day itself calls fail already; a month does not tell the day, so it has to be past.
 */
const isOver = (date: string, today: string): boolean =>
  date.length === '2026-11'.length ? date < today.slice(0, date.length) : date <= today;

const key = (id: string, surface: Surface = 'maker'): string => `${surface} ${id.toLowerCase()}`;
