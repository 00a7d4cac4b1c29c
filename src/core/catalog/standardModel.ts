import type { Model } from './catalogTable';

/**
 * The standard model of a family: of those that anybody can use for text, neither the cheapest nor the dearest size where
 * there are others, and of the rest the newest; of one date, the cheaper. That is Sol, not Luna or Astra; Sonnet or Opus,
 * not Haiku or Fable.
 */
export function standardModel(models: readonly Model[]): Model | undefined {
  const offered = models.filter(isOffered).sort((a, b) => inputPrice(a) - inputPrice(b));
  const middle = offered.length > 2 ? offered.slice(1, -1) : offered;
  return middle.reduce<Model | undefined>((best, each) => (best && !isNewer(each, best) ? best : each), undefined);
}

/** Current, for text, and generally available: who offers it has said what it costs and takes. */
const isOffered = ({ status, modalities, price, contextWindow }: Model): boolean =>
  status === 'current' &&
  price !== undefined &&
  contextWindow !== undefined &&
  (modalities === undefined || (modalities.input.includes('text') && modalities.output.includes('text')));

const inputPrice = ({ price }: Model): number => price?.input ?? Infinity;

/** Dates may be months only: `2026-09` is older than `2026-09-02`. */
const isNewer = (a: Model, b: Model): boolean => (a.released ?? '') > (b.released ?? '');
