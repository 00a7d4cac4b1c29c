import type { Model } from './catalogTable';
import { stepsOf } from './priceTable';
import type { Price, Rates } from './priceTable';

/** US dollars, or why it is unknown. `checked` is the date of the price. */
export type AnswerCost =
  | { readonly known: true; readonly usd: number; readonly checked: string; readonly note?: string }
  | { readonly known: false; readonly reason: string };

/** The tokens that a provider says it charges for. */
export interface ChargedTokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The part of `inputTokens` that was read from a prompt cache. */
  readonly cachedInputTokens?: number;
  /** The part of `inputTokens` that was written to one. */
  readonly cacheWriteTokens?: number;
}

/** US dollars for `inputTokens` of fresh input, or `undefined` where the price is unknown. */
export function inputCost(price: Price | undefined, inputTokens: number): number | undefined {
  return price && (inputTokens * rates(price, inputTokens).input) / 1e6;
}

/** What an answer cost by the provider's own usage figures and the catalog's prices. Unknown is said, never 0. */
export function answerCost(model: Model | undefined, usage: ChargedTokens | undefined): AnswerCost {
  if (!usage) return { known: false, reason: 'the provider reported no token usage' };
  if (!model) return { known: false, reason: 'the model is not in the catalog' };
  if (!model.price) return { known: false, reason: `the catalog has no price for ${model.name}` };
  // Some makers charge more for these, by how long they are kept, and some do not: the catalog has no rate for them.
  if ((usage.cacheWriteTokens ?? 0) > 0) {
    return { known: false, reason: `the catalog has no price for what ${model.name} writes to the prompt cache` };
  }
  const { input, output, cachedInput } = rates(model.price, usage.inputTokens);
  const cached = cachedInput === undefined ? 0 : Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
  const usd = ((usage.inputTokens - cached) * input + cached * (cachedInput ?? 0) + usage.outputTokens * output) / 1e6;
  const { checked, note } = model.price;
  return { known: true, usd, checked, ...(note === undefined ? {} : { note }) };
}

/** Past the long-context limit the whole request has the higher rates. */
const rates = (price: Price, inputTokens: number): Rates =>
  stepsOf(price).findLast(({ above }) => inputTokens > above) ?? price;
