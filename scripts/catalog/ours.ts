import type { ModelEntry } from '../../src/core/catalog/catalogTable';
import { endOf } from '../../src/core/catalog/lifecycle';
import type { LifecycleRecord, Maker } from '../../src/core/catalog/lifecycleTable';
import { priceOn } from '../../src/core/catalog/modelOn';
import { loadCatalog } from '../tables';
import type { Facts } from './facts';

/** The facts of data/ about a model on one day, in the words of the comparison. */
export interface OurModel {
  readonly id: string;
  /** Its id first. */
  readonly names: readonly string[];
  /** For a model that only the table of ends has, the one of its maker; `undefined` where that has none. */
  readonly family: string | undefined;
  /** Whether data/models has it; of others the end alone is known. */
  readonly isRich: boolean;
  readonly facts: Facts;
}

export const familyOfMaker: Readonly<Partial<Record<Maker, string>>> = {
  openai: 'gpt',
  anthropic: 'claude',
  google: 'gemini',
  meta: 'llama',
  mistral: 'mistral',
  deepseek: 'deepseek',
  xai: 'grok',
  alibaba: 'qwen',
};

/** @throws DataError */
export function readOurs(dataDir: string, day: string): OurModel[] {
  const { catalog, lifecycle } = loadCatalog(dataDir);
  const rich = catalog.models.map((model) => richModel(model, day));
  const known = new Set(rich.flatMap(({ names }) => names));
  const light = Object.entries(lifecycle.models).flatMap(([maker, records]) =>
    records
      .filter(({ surface }) => surface === undefined)
      .map((record) => lightModel(record, familyOfMaker[maker as Maker]))
      .filter(({ names }) => !names.some((name) => known.has(name))),
  );
  return [...rich, ...light];
}

function richModel(model: ModelEntry, day: string): OurModel {
  const { id, aliases = [], family, contextWindow, maxOutput, released, knowledgeCutoff, life } = model;
  const { input, cachedInput, output } = (model.price && priceOn(model.price, day)) ?? {};
  const facts = {
    contextWindow,
    maxOutput,
    input,
    cachedInput,
    output,
    released,
    knowledgeCutoff,
    retires: life && endOf(life),
  };
  return { id, names: [id, ...aliases], family, isRich: true, facts: defined(facts) };
}

const lightModel = (record: LifecycleRecord, family: string | undefined): OurModel => ({
  id: record.id,
  names: [record.id, ...(record.aliases ?? [])],
  family,
  isRich: false,
  facts: defined({ retires: endOf(record) }),
});

const defined = (facts: { readonly [field in keyof Facts]: Facts[field] | undefined }): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
