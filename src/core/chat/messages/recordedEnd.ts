import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { cacheDiagnosis, cacheMiss } from './cacheMissSchema';
import { errorView } from './errors';
import { count, finishReasons, shortText, tokens, usage } from './chatTypes';

const usd = v.pipe(v.number(), v.finite(), v.minValue(0));
const costLine = v.object({ label: shortText, tokens, rate: v.exactOptional(usd), usd: v.exactOptional(usd) });
const reasons = v.pipe(v.array(shortText), v.maxLength(20));

/** A `UsageCost`. */
const cost = v.variant('known', [
  v.object({
    known: v.literal(true),
    usd,
    lines: v.pipe(v.array(costLine), v.maxLength(20)),
    because: v.exactOptional(reasons),
    unknown: v.exactOptional(reasons),
    checked: shortText,
    note: v.exactOptional(shortText),
    by: v.exactOptional(shortText),
  }),
  v.object({ known: v.literal(false), reason: shortText }),
]);

/** A request of which its server has read only a part. */
const cut = v.object({
  /** Tokens of its texts, counted here. */
  sent: tokens,
  isEstimate: v.boolean(),
  /** Tokens that were read, as the server says. */
  read: tokens,
  by: shortText,
});

/** Facts about an answer other than its parts. */
export const answerFacts = {
  finishReason: v.exactOptional(v.picklist(finishReasons)),
  usage: v.exactOptional(usage),
  /** Ms from sending to the first text or reasoning. */
  firstTokenMs: v.exactOptional(count),
  /** Ms from the first reasoning to the first text or call, or to the end. */
  reasoningMs: v.exactOptional(count),
  /** Ms from sending to the end. */
  durationMs: v.exactOptional(count),
  cost: v.exactOptional(cost),
  cacheMiss: v.exactOptional(cacheMiss),
  cacheDiagnosis: v.exactOptional(cacheDiagnosis),
  cut: v.exactOptional(cut),
  error: v.exactOptional(errorView),
};
/**
 * The usage as the provider sent it, as JSON of at most 8,000 characters. It stays in the file, and is not sent to the
 * page.
 */
export const usageReceived = v.exactOptional(v.pipe(v.string(), v.maxLength(8_000)));

/**
 * The id that the provider gave the answer, where its cache is to be diagnosed. It stays in the file, and is not sent
 * to the page.
 */
export const providerAnswerId = v.exactOptional(shortText);

/** How an answer ended, as a session keeps it. `stopped`: the caller ended it. */
export const recordedEnd = v.object({
  status: v.picklist(['done', 'stopped', 'failed']),
  ...answerFacts,
  usageReceived,
  providerAnswerId,
});
export type RecordedEnd = Frozen<v.InferOutput<typeof recordedEnd>>;
