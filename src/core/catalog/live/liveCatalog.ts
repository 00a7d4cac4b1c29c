import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { isRecord, parseJson } from '../../base/json';

// Figures of models.dev, read when the user asks for them. They are only shown next to the catalog's own numbers: no
// diagnostic, price or count uses them. Their format is in https://github.com/anomalyco/models.dev,
// packages/core/src/schema.ts.

/** A foreign text to show: one line, without characters that hide or turn the text around them. */
const line = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u));
const id = v.pipe(line(120), v.regex(/^[A-Za-z0-9][\w.:@/-]*$/));
/** Tokens; 0 where models.dev does not know them. */
const tokens = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
/** US dollars per million tokens. */
const usd = v.pipe(v.number(), v.minValue(0), v.maxValue(100_000));
const date = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/));

/** An entry of models.dev. Fields that are not named here are ignored. */
const theirEntry = v.object({
  id,
  name: line(120),
  release_date: v.optional(date),
  knowledge: v.optional(date),
  modalities: v.optional(v.object({ output: v.pipe(v.array(line(20)), v.maxLength(20)) })),
  limit: v.optional(v.object({ context: v.optional(tokens), output: v.optional(tokens) })),
  cost: v.optional(v.object({ input: v.optional(usd), output: v.optional(usd), cache_read: v.optional(usd) })),
  status: v.optional(line(20)),
});

const liveModel = v.strictObject({
  id,
  name: line(120),
  /** Id of a family of the catalog. */
  family: line(40),
  contextWindow: v.exactOptional(tokens),
  maxOutput: v.exactOptional(tokens),
  input: v.exactOptional(usd),
  cachedInput: v.exactOptional(usd),
  output: v.exactOptional(usd),
  released: v.exactOptional(date),
  knowledgeCutoff: v.exactOptional(date),
  /** Set where models.dev calls it deprecated. */
  deprecated: v.exactOptional(v.literal(true)),
});
export type LiveModel = Readonly<v.InferOutput<typeof liveModel>>;

/** The most models: far more than models.dev has of the known makers. */
const maxModels = 4_000;

/** The catalog as it is stored on the disk, where another program may have written into it. */
export const liveCatalogSchema = v.strictObject({
  version: v.literal(1),
  /** Time of reading, in ms since 1970. */
  read: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
  models: v.pipe(v.array(liveModel), v.maxLength(maxModels)),
});
export type LiveCatalog = Frozen<v.InferOutput<typeof liveCatalogSchema>>;

/** The family of each provider of models.dev that is a maker's own API. Alibaba's serves models of others, too. */
const providers: Readonly<Record<string, { readonly family: string; readonly only?: RegExp }>> = {
  openai: { family: 'gpt' },
  anthropic: { family: 'claude' },
  google: { family: 'gemini' },
  meta: { family: 'llama' },
  llama: { family: 'llama' },
  mistral: { family: 'mistral' },
  deepseek: { family: 'deepseek' },
  alibaba: { family: 'qwen', only: /^q/i },
  xai: { family: 'grok' },
};

export interface LiveReading {
  readonly models: readonly LiveModel[];
  /** Number of entries of these makers in an unexpected form. Each is left out by itself. */
  readonly refused: number;
}

/** A request to the file worker. */
export interface CatalogRequest {
  readonly kind: 'readCatalog';
  readonly id: number;
  readonly bytes: Uint8Array;
}

export interface CatalogReply {
  readonly kind: 'catalog';
  readonly id: number;
  /** The result; `undefined` where the bytes are no such catalog. */
  readonly reading: LiveReading | undefined;
}

/**
 * Reads the text models of the known makers from the catalog of models.dev. `undefined` where the text is no such
 * catalog.
 */
export function readModelsDev(text: string): LiveReading | undefined {
  const catalog = parseJson(text);
  if (!isRecord(catalog)) return undefined;
  const models: LiveModel[] = [];
  let refused = 0;
  for (const [provider, { family, only }] of Object.entries(providers)) {
    const table = Object.hasOwn(catalog, provider) ? catalog[provider] : undefined;
    const entries = isRecord(table) && isRecord(table['models']) ? Object.values(table['models']) : [];
    for (const entry of entries) {
      const read = v.safeParse(theirEntry, entry);
      if (!read.success) refused++;
      else if (isText(read.output) && (only?.test(read.output.id) ?? true)) models.push(liveOf(read.output, family));
      if (models.length >= maxModels) return { models, refused };
    }
  }
  return models.length === 0 ? undefined : { models, refused };
}

type TheirEntry = v.InferOutput<typeof theirEntry>;

const isText = ({ modalities }: TheirEntry): boolean => modalities?.output.includes('text') ?? true;

function liveOf({ id, name, limit, cost, release_date, knowledge, status }: TheirEntry, family: string): LiveModel {
  const given = {
    contextWindow: limit?.context,
    maxOutput: limit?.output,
    input: cost?.input,
    cachedInput: cost?.cache_read,
    output: cost?.output,
    released: release_date,
    knowledgeCutoff: knowledge,
    deprecated: status === 'deprecated' || undefined,
  };
  // models.dev writes 0 for "not known" and for "free". None of these makers is free.
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== 0);
  return { id, name, family, ...(Object.fromEntries(known) as Partial<LiveModel>) };
}
