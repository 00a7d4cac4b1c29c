// What the tokens of a request cost: one function, for all that shows a cost.
import { dayOf } from '../base/day';
import type { ModelEntry } from './catalogTable';
import { priceOn } from './modelOn';
import { serviceTiers } from './priceTable';
import type { Price } from './priceTable';
import { ratesAt } from './ratesAt';
import type { HeldRates } from './ratesAt';
import { usageParts } from './usageParts';
import type { ChargedTokens } from './usageParts';

/** One line of a bill. */
interface CostLine {
  /** What was charged: `input`, `cache read`, `cache write, kept 1 hour`, `output`. */
  readonly label: string;
  readonly tokens: number;
  /** US dollars per million tokens; missing where it is not published. */
  readonly rate?: number;
  /** US dollars. */
  readonly usd?: number;
}

/** US dollars, or why they are unknown. Unknown is said, never 0. */
export type UsageCost =
  | {
      readonly known: true;
      /** The whole; the least it can be where something is `unknown`. */
      readonly usd: number;
      readonly lines: readonly CostLine[];
      /** Why other rates than the usual ones hold: `batch`, `above 200,000 input tokens`. */
      readonly because?: readonly string[];
      /** What the sum leaves out, or takes at its least. */
      readonly unknown?: readonly string[];
      /** The date of the price. */
      readonly checked: string;
      readonly note?: string;
    }
  | { readonly known: false; readonly reason: string };

export interface PriceConditions {
  readonly at: Date;
  /** A `ServiceTier`, or what the provider calls another one; the standard one where it is missing. */
  readonly tier?: string;
  /** Who served it; the maker where it is missing. The catalog has the makers' prices alone: others resell at their own. */
  readonly host?: {
    readonly name: string;
    /** The family that the host makes, where it is a maker. */
    readonly family?: string;
  };
}

type Priced = Pick<ModelEntry, 'name' | 'family' | 'price'>;

/** What a usage cost by the catalog's prices at that moment. A model of another id lends no price. */
export function priceUsage(
  model: Priced | undefined,
  usage: ChargedTokens | undefined,
  { at, tier, host }: PriceConditions,
): UsageCost {
  if (!usage) return unknown('the provider reported no token usage');
  if (!model) return unknown('the model is not in the catalog');
  if (!model.price) return unknown(`the catalog has no price for ${model.name}`);
  if (host && host.family !== model.family) return unknown(`the catalog has no prices of ${host.name}`);
  const day = dayOf(at);
  const price = priceOn(model.price, day);
  if (!price) return unknown(`the catalog has no price for ${model.name} on ${day}`);
  const known = serviceTiers.find((name) => name === tier);
  const held = known === tier ? ratesAt(price, usage.inputTokens, at, known) : undefined;
  if (!held) return unknown(`the ${tier} price of ${model.name} is not published`);
  return bill(model.name, usage, held, price);
}

const unknown = (reason: string): UsageCost => ({ known: false, reason });

function bill(
  name: string,
  usage: ChargedTokens,
  { rates, because, unknown: doubt }: HeldRates,
  price: Price,
): UsageCost {
  const parts = usageParts(usage, rates);
  const lines = parts.map(({ label, tokens, rate }): CostLine => ({
    label,
    tokens,
    ...(rate !== undefined && { rate, usd: (tokens * rate) / 1e6 }),
  }));
  const doubts = [...(doubt === undefined ? [] : [doubt]), ...parts.flatMap(({ unknown: reason }) => reason ?? [])];
  const usd = lines.reduce((sum, line) => sum + (line.usd ?? 0), 0);
  // "At least nothing" says nothing.
  if (usd === 0 && doubts.length > 0) return unknown(`${doubts.join('; ')} (${name})`);
  return {
    known: true,
    usd,
    lines,
    ...(because.length > 0 && { because }),
    ...(doubts.length > 0 && { unknown: doubts }),
    checked: price.checked,
    ...(price.note !== undefined && { note: price.note }),
  };
}
