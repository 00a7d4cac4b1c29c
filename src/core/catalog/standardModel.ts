import type { Model } from './catalogTable';

/**
 * Returns the standard model of a family. Of the models that anybody can use for text, it is neither the cheapest nor
 * the dearest size where there are others. Of the rest, it is the newest, and of the same date the cheaper one. That is
 * Sol, not Luna or Astra; Sonnet or Opus, not Haiku or Fable.
 */
export function standardModel(models: readonly Model[]): Model | undefined {
  const offered = models.filter(isOffered).sort((a, b) => inputPrice(a) - inputPrice(b));
  const middle = offered.length > 2 ? offered.slice(1, -1) : offered;
  return middle.reduce<Model | undefined>((best, each) => (best && !isNewer(each, best) ? best : each), undefined);
}

/** Whether a model is current, for text and generally available: its provider has published its price and window. */
const isOffered = ({ status, modalities, price, contextWindow }: Model): boolean =>
  status === 'current' &&
  price !== undefined &&
  contextWindow !== undefined &&
  (modalities === undefined || (modalities.input.includes('text') && modalities.output.includes('text')));

const inputPrice = ({ price }: Model): number => price?.input ?? Infinity;

/** Whether a model is newer. Dates may be months only: `2026-09` is older than `2026-09-02`. */
const isNewer = (a: Model, b: Model): boolean => (a.released ?? '') > (b.released ?? '');
