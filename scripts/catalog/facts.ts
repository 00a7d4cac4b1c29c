import * as v from 'valibot';

// The facts of a package about a model, in our words. All of it came from outside: a value that cannot be is left out.

/** A day, a month or a year, as ISO writes them. */
const date = v.pipe(v.string(), v.regex(/^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/));
const tokens = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9));
/** Above 0: a table says 0 of a subscription and of what it does not know. */
const usd = v.pipe(v.number(), v.gtValue(0), v.maxValue(100_000));

/** The fields that are compared. Tokens, US dollars per million tokens, and dates. */
export const factSchemas = {
  contextWindow: tokens,
  maxOutput: tokens,
  input: usd,
  cachedInput: usd,
  output: usd,
  released: date,
  knowledgeCutoff: date,
  retires: date,
} as const;

export type Field = keyof typeof factSchemas;
export const fields = Object.keys(factSchemas) as Field[];
export type Value = number | string;
export type Facts = Readonly<Partial<Record<Field, Value>>>;

export const factsSchema = v.strictObject({
  contextWindow: v.exactOptional(tokens),
  maxOutput: v.exactOptional(tokens),
  input: v.exactOptional(usd),
  cachedInput: v.exactOptional(usd),
  output: v.exactOptional(usd),
  released: v.exactOptional(date),
  knowledgeCutoff: v.exactOptional(date),
  retires: v.exactOptional(date),
});

/** As APIs take it. */
export const idSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.:@/-]{0,120}$/));

/** One model as one package has it. */
export interface TheirModel {
  /** Its id and other ids for it. */
  readonly ids: readonly string[];
  readonly facts: Facts;
}

/** Those of the given values that can be, each judged alone. A model without an id that can be is none. */
export function theirModel(ids: readonly unknown[], given: Readonly<Partial<Record<Field, unknown>>>): TheirModel[] {
  const known = ids.filter((id): id is string => v.is(idSchema, id));
  if (known.length === 0) return [];
  const facts = fields.flatMap((field) => (v.is(factSchemas[field], given[field]) ? [[field, given[field]]] : []));
  return [{ ids: known, facts: Object.fromEntries(facts) as Facts }];
}

/** Whether both say the same: a month and a day of it do, for one is only less exact. */
export function sameFact(ours: Value, theirs: Value): boolean {
  if (typeof ours !== 'string' || typeof theirs !== 'string') return ours === theirs;
  return ours.startsWith(theirs) || theirs.startsWith(ours);
}
