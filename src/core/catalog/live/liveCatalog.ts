import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { isRecord, parseJson } from '../../base/json';

// Figures of models.dev, read at the user's wish. They stand beside our own numbers and are taken for nothing else: no diagnostic,
// no price, no count looks at it. https://github.com/anomalyco/models.dev, packages/core/src/schema.ts, has its format.

/** A text of a stranger that is shown: one line, and none of the signs that hide or turn what stands around them. */
const line = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u));
const id = v.pipe(line(120), v.regex(/^[A-Za-z0-9][\w.:@/-]*$/));
/** Tokens; 0 where they do not know. */
const tokens = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
/** US dollars per million tokens. */
const usd = v.pipe(v.number(), v.minValue(0), v.maxValue(100_000));
const date = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/));

/** One of their entries. Fields that are not named here are left alone. */
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
  /** Id of a family of ours. */
  family: line(40),
  contextWindow: v.exactOptional(tokens),
  maxOutput: v.exactOptional(tokens),
  input: v.exactOptional(usd),
  cachedInput: v.exactOptional(usd),
  output: v.exactOptional(usd),
  released: v.exactOptional(date),
  knowledgeCutoff: v.exactOptional(date),
  /** They call it deprecated. */
  deprecated: v.exactOptional(v.literal(true)),
});
export type LiveModel = Readonly<v.InferOutput<typeof liveModel>>;

/** More than they have of the makers that we know, by far. */
const maxModels = 4_000;

/** The catalog as it is stored on the disk, where another program may have written into it. */
export const liveCatalogSchema = v.strictObject({
  version: v.literal(1),
  /** When it was read, in ms since 1970. */
  read: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
  models: v.pipe(v.array(liveModel), v.maxLength(maxModels)),
});
export type LiveCatalog = Frozen<v.InferOutput<typeof liveCatalogSchema>>;

/** Their provider of each maker's own API. Alibaba's serves models of others, too. */
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
  /** Entries of these makers that are not as expected, each left out alone. */
  readonly refused: number;
}

/** Asked of the file worker. */
export interface CatalogRequest {
  readonly kind: 'readCatalog';
  readonly id: number;
  readonly bytes: Uint8Array;
}

export interface CatalogReply {
  readonly kind: 'catalog';
  readonly id: number;
  /** Undefined: it is no such catalog. */
  readonly reading: LiveReading | undefined;
}

/** The text models of the makers that we know, from the text of their catalog. `undefined` where it is no such catalog. */
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
  // 0 stands for "not known" there, and for "free", which no maker of these is.
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== 0);
  return { id, name, family, ...(Object.fromEntries(known) as Partial<LiveModel>) };
}
