import type { Source } from '../base/source';
import type { EndpointRecord, LifecycleRecord, LifecycleTable, Maker, Surface } from './lifecycleTable';

type LifeStage = 'alive' | 'deprecated' | 'retired';

export interface LifecycleModel extends LifecycleRecord {
  readonly maker: EndpointRecord['maker'];
  /** It is an API or an address, and no model. */
  readonly endpoint?: EndpointRecord;
}

export interface Successor {
  readonly id: string;
  /** Whether the same request works, by what is known of every step on the way to it. */
  readonly dropIn: boolean;
  /** The changes that it asks for, as sentences. */
  readonly changes: readonly string[];
  /** When it ends itself at the same host, where that is published: a day or a month. */
  readonly retires?: string;
}

export type Lifecycle = ReturnType<typeof createLifecycle>;

/** The ends of models, as the makers and hosts publish them. */
export function createLifecycle(table: LifecycleTable) {
  const models = Object.entries(table.models).flatMap(([maker, records]) =>
    records.map((record): LifecycleModel => ({ ...record, maker: maker as Maker })),
  );
  const endpoints = table.endpoints.map((endpoint): LifecycleModel => ({ ...endpoint, endpoint }));
  const byName = new Map(
    models.flatMap((model) => [model.id, ...(model.aliases ?? [])].map((id) => [key(id, model.surface), model])),
  );
  /** Finds what is published of `id`, in any case, at `surface` alone: the dates of one host say nothing of another. */
  const find = (id: string, surface?: Surface): LifecycleModel | undefined => byName.get(key(id, surface));

  const at = (id: string, surface: Surface | undefined): LifecycleModel | undefined => find(id, surface) ?? find(id);

  /** Lists `model` and what the makers name in its place, one after the other: each has a replacement that comes after it. */
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
   * Says what to write instead on `today` (an ISO date): the recommended model, or what came after it where that is gone or going
   * too: whoever changes an id wants to do so once.
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

  /** Names where the dates of a record were read. */
  const sourceOf = ({ source }: LifecycleRecord): Source => {
    const found = table.sources[source];
    if (!found) throw new RangeError(`The table of ends has no source "${source}"`); // The build checks this.
    return found;
  };
  return { models, endpoints, find, sourceOf, successorsOf, successor };
}

/** The day or month of an end. A date before which nothing happens is no date on which something does. */
export const endOf = ({ retires }: Pick<LifecycleRecord, 'retires'>): string | undefined =>
  typeof retires === 'string' ? retires : undefined;

/** Says what a model is on `today`, an ISO date. */
export function lifeStage(
  life: Pick<LifecycleRecord, 'announced' | 'deprecated' | 'retires'>,
  today: string,
): LifeStage {
  const end = endOf(life);
  if (end !== undefined && isOver(end, today)) return 'retired';
  const start = life.deprecated ?? life.announced;
  return end !== undefined || (start !== undefined && start <= today) ? 'deprecated' : 'alive';
}

/** A day is over when it comes, for calls fail from then on; of a month nobody knows the day, so it has to be past. */
const isOver = (date: string, today: string): boolean =>
  date.length === '2026-11'.length ? date < today.slice(0, date.length) : date <= today;

const key = (id: string, surface: Surface = 'maker'): string => `${surface} ${id.toLowerCase()}`;
