import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { isNotFullyKnown } from '../catalog/priceUsage';
import type { Backend } from './backend';
import type { RecordedEnd } from './messages/recordedEnd';
import { shortText, tokens } from './messages/chatTypes';

const usd = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9));

/** The tokens and the cost of one answer. It holds no word of the answer, nor of its question. */
const ledgerEntry = v.object({
  /** Ms since 1970. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
  /** The provider as the user called it then. */
  provider: shortText,
  model: shortText,
  in: v.exactOptional(tokens),
  out: v.exactOptional(tokens),
  /** US dollars; left out where it is not known. */
  usd: v.exactOptional(usd),
  /** `usd` is the least that the answer can have cost. */
  least: v.exactOptional(v.literal(true)),
});
export type LedgerEntry = Frozen<v.InferOutput<typeof ledgerEntry>>;

/** Reads a value as an entry; `undefined` where it is none. */
export function readEntry(value: unknown): LedgerEntry | undefined {
  const parsed = v.safeParse(ledgerEntry, value);
  return parsed.success ? parsed.output : undefined;
}

/** Makes the entry of an answer; `undefined` where no answer came, so that nothing was charged. */
export function entryOf(
  { name }: Pick<Backend, 'name'>,
  model: string,
  { usage, cost, firstTokenMs }: Pick<RecordedEnd, 'usage' | 'cost' | 'firstTokenMs'>,
  at: number,
): LedgerEntry | undefined {
  if (usage === undefined && firstTokenMs === undefined) return undefined;
  return {
    ...{ at, provider: name, model },
    ...(usage && { in: usage.inputTokens, out: usage.outputTokens }),
    ...(cost === undefined && { usd: 0 }),
    ...(cost?.known && { usd: cost.usd, ...(isNotFullyKnown(cost) && { least: true as const }) }),
  };
}

export interface SpendingSum {
  readonly answers: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars: the sum of the costs that are known. */
  readonly usd: number;
  /** Answers whose cost is not known, or not fully. */
  readonly unknown: number;
}

const nothing: SpendingSum = { answers: 0, inputTokens: 0, outputTokens: 0, usd: 0, unknown: 0 };
/** Days, models or providers, at most, that have a sum of their own. */
const mostNames = 1_000;
/** Name of the sum that takes all others. */
const others = '…';

/** Sums of entries by day, model and provider. */
export class Spending {
  all = nothing;
  readonly byDay = new Map<string, SpendingSum>();
  readonly byModel = new Map<string, SpendingSum>();
  readonly byProvider = new Map<string, SpendingSum>();

  /** @param dayAt the day of a time, where the user is: `2026-11-30`. */
  constructor(private readonly dayAt: (at: number) => string) {}

  add(entry: LedgerEntry): void {
    this.all = plus(this.all, entry);
    addTo(this.byDay, this.dayAt(entry.at), entry);
    addTo(this.byModel, entry.model, entry);
    addTo(this.byProvider, entry.provider, entry);
  }

  /** Returns the sum of all days that begin with a text: of one day, or of the days of a month. */
  of(begin: string): SpendingSum {
    const days = [...this.byDay].filter(([day]) => day.startsWith(begin)).map(([, sum]) => sum);
    return days.reduce(
      (one, other) => ({
        answers: one.answers + other.answers,
        inputTokens: one.inputTokens + other.inputTokens,
        outputTokens: one.outputTokens + other.outputTokens,
        usd: one.usd + other.usd,
        unknown: one.unknown + other.unknown,
      }),
      nothing,
    );
  }
}

function addTo(sums: Map<string, SpendingSum>, name: string, entry: LedgerEntry): void {
  const key = sums.has(name) || sums.size < mostNames ? name : others;
  sums.set(key, plus(sums.get(key) ?? nothing, entry));
}

const plus = (sum: SpendingSum, entry: LedgerEntry): SpendingSum => ({
  answers: sum.answers + 1,
  inputTokens: sum.inputTokens + (entry.in ?? 0),
  outputTokens: sum.outputTokens + (entry.out ?? 0),
  usd: sum.usd + (entry.usd ?? 0),
  unknown: sum.unknown + (entry.usd === undefined || entry.least ? 1 : 0),
});
