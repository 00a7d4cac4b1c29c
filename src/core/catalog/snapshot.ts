import * as v from 'valibot';
import type { Day } from '../base/day';
import type { Catalog } from './catalog';
import { modelStatuses } from './catalogTable';
import type { Model, ModelStatus } from './catalogTable';
import { endOf } from './lifecycle';

// The catalog at the user's last look, stored in a small form, and the changes since then.

const rate = v.pipe(v.number(), v.finite(), v.minValue(0));
const known = v.object({
  status: v.picklist(modelStatuses),
  /** US dollars per million tokens, in and out. */
  price: v.optional(v.tuple([rate, rate])),
  /** Tokens. */
  window: v.optional(rate),
  /** The day from which calls fail, where it was known. */
  ends: v.optional(v.pipe(v.string(), v.maxLength(10))),
});
type Known = v.InferOutput<typeof known>;

const snapshot = v.object({
  day: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)),
  /** Models by id. */
  models: v.record(v.pipe(v.string(), v.maxLength(200)), known),
});
export type Snapshot = Readonly<v.InferOutput<typeof snapshot>>;

/** Reads a stored snapshot; `undefined` where the value is none. */
export function readSnapshot(stored: unknown): Snapshot | undefined {
  const parsed = v.safeParse(snapshot, stored);
  return parsed.success ? parsed.output : undefined;
}

export const snapshotOf = (catalog: Catalog): Snapshot => ({
  day: catalog.day,
  models: Object.fromEntries(catalog.models.map((model) => [model.id, knownOf(model)])),
});

function knownOf(model: Model): Known {
  const { status, price, contextWindow } = model;
  const ends = model.life && endOf(model.life);
  return {
    status,
    ...(price && { price: [price.input, price.output] }),
    ...(contextWindow !== undefined && { window: contextWindow }),
    ...(ends !== undefined && { ends }),
  };
}

/** One change. `on` is the day on which it happened, where a source gives one. */
export type CatalogChange = { readonly model: Model; readonly on?: Day | undefined } & (
  | { readonly kind: 'new' }
  | { readonly kind: 'status'; readonly from: ModelStatus; readonly to: ModelStatus }
  | { readonly kind: 'end'; readonly from: Day | undefined; readonly to: Day | undefined }
  | { readonly kind: 'price'; readonly from: Rates | undefined; readonly to: Rates | undefined }
  | { readonly kind: 'window'; readonly from: number | undefined; readonly to: number | undefined }
);
/** US dollars per million tokens, in and out. */
type Rates = readonly [input: number, output: number];

/** Lists the changes until today. Models that the catalog no longer has are left out, as nothing is known of them. */
export const changesSince = (before: Snapshot, catalog: Catalog): CatalogChange[] =>
  catalog.models.flatMap((model): CatalogChange[] => {
    const old = Object.hasOwn(before.models, model.id) ? before.models[model.id] : undefined;
    return old ? changesOf(model, old) : [{ kind: 'new', model, on: model.released }];
  });

function changesOf(model: Model, old: Known): CatalogChange[] {
  const now = knownOf(model);
  const changes: CatalogChange[] = [];
  if (now.status !== old.status) {
    changes.push({ kind: 'status', model, from: old.status, to: now.status, on: statusDay(model) });
  }
  // The end of a retired model shows in its status.
  if (now.ends !== old.ends && now.status !== 'retired') {
    changes.push({ kind: 'end', model, from: old.ends, to: now.ends, on: model.life?.announced });
  }
  if (now.price?.[0] !== old.price?.[0] || now.price?.[1] !== old.price?.[1]) {
    changes.push({ kind: 'price', model, from: old.price, to: now.price, on: model.price?.from });
  }
  if (now.window !== old.window) changes.push({ kind: 'window', model, from: old.window, to: now.window });
  return changes;
}

/** Returns the day on which a model got its status. */
function statusDay({ status, life }: Model): Day | undefined {
  if (status === 'retired') return life && endOf(life);
  return status === 'deprecated' ? (life?.deprecated ?? life?.announced) : undefined;
}
