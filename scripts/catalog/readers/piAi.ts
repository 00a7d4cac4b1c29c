import * as v from 'valibot';
import { parseJson } from '../../../src/core/base/json';
import { theirModel } from '../facts';
import type { TheirModel } from '../facts';

const cost = v.object({ input: v.unknown(), output: v.unknown(), cacheRead: v.unknown() });
const entry = v.object({
  id: v.unknown(),
  type: v.optional(v.unknown()),
  contextWindow: v.optional(v.unknown()),
  maxTokens: v.optional(v.unknown()),
  cost: v.optional(v.unknown()),
});
const anyRecord = v.record(v.string(), v.unknown());

/** The chat models of one provider: `{ API: { "chat:ID": { … } } }`. What is no entry is passed over. */
export function readPiAi(text: string): TheirModel[] {
  const table = parseJson(text);
  const entries = v.is(anyRecord, table)
    ? Object.values(table).flatMap((models) => (v.is(anyRecord, models) ? Object.values(models) : []))
    : [];
  return entries.flatMap((given) => {
    if (!v.is(entry, given) || (given.type ?? 'chat') !== 'chat') return [];
    const { contextWindow, maxTokens: maxOutput } = given;
    const price = v.is(cost, given.cost) ? given.cost : undefined;
    const { input, output, cacheRead: cachedInput } = price ?? {};
    return theirModel([given.id], { contextWindow, maxOutput, input, cachedInput, output });
  });
}
