import { isRecord } from '../../../src/core/base/json';
import { theirModel } from '../facts';
import type { TheirModel } from '../facts';
import { objectsWith, parseCode } from '../literals';

/** The chat models of one file of LobeHub's model-bank. */
export const readModelBank = (text: string): TheirModel[] =>
  objectsWith(parseCode('model-bank.mjs', text), 'id', 'contextWindowTokens')
    .filter(({ type }) => (type ?? 'chat') === 'chat')
    .flatMap(({ id, contextWindowTokens: contextWindow, maxOutput, releasedAt: released, knowledgeCutoff, pricing }) =>
      theirModel([id], { contextWindow, maxOutput, released, knowledgeCutoff, ...pricesOf(pricing) }),
    );

/** In dollars: prices in yuan follow another list of the same maker. */
function pricesOf(pricing: unknown): { input?: unknown; cachedInput?: unknown; output?: unknown } {
  if (!isRecord(pricing) || (pricing['currency'] ?? 'USD') !== 'USD') return {};
  const units = Array.isArray(pricing['units']) ? (pricing['units'] as unknown[]).filter(isRecord) : [];
  const rate = (name: string): unknown => {
    const unit = units.find((each) => each['name'] === name && each['unit'] === 'millionTokens');
    const tiers: unknown = unit?.['tiers'];
    const [first] = Array.isArray(tiers) ? (tiers as unknown[]) : [];
    return unit?.['strategy'] === 'tiered' && isRecord(first) ? first['rate'] : unit?.['rate'];
  };
  return { input: rate('textInput'), cachedInput: rate('textInput_cacheRead'), output: rate('textOutput') };
}
